package dev.routeproof.proxy.record;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the evidence log is kept.
 *
 * @param directory holds one folder per instance
 * @param instance name of this proxy's folder
 * @param sealBytes a segment is sealed at this size, default 64 MiB
 * @param sealAfter a segment is sealed at this age, default 1 h
 * @param commitEvery longest wait of an event that nobody waits for, default 5 ms
 * @param commitRecords as many waiting events are committed at once, default 256
 * @param queueCapacity events that may wait for the writer; more are refused and counted, default 65,536
 * @param fsync false: durable against a killed process only, not against power loss
 */
public record LogSettings(
        Path directory,
        String instance,
        long sealBytes,
        Duration sealAfter,
        Duration commitEvery,
        int commitRecords,
        int queueCapacity,
        boolean fsync) {
    public static LogSettings of(Path directory, String instance) {
        return new LogSettings(
                directory, instance, 64 << 20, Duration.ofHours(1), Duration.ofMillis(5), 256, 65_536, true);
    }

    /** The folder of this instance's segments. */
    public Path instanceDirectory() {
        return directory.resolve(instance);
    }
}
