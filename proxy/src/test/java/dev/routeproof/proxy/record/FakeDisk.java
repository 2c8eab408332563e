package dev.routeproof.proxy.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A disk in memory that knows what would survive power loss, stops at a chosen operation, and fails on demand. */
final class FakeDisk implements LogFiles {
    /** Power is gone: no later operation happens. */
    static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1;

        PowerLoss() {
            super("power loss", null, false, false);
        }
    }

    private static final class Content {
        private byte[] bytes = new byte[0];
        private int durable;
    }

    private final Map<Path, Content> names = new TreeMap<>();
    private final Map<Path, Content> durableNames = new TreeMap<>();
    private long operations;
    private long powerLossAt = Long.MAX_VALUE;
    private int failingForces;
    private int failingWrites;

    synchronized FakeDisk loseThePowerAt(long operation) {
        powerLossAt = operation;
        return this;
    }

    synchronized void failForces(int count) {
        failingForces = count;
    }

    synchronized void failWrites(int count) {
        failingWrites = count;
    }

    @Override
    public synchronized void delete(Path file) {
        names.remove(file);
    }

    synchronized long operations() {
        return operations;
    }

    /** What a machine finds when power is back: everything forced, and a random part of what was not. */
    synchronized FakeDisk afterPowerLoss(SplittableRandom random) {
        var disk = new FakeDisk();
        durableNames.forEach((path, content) -> {
            var kept = new Content();
            int length = content.durable + random.nextInt(content.bytes.length - content.durable + 1);
            kept.bytes = Arrays.copyOf(content.bytes, length);
            kept.durable = length;
            disk.names.put(path, kept);
            disk.durableNames.put(path, kept);
        });
        return disk;
    }

    private void step() {
        if (++operations >= powerLossAt) {
            throw new PowerLoss();
        }
    }

    @Override
    public synchronized Appender create(Path file) throws IOException {
        step();
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var content = new Content();
        names.put(file, content);
        return new Appender() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                synchronized (FakeDisk.this) {
                    step();
                    if (failingWrites > 0) {
                        failingWrites--;
                        throw new IOException("No space left on device");
                    }
                    var all = new ByteArrayOutputStream();
                    all.writeBytes(content.bytes);
                    byte[] more = new byte[bytes.remaining()];
                    bytes.get(more);
                    all.writeBytes(more);
                    content.bytes = all.toByteArray();
                }
            }

            @Override
            public void force() throws IOException {
                synchronized (FakeDisk.this) {
                    step();
                    if (failingForces > 0) {
                        failingForces--;
                        throw new IOException("Input/output error");
                    }
                    content.durable = content.bytes.length;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized Slots openSlots(Path file) {
        step();
        Content content = names.computeIfAbsent(file, path -> new Content());
        return new Slots() {
            @Override
            public void writeAndForce(ByteBuffer bytes, long position) {
                synchronized (FakeDisk.this) {
                    step();
                    int end = (int) position + bytes.remaining();
                    content.bytes = Arrays.copyOf(content.bytes, Math.max(content.bytes.length, end));
                    bytes.get(content.bytes, (int) position, bytes.remaining());
                    content.durable = content.bytes.length;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized InputStream read(Path file) throws IOException {
        Content content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new ByteArrayInputStream(content.bytes);
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        return names.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .toList();
    }

    @Override
    public synchronized boolean exists(Path file) {
        return names.containsKey(file);
    }

    @Override
    public void createDirectories(Path directory) {}

    @Override
    public synchronized void forceDirectory(Path directory) {
        step();
        durableNames.clear();
        durableNames.putAll(names);
    }

    @Override
    public synchronized void rename(Path from, Path to) {
        step();
        Content content = names.remove(from);
        if (content != null) {
            names.put(to, content);
        }
    }

    @Override
    public synchronized void cut(Path file, long length, Path rest) {
        step();
        Content content = names.get(file);
        if (content != null) {
            var tail = new Content();
            tail.bytes = Arrays.copyOfRange(content.bytes, (int) length, content.bytes.length);
            tail.durable = tail.bytes.length;
            names.put(rest, tail);
            content.bytes = Arrays.copyOf(content.bytes, (int) length);
            content.durable = (int) length;
        }
    }

    @Override
    public Optional<AutoCloseable> lock(Path file) {
        return Optional.of(() -> {});
    }
}
