package dev.routeproof.harness.rehearse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Users asking a proxy from many connections at once, and voting later. A virtual thread per connection. */
final class Traffic implements AutoCloseable {
    private static final int CONNECTIONS = 40;
    private static final int VOTING = 32;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final int port;
    private final Script script;
    private final List<Thread> threads = new ArrayList<>();
    private final DelayQueue<Vote> votes = new DelayQueue<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong voted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final long startedNanos = System.nanoTime();
    private volatile boolean over;

    Traffic(int port, Script script) {
        this.port = port;
        this.script = script;
    }

    private record Vote(String requestId, boolean down, long answeredNanos, long dueNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    Traffic start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            int worker = i;
            threads.add(Thread.ofVirtual().start(() -> ask(new Users(script.seed(), worker))));
        }
        for (int i = 0; i < VOTING; i++) {
            threads.add(Thread.ofVirtual().start(this::vote));
        }
        return this;
    }

    /** Share of the rehearsal that has passed, 0 to 1. */
    double progress() {
        return Math.min(1, (System.nanoTime() - startedNanos) / (script.seconds() * 1e9));
    }

    long asked() {
        return asked.get();
    }

    long voted() {
        return voted.get();
    }

    /** Votes that were given too late to count, because the machine was too slow for the clock. */
    long late() {
        return late.get();
    }

    /** Requests that the proxy answered with an error. */
    long failed() {
        return failed.get();
    }

    /** Requests that got no whole answer; a rehearsal with many of them proves nothing. */
    long broken() {
        return broken.get();
    }

    private void ask(Users users) {
        @Nullable KeptConnection connection = null;
        while (!over && progress() < 1) {
            try {
                if (connection == null) {
                    connection = new KeptConnection(port);
                }
                one(users, connection);
            } catch (IOException failure) {
                broken.incrementAndGet();
                if (connection != null) {
                    connection.close();
                }
                connection = null;
            }
        }
        if (connection != null) {
            connection.close();
        }
    }

    private void one(Users users, KeptConnection connection) throws IOException {
        double progress = progress();
        var question = users.next(progress);
        var answer = connection.post(
                "/v1/chat/completions",
                "X-Route-User: " + question.user() + "\r\n",
                "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question.text() + "\"}]}");
        asked.incrementAndGet();
        if (answer.status() != 200) {
            failed.incrementAndGet();
            return;
        }
        boolean good = !answer.body().contains("misses the point");
        boolean down = users.complains(good, progress);
        if (down || (good && users.praises())) {
            long delay = (long) (users.hoursLate() * MILLIS_PER_HOUR / script.clockSpeed() * 1e6);
            long now = System.nanoTime();
            votes.add(new Vote(answer.requestId(), down, now, now + delay));
        }
    }

    private void vote() {
        try (var connection = new KeptConnection(port)) {
            while (!over || !votes.isEmpty()) {
                Vote vote = votes.poll(100, TimeUnit.MILLISECONDS);
                if (vote != null) {
                    String thumbs = vote.down() ? "down" : "up";
                    var answer = connection.post(
                            "/v1/feedback",
                            "",
                            "{\"request_id\":\"" + vote.requestId() + "\",\"thumbs\":\"" + thumbs + "\"}");
                    voted.addAndGet(answer.status() == 200 ? 1 : 0);
                    double seconds = (System.nanoTime() - vote.answeredNanos()) / 1e9;
                    late.addAndGet(seconds * script.clockSpeed() > Stage.FEEDBACK_SECONDS ? 1 : 0);
                }
            }
        } catch (IOException failure) {
            broken.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the asking, and waits for the votes that are due. */
    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thread.interrupt();
            }
        }
    }
}
