package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.client.Secret;
import dev.routeproof.proxy.InstallKey;
import dev.routeproof.proxy.Proxy;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.record.Audit;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.MemorySink;
import dev.routeproof.proxy.rollout.CallerHeaders;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.config.proxy.ProxyConfig.Headers;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A proxy in front of a scripted upstream, with limits short enough to wait for. */
final class Rig implements AutoCloseable {
    static final Limits SHORT = new Limits(
            1 << 20,
            64 << 20,
            2_000,
            Duration.ofMillis(600),
            Duration.ofMillis(600),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(600),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            64,
            Duration.ofMillis(400));

    /** The default is {@code big}; {@code small} is the other model of the catalog. */
    static final String BODY =
            "{\"model\":\"big\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT + "\"}]}";

    static final String STREAM_BODY =
            "{\"model\":\"big\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT
                    + "\"}]}";

    private static final int MOST_EVENTS = 100_000;
    private static final JsonMapper JSON = new JsonMapper();

    final Proxy proxy;
    final MemorySink log;

    private final Content content;

    private Rig(Proxy proxy, MemorySink log, Content content) {
        this.proxy = proxy;
        this.log = log;
        this.content = content;
    }

    /** What to vary; everything has a default. */
    static final class Plan {
        private Limits limits = SHORT;
        private Content content = Content.HASH;
        private Audit audit = Audit.OFF;
        private Evaluator evaluator = Evaluator.NONE;
        private @Nullable KeyRing keys;
        private @Nullable Secret providerKey;
        private boolean rejectUnknown;
        private final MemorySink log = new MemorySink(MOST_EVENTS);
        private @Nullable EvidenceSink sink;
        private Clock clock = Clock.systemUTC();
        private @Nullable Path mirrorSpending;
        private @Nullable Path keySpending;

        Plan limits(Limits with) {
            limits = with;
            return this;
        }

        Plan content(Content with) {
            content = with;
            return this;
        }

        Plan audit(Audit with) {
            audit = with;
            return this;
        }

        Plan evaluator(Evaluator with) {
            evaluator = with;
            return this;
        }

        Plan keys(KeyRing ring, String providerSecret) {
            keys = ring;
            providerKey = new Secret(providerSecret);
            return this;
        }

        Plan rejectUnknown() {
            rejectUnknown = true;
            return this;
        }

        Plan sink(EvidenceSink with) {
            sink = with;
            return this;
        }

        Plan mirrorSpending(Path with) {
            mirrorSpending = with;
            return this;
        }

        Plan keySpending(Path with) {
            keySpending = with;
            return this;
        }

        Plan clock(Clock with) {
            clock = with;
            return this;
        }

        Rig inFrontOf(ScriptedUpstream upstream) {
            return inFrontOf(upstream.baseUrl());
        }

        Rig inFrontOf(URI baseUrl) {
            return serving(snapshot(baseUrl, keys, providerKey, rejectUnknown), new LiveRollout(null, clock));
        }

        Rig serving(Snapshot snapshot, LiveRollout rollout) {
            var evaluate = evaluator;
            var proxy = Proxy.start(new Proxy.Parts(
                    "127.0.0.1",
                    0,
                    2,
                    limits,
                    new AtomicReference<>(snapshot),
                    () -> evaluate,
                    sink == null ? log : sink,
                    content,
                    audit,
                    rollout,
                    false,
                    new InstallKey(new byte[32]),
                    mirrorSpending,
                    keySpending,
                    clock));
            return new Rig(proxy, log, content);
        }
    }

    static Plan plan() {
        return new Plan();
    }

    static Snapshot snapshot(URI baseUrl, @Nullable KeyRing keys, @Nullable Secret providerKey, boolean rejectUnknown) {
        var provider = new Provider("up", Wire.OPENAI, baseUrl, null, 32, null, null);
        var models = new LinkedHashMap<ModelId, Model>();
        for (var model : List.of(model("big", "big-wire", provider), model("small", "small-wire", provider))) {
            models.put(model.id(), model);
        }
        var catalog = new Catalog(models, Map.of("up", provider));
        return new Snapshot(
                catalog,
                catalog.all().getFirst(),
                Map.of("up", Upstream.of("up", Wire.OPENAI, baseUrl, providerKey)),
                catalog.names(),
                CallerHeaders.of(Headers.DEFAULT),
                keys,
                rejectUnknown,
                null,
                null,
                "config");
    }

    private static Model model(String id, String name, Provider provider) {
        return new Model(new ModelId(id), provider, name, Tier.LARGE, new Prices(1, 2, 0.5), 128_000, Set.of(), null);
    }

    RawCaller caller() throws Exception {
        return new RawCaller(proxy.port());
    }

    /** Sends one chat completion on a connection of its own and reads the answer. */
    RawCaller.Answer ask(boolean stream, String... headers) throws Exception {
        try (var caller = caller()) {
            return caller.send(RawCaller.post("/v1/chat/completions", stream ? STREAM_BODY : BODY, headers))
                    .answer();
        }
    }

    /** The one outcome of the one request, once it is there. */
    Event.Outcome outcome() throws InterruptedException {
        return outcomes(1).getFirst();
    }

    List<Event.Outcome> outcomes(int count) throws InterruptedException {
        until("there are " + count + " outcomes", () -> all(Event.Outcome.class).size() >= count);
        var outcomes = all(Event.Outcome.class);
        assertThat(outcomes).hasSize(count);
        assertThat(all(Event.Decision.class).stream()
                        .map(Event.Decision::requestId)
                        .distinct())
                .hasSize(count);
        return outcomes;
    }

    <E extends Event> List<E> all(Class<E> kind) {
        return log.events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Nothing is left over: no request under way, no connection to the upstream in use by one. */
    void nothingLeaks() throws InterruptedException {
        until(
                "no request is under way",
                () -> proxy.inFlight() == 0 && proxy.metrics().inFlight() == 0);
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        until(what, Duration.ofSeconds(5), condition);
    }

    static void until(String what, Duration longest, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + longest + " it is still not so that " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** X1: what was written down about the requests, as the log and the operator's listener show it. */
    private void searchForMarkers() throws IOException {
        Marks.search("the metrics", proxy.metrics().text());
        for (Event event : log.events()) {
            String written = EventJson.text("id", event);
            switch (content) {
                case NONE, HASH -> Marks.search("an event", written);
                case REDACTED, FULL -> {
                    Marks.searchForKeys("an event", written);
                    var tree = (ObjectNode) JSON.readTree(written);
                    tree.remove(List.of("content", "answer"));
                    Marks.search("an event besides content and answer", tree.toString());
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        nothingLeaks();
        proxy.close();
        searchForMarkers();
        Map<String, Long> terminal = all(Event.Outcome.class).stream()
                .collect(Collectors.groupingBy(Event.Outcome::requestId, Collectors.counting()));
        var kept = log.events();
        // A decision may be written after its outcome: where the oldest events are gone, the next ones may lack theirs.
        int whole = kept.size() < MOST_EVENTS ? 0 : MOST_EVENTS / 4;
        for (Event event : kept.subList(whole, kept.size())) {
            if (!(event instanceof Event.Decision decision)) {
                continue;
            }
            long ends = terminal.getOrDefault(decision.requestId(), 0L);
            assertThat(ends).as("terminal events of " + decision.requestId()).isEqualTo(1);
        }
    }
}
