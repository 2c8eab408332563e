package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.Configuration;
import dev.routeproof.proxy.InstallKey;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** A proxy between a provider of each wire: {@code gpt} is the default, {@code claude} and {@code gpt} back each other up. */
final class TwoWires implements AutoCloseable {
    final ScriptedUpstream openAi;
    final ScriptedUpstream anthropic;
    final Rig rig;
    private final Path folder;

    /** Every request belongs to the candidate arm, whose table sends everything to {@code first}. */
    private TwoWires(String first, ScriptedUpstream openAi, ScriptedUpstream anthropic) throws Exception {
        this.openAi = openAi;
        this.anthropic = anthropic;
        this.folder = Files.createTempDirectory("two-wires");
        var configuration = Configuration.load(write(first)).orThrow();
        var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
        live.change(new Allocation(Phase.CANARY, 100, 0, Set.of()), false, "c", Event.Cause.OPERATOR, "");
        this.rig =
                Rig.plan().serving(configuration.snapshot(Env.of(Map.of()), null, new InstallKey(new byte[32])), live);
    }

    static TwoWires candidates(String first, String anthropicAnswer, String openAiAnswer) throws Exception {
        return new TwoWires(
                first, ScriptedUpstream.answering(openAiAnswer), ScriptedUpstream.answering(anthropicAnswer));
    }

    /** The model of the Anthropic wire plays a script. */
    static TwoWires playing(String first, ScriptedUpstream.Script script) throws Exception {
        return new TwoWires(first, ScriptedUpstream.answering(Wire.good(false)), ScriptedUpstream.playing(script));
    }

    static TwoWires playingOpenAi(String first, ScriptedUpstream.Script script) throws Exception {
        return new TwoWires(first, ScriptedUpstream.playing(script), ScriptedUpstream.answering("none"));
    }

    RawCaller.Answer ask(String path, String body, String... headers) throws Exception {
        var with = new String[headers.length + 1];
        System.arraycopy(headers, 0, with, 0, headers.length);
        with[headers.length] = "X-Route-User: u1";
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post(path, body, with)).answer();
        }
    }

    private Path write(String first) throws Exception {
        String other = first.equals("gpt") ? "claude" : "gpt";
        Files.writeString(folder.resolve("models.yaml"), """
                providers:
                  open: {wire: openai, base_url: '%s'}
                  anth: {wire: anthropic, base_url: '%s'}
                models:
                  - {id: gpt, provider: open, name: gpt-wire, tier: large, input: 1, output: 2, context: 128000}
                  - {id: claude, provider: anth, name: claude-wire, tier: large, input: 3, output: 15, context: 128000}
                """.formatted(openAi.baseUrl(), anthropic.baseUrl()));
        Files.writeString(folder.resolve("table.yaml"), """
                id: next
                default: %s
                routes: {}
                fallbacks: {large: [%s]}
                """.formatted(first, other));
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - {label: simple, weight: 0.9, any: {starts_with: ['hi']}}
                """);
        Files.writeString(folder.resolve("candidate.yaml"), """
                id: next
                table: table.yaml
                cascade: [{kind: rules, file: rules.yaml, believe: 0.5}]
                """);
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
        return Files.writeString(folder.resolve("proxy.yaml"), """
                catalog: models.yaml
                default: gpt
                candidates: [candidate.yaml]
                rollout: rollout.yaml
                """);
    }

    @Override
    public void close() throws Exception {
        rig.close();
        openAi.close();
        anthropic.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
