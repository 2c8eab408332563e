package dev.routeproof.providers.sandbox;

/** Random numbers that depend on nothing but what they are drawn for. */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Draws() {}

    /** 64 well-mixed bits of a seed and a purpose (the finaliser of SplitMix64, Steele et al. 2014). */
    static long bits(long seed, long purpose) {
        long z = seed + (purpose + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 64 bits of a text. */
    static long bits(String text) {
        long bits = text.length();
        for (int i = 0; i < text.length(); i++) {
            bits = (bits ^ text.charAt(i)) * 0x100000001B3L;
        }
        return bits(bits, 0);
    }

    /** Uniform in (0,1). */
    static double uniform(long seed, long purpose) {
        return ((bits(seed, purpose) >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Standard normal, by Box and Muller. */
    static double normal(long seed, long purpose) {
        double radius = Math.sqrt(-2 * Math.log(uniform(seed, 2 * purpose)));
        return radius * Math.cos(2 * Math.PI * uniform(seed, 2 * purpose + 1));
    }
}
