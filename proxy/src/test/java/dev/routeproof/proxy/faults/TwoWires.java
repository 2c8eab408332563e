package dev.routeproof.proxy.faults;

/** A proxy between a provider of each wire: {@code gpt} is the default, {@code claude} and {@code gpt} back each other up. */
final class TwoWires implements AutoCloseable {
    final ScriptedUpstream openAi;
    final ScriptedUpstream anthropic;
    final Rig rig;
    private final CandidateArm arm;

    /** Every request belongs to the candidate arm, whose table sends everything to {@code first}. */
    private TwoWires(String first, ScriptedUpstream openAi, ScriptedUpstream anthropic) throws Exception {
        this.openAi = openAi;
        this.anthropic = anthropic;
        String models = """
                providers:
                  open: {wire: openai, base_url: '%s'}
                  anth: {wire: anthropic, base_url: '%s'}
                models:
                  - {id: gpt, provider: open, name: gpt-wire, tier: large, input: 1, output: 2, context: 128000}
                  - {id: claude, provider: anth, name: claude-wire, tier: large, input: 3, output: 15, context: 128000}
                """.formatted(openAi.baseUrl(), anthropic.baseUrl());
        String table = """
                id: next
                default: %s
                routes: {}
                fallbacks: {large: [%s]}
                """.formatted(first, first.equals("gpt") ? "claude" : "gpt");
        this.arm = new CandidateArm(models, table, "gpt", "", Rig.SHORT);
        this.rig = arm.rig;
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
        return arm.ask(path, body, headers);
    }

    @Override
    public void close() throws Exception {
        arm.close();
        openAi.close();
        anthropic.close();
    }
}
