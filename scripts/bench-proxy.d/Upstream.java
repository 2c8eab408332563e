import io.vertx.core.*;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.*;

/** A provider that costs next to nothing: a fixed completion, or a stream of 50 chunks when the body asks for one. */
public class Upstream {
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Buffer whole = Buffer.buffer(completion());
        Buffer chunk = Buffer.buffer("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n");
        Buffer done = Buffer.buffer("data: [DONE]\n\n");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(8192))
                        .requestHandler(request -> request.body().onSuccess(body -> {
                            var response = request.response();
                            if (body.toString().contains("\"stream\":true")) {
                                response.putHeader("content-type", "text/event-stream").setChunked(true);
                                boolean slow = request.getHeader("idempotency-key") != null;
                                next(vertx, response, chunk, done, 50, slow);
                            } else {
                                response.putHeader("content-type", "application/json").end(whole);
                            }
                        }))
                        .listen(port, "127.0.0.1").<Void>mapEmpty().onComplete(started);
            }
        }, new DeploymentOptions().setInstances(2)).await();
        System.out.println("upstream on " + port);
    }

    /** {@code slow}: 100 ms between chunks, so that many streams are open at once. */
    private static void next(Vertx vertx, HttpServerResponse response, Buffer chunk, Buffer done, int left, boolean slow) {
        if (response.closed()) {
            return;
        }
        if (left == 0) {
            response.end(done);
            return;
        }
        response.write(chunk);
        if (slow) {
            vertx.setTimer(100, tick -> next(vertx, response, chunk, done, left - 1, true));
        } else {
            next(vertx, response, chunk, done, left - 1, false);
        }
    }

    private static String completion() {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"large\",\"choices\":"
                + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + "lorem ipsum dolor ".repeat(24)
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":96,\"total_tokens\":216}}";
    }
}
