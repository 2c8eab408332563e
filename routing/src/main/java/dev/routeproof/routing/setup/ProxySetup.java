package dev.routeproof.routing.setup;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.Problems;
import dev.routeproof.routing.config.WrittenPlaces;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code proxy.yaml} and every file it names, read and checked together.
 *
 * @param standard the model that serves by default
 * @param rollout null: shadow
 * @param keys null: callers bring their own
 */
public record ProxySetup(
        ProxyConfig config,
        Catalog catalog,
        Model standard,
        List<Candidate> candidates,
        @Nullable Rollout rollout,
        @Nullable List<VirtualKey> keys) {
    public ProxySetup {
        candidates = List.copyOf(candidates);
        keys = keys == null ? null : List.copyOf(keys);
    }

    /** Reads everything; broken where any file has a problem, with the problems of all of them. */
    public static Loaded<ProxySetup> load(Path file) {
        return ProxyFile.load(file)
                .then(config -> catalog(file, config).then(catalog -> new Reading(file, config, catalog).setup()));
    }

    private static Loaded<Catalog> catalog(Path file, ProxyConfig config) {
        return Files.exists(config.catalog())
                ? CatalogFile.load(config.catalog())
                : new Loaded.Broken<>(
                        new Problems(List.of(missing(WrittenPlaces.of(file), config.catalog(), "catalog"))));
    }

    private static Problem missing(WrittenPlaces places, Path named, Object... path) {
        return places.problem("there is no file " + named, "check the path", path);
    }

    /** What is wrong so far, in all files. */
    private static final class Reading {
        private final WrittenPlaces places;
        private final ProxyConfig config;
        private final Catalog catalog;
        private final List<Problems> problems = new ArrayList<>();

        Reading(Path file, ProxyConfig config, Catalog catalog) {
            this.places = WrittenPlaces.of(file);
            this.config = config;
            this.catalog = catalog;
        }

        Loaded<ProxySetup> setup() {
            Model standard = standard();
            onlyRehearsalsStopTheClock();
            var candidates = new ArrayList<Candidate>();
            for (int i = 0; i < config.candidates().size(); i++) {
                Candidate candidate =
                        value(config.candidates().get(i), path -> CandidateFile.load(path, catalog), "candidates", i);
                if (candidate != null) {
                    if (candidates.stream().anyMatch(other -> other.id().equals(candidate.id()))) {
                        add(WrittenPlaces.of(config.candidates().get(i))
                                .problem(
                                        "the id '" + candidate.id()
                                                + "' is also that of another candidate of the proxy",
                                        "give one of them another id",
                                        "id"));
                    }
                    candidates.add(candidate);
                }
            }
            Rollout rollout = value(config.rollout(), path -> RolloutFile.load(path, catalog), "rollout");
            if (rollout != null && config.rollout() != null) {
                isCandidate(
                        candidates, WrittenPlaces.of(config.rollout()), "rollout", rollout.candidate(), "candidate");
            }
            List<VirtualKey> keys = value(config.keys(), KeysFile::load, "keys");
            if (keys != null && config.keys() != null) {
                nameKnownModels(keys, config.keys());
            }
            if (config.mirror() != null) {
                isCandidate(candidates, places, "mirror", config.mirror().candidate(), "mirror", "candidate");
            }
            return standard == null || !problems.isEmpty()
                    ? new Loaded.Broken<>(Problems.merge(problems))
                    : new Loaded.Ok<>(new ProxySetup(config, catalog, standard, candidates, rollout, keys));
        }

        private @Nullable Model standard() {
            var names = catalog.names();
            Model standard = names.get(config.standard());
            if (standard == null) {
                add(places.problem(
                        "the default '" + config.standard() + "' is no model of "
                                + config.catalog().getFileName(),
                        Nearest.fix(config.standard(), names.keySet(), "models"),
                        "default"));
            } else if (standard.provider().wire() == Wire.RECORDED) {
                add(places.problem(
                        "the default '" + standard.id() + "' is a recording and cannot serve",
                        "choose another",
                        "default"));
            }
            return standard;
        }

        private void onlyRehearsalsStopTheClock() {
            if (config.clockStandsAt() != null
                    && catalog.providers().values().stream().anyMatch(one -> one.wire() != Wire.SANDBOX)) {
                add(places.problem(
                        "clock_stands_at is for rehearsals, and "
                                + config.catalog().getFileName() + " has providers that are not a sandbox",
                        "remove clock_stands_at",
                        "clock_stands_at"));
            }
        }

        private void isCandidate(
                List<Candidate> candidates, WrittenPlaces where, String whose, String id, Object... path) {
            if (candidates.stream().noneMatch(candidate -> candidate.id().equals(id))) {
                add(where.problem(
                        "the " + whose + "'s candidate '" + id + "' is none of the candidates of the proxy",
                        "add its file under candidates",
                        path));
            }
        }

        /** A key that names a model nobody has would refuse its callers. */
        private void nameKnownModels(List<VirtualKey> keys, Path file) {
            var known = new ArrayList<>(List.of("default"));
            catalog.models().keySet().forEach(id -> known.add(id.value()));
            for (int i = 0; i < keys.size(); i++) {
                VirtualKey key = keys.get(i);
                for (String model : key.models()) {
                    if (!known.contains(model)) {
                        add(WrittenPlaces.of(file)
                                .problem(
                                        "the key '" + key.id() + "' names the model '" + model + "', which is none of "
                                                + config.catalog().getFileName(),
                                        Nearest.fix(model, known, "models"),
                                        "keys",
                                        i,
                                        "models"));
                    }
                }
            }
        }

        private void add(Problem problem) {
            problems.add(new Problems(List.of(problem)));
        }

        /** What {@code file} holds; null where none is named, or it has problems. {@code path} is where it is named. */
        private <T> @Nullable T value(@Nullable Path file, Function<Path, Loaded<T>> load, Object... path) {
            if (file == null) {
                return null;
            }
            if (!Files.exists(file)) {
                add(missing(places, file, path));
                return null;
            }
            return value(load.apply(file));
        }

        private <T> @Nullable T value(Loaded<T> loaded) {
            return switch (loaded) {
                case Loaded.Ok<T>(T value) -> value;
                case Loaded.Broken<T> broken -> {
                    problems.add(broken.problems());
                    yield null;
                }
            };
        }
    }
}
