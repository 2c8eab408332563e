package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.Configuration;
import dev.routeproof.proxy.InstallKey;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** A proxy whose every request belongs to the candidate arm; every prompt that begins with "hi" is simple. */
final class CandidateArm implements AutoCloseable {
    final Rig rig;
    private final Path folder;

    /**
     * @param models the whole models.yaml
     * @param table the whole table; its default is the proxy's too
     * @param standard id of that default
     * @param candidate more lines of the candidate's file
     */
    CandidateArm(String models, String table, String standard, String candidate, Limits limits) throws Exception {
        this.folder = Files.createTempDirectory("candidate-arm");
        Files.writeString(folder.resolve("models.yaml"), models);
        Files.writeString(folder.resolve("table.yaml"), table);
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - {label: simple, weight: 0.9, any: {starts_with: ['hi']}}
                """);
        Files.writeString(folder.resolve("candidate.yaml"), """
                id: next
                table: table.yaml
                cascade: [{kind: rules, file: rules.yaml, believe: 0.5}]
                deadline_ms: 5000
                """ + candidate);
        Files.writeString(folder.resolve("rollout.yaml"), """
                experiment: test
                candidate: next
                phase: canary
                percent: 50
                holdout: 0
                unit: user
                metrics:
                  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
                  gain: {name: cost, min_saving: 0.0}
                """);
        Files.writeString(folder.resolve("proxy.yaml"), """
                catalog: models.yaml
                default: %s
                candidates: [candidate.yaml]
                rollout: rollout.yaml
                """.formatted(standard));
        var configuration = Configuration.load(folder.resolve("proxy.yaml")).orThrow();
        var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
        live.change(new Allocation(Phase.CANARY, 100, 0, Set.of()), false, "c", Event.Cause.OPERATOR, "");
        this.rig = Rig.plan()
                .limits(limits)
                .content(Content.FULL)
                .serving(
                        configuration.snapshot(
                                Env.of(Map.of()),
                                null,
                                new InstallKey(new byte[32]),
                                configuration.cascades(Env.of(Map.of()), null)),
                        live);
    }

    RawCaller.Answer ask(String path, String body, String... headers) throws Exception {
        var with = new String[headers.length + 1];
        System.arraycopy(headers, 0, with, 0, headers.length);
        with[headers.length] = "X-Route-User: u1";
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post(path, body, with)).answer();
        }
    }

    @Override
    public void close() throws Exception {
        rig.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
