package dev.routeproof.routing.classify;

/** Names the words, word pairs and word endings of a prompt and gives each a bucket. */
final class Grams {
    /** Buckets of every model: a power of two. */
    static final int BUCKETS = 1 << 14;

    private static final int MOST_PER_WORD = 5;

    /** Of a text with more words than both together, so many first and last ones are looked at. */
    private static final int FIRST_WORDS = 200;

    private static final int LAST_WORDS = 100;

    /** Most grams of a text of so many words. */
    static int most(int words) {
        return MOST_PER_WORD * Math.min(words, FIRST_WORDS + LAST_WORDS);
    }

    /** Takes one gram: its bucket, and the words at {@code from} to {@code to} it stands for. */
    interface Sink {
        void take(int bucket, int from, int to);
    }

    private Grams() {}

    /** Visits each gram in order; one that occurs twice is visited twice. */
    static void visit(TextScan scan, Sink sink) {
        int last = Math.max(FIRST_WORDS, scan.words() - LAST_WORDS);
        visit(scan, 0, Math.min(FIRST_WORDS, scan.words()), sink);
        visit(scan, last, scan.words(), sink);
    }

    private static void visit(TextScan scan, int first, int end, Sink sink) {
        for (int i = first; i < end; i++) {
            int hash = scan.hash(i);
            sink.take(bucket(hash, 1), i, i + 1);
            if (i < 3) {
                sink.take(bucket(hash, 11 + i), i, i + 1);
            }
            int length = scan.length(i);
            if (length > 5 && !scan.number(i)) {
                int start = scan.start(i);
                sink.take(bucket(hash(scan.folded, start + length - 3, 3), 3), i, i + 1);
                sink.take(bucket(hash(scan.folded, start, 4), 5), i, i + 1);
            }
            if (i > 0) {
                sink.take(bucket(31 * scan.hash(i - 1) + hash, 7), i - 1, i + 1);
            }
        }
    }

    private static int hash(char[] text, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    private static int bucket(int hash, int kind) {
        int mixed = (hash ^ (kind * 0x9E3779B9)) * 0x85EBCA6B;
        mixed ^= mixed >>> 15;
        mixed *= 0xC2B2AE35;
        return (mixed ^ (mixed >>> 16)) & (BUCKETS - 1);
    }
}
