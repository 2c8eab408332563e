package dev.routeproof.proxy.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.providers.wire.translate.Translation;
import dev.routeproof.providers.wire.translate.Untranslatable;
import dev.routeproof.proxy.http.ModelName;
import dev.routeproof.proxy.rollout.CallerWire;
import dev.routeproof.proxy.rollout.PromptReader;
import dev.routeproof.proxy.rollout.PromptTokens;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A caller's request as the candidate's model gets it: its name, its wire's words, and nothing that would make its
 * provider do more than answer.
 *
 * @param path below the provider's address, beginning with {@code /v1}
 * @param crossed it was put into another wire's words
 * @param most what the call can cost, at the catalog's prices
 */
@SuppressWarnings("ArrayRecordComponent")
record Reshaped(byte[] body, String path, Map<String, String> headers, boolean crossed, Money most) {
    private static final Set<String> OWN_TOOLS = Set.of("", "function", "custom");
    private static final byte[] STREAM_OPTIONS = "\"stream_options\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USAGE =
            "\"stream_options\":{\"include_usage\":true},".getBytes(StandardCharsets.US_ASCII);

    /**
     * @param wire the model's
     * @param told headers of the caller that belong to its wire
     * @param dialect what the model's server is known to take
     */
    static Reshaped of(String path, byte[] body, Map<String, String> told, Model model, Wire wire, Dialect dialect)
            throws Unfit {
        Wire caller = CallerWire.of(path);
        if (caller == null) {
            throw new Unfit(Drop.OUTSIDE);
        }
        JsonNode root;
        Prompt prompt;
        try {
            root = WireJson.MAPPER.readTree(body);
            prompt = PromptReader.read(body).orElseThrow(() -> new Unfit(Drop.NOT_EVALUATED));
        } catch (IOException unreadable) {
            throw new Unfit(Drop.UNTRANSLATABLE);
        }
        if (acts(root)) {
            throw new Unfit(Drop.SIDE_EFFECTS);
        }
        if (!able(model, prompt, PromptTokens.of(body))) {
            throw new Unfit(Drop.NO_CAPABILITY);
        }
        var headers = new HashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("accept-encoding", "identity");
        headers.put("user-agent", "routeproof-mirror");
        if (wire == Wire.ANTHROPIC) {
            headers.put("anthropic-version", AnthropicWire.VERSION);
        }
        Money most = most(model, prompt, root, body.length);
        if (caller != wire) {
            return new Reshaped(
                    crossed(caller, body, model, dialect),
                    caller == Wire.OPENAI ? "/v1/messages" : "/v1/chat/completions",
                    headers,
                    true,
                    most);
        }
        headers.putAll(told);
        byte[] named = ModelName.renamed(body, model.name());
        boolean askUsage = wire == Wire.OPENAI && root.path("stream").asBoolean() && dialect.streamUsage();
        return new Reshaped(askUsage ? withUsage(named) : named, path, headers, false, most);
    }

    private static byte[] crossed(Wire caller, byte[] body, Model model, Dialect dialect) throws Unfit {
        var translation =
                caller == Wire.OPENAI ? Translation.fromOpenAi(0, dialect) : Translation.fromAnthropic(dialect);
        try {
            return translation.request(body, model.name());
        } catch (Untranslatable | MalformedReply none) {
            throw new Unfit(Drop.UNTRANSLATABLE);
        }
    }

    /** Whether the provider would do more than answer. */
    private static boolean acts(JsonNode root) {
        if (root.path("store").asBoolean()
                || root.has("web_search_options")
                || !root.path("mcp_servers").isEmpty()) {
            return true;
        }
        for (JsonNode tool : root.path("tools")) {
            if (!OWN_TOOLS.contains(tool.path("type").asText(""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean able(Model model, Prompt prompt, long tokens) {
        var can = model.capabilities();
        return (!prompt.hasTools() || can.contains(Capability.TOOLS))
                && (!prompt.hasImages() || can.contains(Capability.VISION))
                && (!prompt.wantsJson() || can.contains(Capability.JSON))
                && tokens + prompt.outputLimit() <= model.contextTokens();
    }

    /** No token is shorter than a byte, nothing is longer than the context window; a picture may fill it. */
    private static Money most(Model model, Prompt prompt, JsonNode root, int bytes) {
        long window = model.contextTokens();
        long input = prompt.hasImages() ? window : Math.min(window, bytes);
        long limit = prompt.outputLimit();
        long answers = Math.max(1, Math.min(128, root.path("n").asLong(1)));
        long output = answers * (limit > 0 ? Math.min(window, limit) : window);
        var prices = model.prices();
        return new Money((long)
                Math.ceil((input * Math.max(prices.input(), prices.cachedInput()) + output * prices.output()) * 1_000));
    }

    /** A stream tells its tokens only where it is asked to; nobody but the mirror sees the event that does. */
    private static byte[] withUsage(byte[] body) {
        int brace = 0;
        while (body[brace] != '{') {
            brace++;
        }
        if (contains(body, STREAM_OPTIONS)) {
            return body;
        }
        var out = new byte[body.length + USAGE.length];
        System.arraycopy(body, 0, out, 0, brace + 1);
        System.arraycopy(USAGE, 0, out, brace + 1, USAGE.length);
        System.arraycopy(body, brace + 1, out, brace + 1 + USAGE.length, body.length - brace - 1);
        return out;
    }

    private static boolean contains(byte[] body, byte[] word) {
        for (int i = 0; i + word.length <= body.length; i++) {
            int matched = 0;
            while (matched < word.length && body[i + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return true;
            }
        }
        return false;
    }
}
