package dev.routeproof.providers.sandbox;

import dev.routeproof.providers.sandbox.SimulatedModel.Behaviour;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** One streamed answer: the pieces spread evenly from the first token to the last. Belongs to one event loop. */
final class SandboxStream {
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final SandboxReply reply;
    private final Behaviour behaviour;
    private final boolean usage;
    private final List<String> pieces;
    private int sent;
    private double elapsedMillis;

    SandboxStream(Vertx vertx, HttpServerResponse response, SandboxReply reply, Behaviour behaviour, boolean usage) {
        this.vertx = vertx;
        this.response = response;
        this.reply = reply;
        this.behaviour = behaviour;
        this.usage = usage;
        this.pieces = reply.pieces();
    }

    void start() {
        response.putHeader("content-type", "text/event-stream; charset=utf-8").setChunked(true);
        proceed();
    }

    /** Writes what is due, pieces due together in one write, and comes back for the rest. */
    private void proceed() {
        Buffer due = Buffer.buffer();
        while (!response.closed()) {
            boolean last = sent >= pieces.size();
            long wait = Math.round((last ? behaviour.totalMillis() : dueMillis(sent)) - elapsedMillis);
            if (wait > 0) {
                if (due.length() > 0) {
                    response.write(due);
                }
                elapsedMillis += wait;
                vertx.setTimer(wait, fired -> proceed());
                return;
            }
            if (last) {
                end(due);
                return;
            }
            due.appendBuffer(SandboxJson.chunk(reply, pieces.get(sent), sent == 0));
            sent++;
        }
    }

    private double dueMillis(int piece) {
        double rest = behaviour.totalMillis() - behaviour.firstTokenMillis();
        return behaviour.firstTokenMillis() + rest * piece / pieces.size();
    }

    private void end(Buffer due) {
        due.appendBuffer(SandboxJson.chunk(reply, null, false));
        if (usage) {
            due.appendBuffer(SandboxJson.usageChunk(reply));
        }
        response.end(due.appendString("data: [DONE]\n\n"));
    }
}
