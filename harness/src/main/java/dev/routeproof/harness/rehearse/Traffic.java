package dev.routeproof.harness.rehearse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Users asking a proxy over many connections at once, and voting hours later. An hour is over when all that belongs to it
 * has been answered, so nothing is ever late. The seed decides who asks what when, and who votes.
 */
final class Traffic implements AutoCloseable {
    private static final int CONNECTIONS = 40;

    private final int port;
    private final Script script;
    private final Users users;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(CONNECTIONS, Thread.ofVirtual().factory());
    private final BlockingQueue<KeptConnection> idle = new LinkedBlockingQueue<>();
    private final PriorityQueue<Vote> votes = new PriorityQueue<>((a, b) -> Double.compare(a.dueHour(), b.dueHour()));
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong voted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    Traffic(int port, Script script) {
        this.port = port;
        this.script = script;
        this.users = new Users(script.seed());
    }

    private record Vote(String requestId, boolean down, double dueHour) {}

    /** Requests that got a whole answer. */
    long asked() {
        return asked.get();
    }

    long voted() {
        return voted.get();
    }

    /** Requests that the proxy answered with an error. */
    long failed() {
        return failed.get();
    }

    /** Requests and votes that got no whole answer; a rehearsal with many of them proves nothing. */
    long broken() {
        return broken.get();
    }

    /** True while somebody still wants to vote. */
    boolean votesAhead() {
        synchronized (votes) {
            return !votes.isEmpty();
        }
    }

    /** The questions and votes of one hour; returns when all are answered. */
    void hour(int hour) throws InterruptedException {
        var due = new ArrayList<Callable<Boolean>>();
        synchronized (votes) {
            for (Vote next = votes.peek(); next != null && next.dueHour() <= hour; next = votes.peek()) {
                Vote vote = votes.remove();
                due.add(() -> one(connection -> vote(vote, connection)));
            }
        }
        int until = hour < Script.HOURS ? script.requestsBefore(hour + 1) : script.requests();
        for (int i = script.requestsBefore(Math.min(hour, Script.HOURS)); i < until; i++) {
            var question = users.next(i / (double) script.requests());
            due.add(() -> one(connection -> ask(question, hour, connection)));
        }
        threads.invokeAll(due);
    }

    private interface Call {
        void over(KeptConnection connection) throws IOException;
    }

    private boolean one(Call call) {
        KeptConnection connection = idle.poll();
        try {
            connection = connection == null ? new KeptConnection(port) : connection;
            call.over(connection);
            idle.add(connection);
            return true;
        } catch (IOException | RuntimeException failure) {
            broken.incrementAndGet();
            if (connection != null) {
                connection.close();
            }
            return false;
        }
    }

    private void ask(Users.Question question, int hour, KeptConnection connection) throws IOException {
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
        if (question.down(good) || question.up(good)) {
            synchronized (votes) {
                votes.add(new Vote(answer.requestId(), question.down(good), hour + question.hoursLate()));
            }
        }
    }

    private void vote(Vote vote, KeptConnection connection) throws IOException {
        String thumbs = vote.down() ? "down" : "up";
        var answer = connection.post(
                "/v1/feedback", "", "{\"request_id\":\"" + vote.requestId() + "\",\"thumbs\":\"" + thumbs + "\"}");
        voted.addAndGet(answer.status() == 200 ? 1 : 0);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        List<KeptConnection> open = new ArrayList<>();
        idle.drainTo(open);
        open.forEach(KeptConnection::close);
    }
}
