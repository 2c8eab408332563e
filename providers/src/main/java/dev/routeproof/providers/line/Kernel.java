package dev.routeproof.providers.line;

import java.util.Comparator;
import java.util.regex.Pattern;

/** The version of an operating system's kernel, as far as it matters: 6.12 of {@code 6.12.48+deb13-amd64}. */
record Kernel(int major, int minor) implements Comparable<Kernel> {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9}).*");
    private static final Comparator<Kernel> OLDER_FIRST =
            Comparator.comparingInt(Kernel::major).thenComparingInt(Kernel::minor);

    /** What cannot be read is older than all others. */
    static Kernel named(String version) {
        var parts = VERSION.matcher(version);
        return parts.matches()
                ? new Kernel(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
                : new Kernel(0, 0);
    }

    @Override
    public int compareTo(Kernel other) {
        return OLDER_FIRST.compare(this, other);
    }
}
