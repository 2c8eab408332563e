package dev.routeproof.routing.setup;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.Problems;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                .then(config ->
                        CatalogFile.load(config.catalog()).then(catalog -> new Reading(file, config, catalog).setup()));
    }

    /** What is wrong so far, in all files. */
    private static final class Reading {
        private final Path file;
        private final ProxyConfig config;
        private final Catalog catalog;
        private final List<Problems> problems = new ArrayList<>();

        Reading(Path file, ProxyConfig config, Catalog catalog) {
            this.file = file;
            this.config = config;
            this.catalog = catalog;
        }

        Loaded<ProxySetup> setup() {
            Model standard = standard();
            onlyRehearsalsStopTheClock();
            var candidates = new ArrayList<Candidate>();
            for (Path path : config.candidates()) {
                Candidate candidate = value(CandidateFile.load(path, catalog));
                if (candidate != null) {
                    if (candidates.stream().anyMatch(other -> other.id().equals(candidate.id()))) {
                        problem(
                                path.toString(),
                                "the id '" + candidate.id() + "' is also that of another candidate of the proxy",
                                "give one of them another id");
                    }
                    candidates.add(candidate);
                }
            }
            Rollout rollout = config.rollout() == null ? null : value(RolloutFile.load(config.rollout(), catalog));
            if (rollout != null) {
                isCandidate(candidates, String.valueOf(config.rollout()), "rollout", rollout.candidate());
            }
            List<VirtualKey> keys = config.keys() == null ? null : value(KeysFile.load(config.keys()));
            if (keys != null) {
                keys.forEach(this::namesKnownModels);
            }
            if (config.mirror() != null) {
                isCandidate(
                        candidates, file.toString(), "mirror", config.mirror().candidate());
            }
            return standard == null || !problems.isEmpty()
                    ? new Loaded.Broken<>(Problems.merge(problems))
                    : new Loaded.Ok<>(new ProxySetup(config, catalog, standard, candidates, rollout, keys));
        }

        private @Nullable Model standard() {
            var names = catalog.names();
            Model standard = names.get(config.standard());
            if (standard == null) {
                problem(
                        file.toString(),
                        "the default '" + config.standard() + "' is no model of "
                                + config.catalog().getFileName(),
                        Nearest.fix(config.standard(), names.keySet(), "models"));
            } else if (standard.provider().wire() == Wire.RECORDED) {
                problem(
                        file.toString(),
                        "the default '" + standard.id() + "' is a recording and cannot serve",
                        "choose another");
            }
            return standard;
        }

        private void onlyRehearsalsStopTheClock() {
            if (config.clockStandsAt() != null
                    && catalog.providers().values().stream().anyMatch(one -> one.wire() != Wire.SANDBOX)) {
                problem(
                        file.toString(),
                        "clock_stands_at is for rehearsals, and "
                                + config.catalog().getFileName() + " has providers that are not a sandbox",
                        "remove clock_stands_at");
            }
        }

        private void isCandidate(List<Candidate> candidates, String where, String whose, String id) {
            if (candidates.stream().noneMatch(candidate -> candidate.id().equals(id))) {
                problem(
                        where,
                        "the " + whose + "'s candidate '" + id + "' is none of the candidates of the proxy",
                        "add its file under candidates");
            }
        }

        /** A key that names a model nobody has would refuse its callers. */
        private void namesKnownModels(VirtualKey key) {
            var known = new ArrayList<>(List.of("default"));
            catalog.models().keySet().forEach(id -> known.add(id.value()));
            for (String model : key.models()) {
                if (!known.contains(model)) {
                    problem(
                            String.valueOf(config.keys()),
                            "the key '" + key.id() + "' names the model '" + model + "', which is none of "
                                    + config.catalog().getFileName(),
                            Nearest.fix(model, known, "models"));
                }
            }
        }

        private void problem(String where, String what, String fix) {
            problems.add(new Problems(List.of(Problem.ofFile(where, what, fix))));
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
