import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes exchanges of a canary to stdout, a line each, in the order of their time: a tenth as many sticky users as
 * exchanges, four task types, shares of 5, 20 and 50 % over three weeks, 5 % held out, the candidate at half the price.
 */
final class BenchAb {
    private static final String[] TYPES = {"simple", "code", "reasoning", "complex"};
    private static final double[] SHARES = {0.05, 0.2, 0.5};
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final double WEEK = 7 * 86_400_000.0;

    public static void main(String[] args) {
        long exchanges = Long.parseLong(args[0]);
        long users = Math.max(1, exchanges / 10);
        var random = new SplittableRandom(20_261_122);
        try (var out = new PrintStream(new BufferedOutputStream(System.out, 1 << 20), false)) {
            for (long i = 0; i < exchanges; i++) {
                double time = 3 * WEEK * i / exchanges;
                out.println(line(i, time, random.nextLong(users), random));
            }
        }
    }

    private static String line(long i, double time, long user, SplittableRandom random) {
        int epoch = (int) (time / WEEK);
        double share = SHARES[epoch];
        var bucket = new SplittableRandom(user * 31 + 7);
        boolean held = bucket.nextDouble() < 0.05;
        boolean candidate = !held && bucket.nextDouble() < share;
        String type = TYPES[random.nextInt(TYPES.length)];
        String feedback = random.nextInt(20) == 0 ? "\"down\"" : random.nextInt(20) == 0 ? "\"up\"" : "null";
        return "{\"request_id\":\"r" + i + "\",\"at\":\"" + Instant.ofEpochMilli(START + (long) time)
                + "\",\"unit\":\"u-" + user + "\",\"arm\":\"" + (held ? "holdout" : candidate ? "candidate" : "control")
                + "\",\"propensities\":{\"control\":" + 0.95 * (1 - share) + ",\"candidate\":" + 0.95 * share
                + ",\"holdout\":0.05},\"epoch\":" + epoch + ",\"task_type\":\"" + type
                + "\",\"default_model\":\"large\",\"candidate_model\":\"small\",\"mode\":\"balanced\",\"model\":\""
                + (candidate ? "small" : "large") + "\",\"status\":\""
                + (random.nextInt(300) == 0 ? "failed" : "completed") + "\",\"latency_ms\":"
                + Math.round(400 * Math.exp(0.5 * random.nextGaussian())) + ",\"first_token_ms\":90,\"cost_usd\":"
                + (candidate ? 0.001 : 0.002) * (0.5 + random.nextDouble()) + ",\"thumbs\":" + feedback + "}";
    }
}
