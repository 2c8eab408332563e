package dev.routeproof.routing.classify;

import java.util.List;

/** Names the words, word pairs and word endings of a prompt and gives each a bucket. */
final class Grams {
    /** Buckets of every model: a power of two. */
    static final int BUCKETS = 1 << 14;

    /** Words looked at, from the beginning. */
    private static final int MOST_WORDS = 300;

    /** Takes one gram: its bucket, and the words at {@code from} to {@code to} it stands for. */
    interface Sink {
        void take(int bucket, int from, int to);
    }

    private Grams() {}

    /** Visits each gram in order; one that occurs twice is visited twice. */
    static void visit(Features features, Sink sink) {
        List<String> words = features.words();
        int most = Math.min(MOST_WORDS, words.size());
        for (int i = 0; i < most; i++) {
            String word = words.get(i);
            int hash = word.hashCode();
            sink.take(bucket(hash, 1), i, i + 1);
            if (i < 3) {
                sink.take(bucket(hash, 11 + i), i, i + 1);
            }
            if (word.length() > 5) {
                sink.take(bucket(word.substring(word.length() - 3).hashCode(), 3), i, i + 1);
                sink.take(bucket(word.substring(0, 4).hashCode(), 5), i, i + 1);
            }
            if (i > 0) {
                sink.take(bucket(31 * words.get(i - 1).hashCode() + hash, 7), i - 1, i + 1);
            }
        }
    }

    private static int bucket(int hash, int kind) {
        int mixed = (hash ^ (kind * 0x9E3779B9)) * 0x85EBCA6B;
        mixed ^= mixed >>> 15;
        mixed *= 0xC2B2AE35;
        return (mixed ^ (mixed >>> 16)) & (BUCKETS - 1);
    }
}
