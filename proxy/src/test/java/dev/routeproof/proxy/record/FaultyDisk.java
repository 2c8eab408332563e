package dev.routeproof.proxy.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The real disk with a fault that can be switched on and off while a log writes to it. */
public final class FaultyDisk implements LogFiles {
    public enum Fault {
        NONE,
        /** Half of a write succeeds, up to within a record, then there is no space. */
        FULL,
        /** What was written cannot be made durable. */
        IO_ERROR,
        READ_ONLY,
        /** Writes hang until the fault is over. */
        STALLED
    }

    // Owned by this object's lock.
    private Fault fault = Fault.NONE;
    private int hits;

    /** A log on this disk. */
    public EvidenceLog open(LogSettings settings) throws IOException, LogTaken {
        return EvidenceLog.open(settings, "boot", "e", Clock.systemUTC(), this);
    }

    public synchronized void set(Fault next) {
        fault = next;
        notifyAll();
    }

    /** How often the log has met a fault. */
    public synchronized int hits() {
        return hits;
    }

    private synchronized void meet(Fault... which) throws IOException {
        if (!List.of(which).contains(fault)) {
            return;
        }
        hits++;
        switch (fault) {
            case NONE -> {}
            case FULL -> throw new IOException("No space left on device");
            case IO_ERROR -> throw new IOException("Input/output error");
            case READ_ONLY -> throw new IOException("Read-only file system");
            case STALLED -> {
                try {
                    while (fault == Fault.STALLED) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        }
    }

    private synchronized boolean full() {
        return fault == Fault.FULL;
    }

    private static ByteBuffer half(ByteBuffer bytes) {
        int length = bytes.remaining() / 2;
        boolean betweenRecords = length > 0 && bytes.get(bytes.position() + length - 1) == '\n';
        return bytes.slice(bytes.position(), betweenRecords ? length - 1 : length);
    }

    @Override
    public Appender create(Path file) throws IOException {
        meet(Fault.READ_ONLY);
        Appender real = DISK.create(file);
        return new Appender() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                if (full()) {
                    real.write(half(bytes));
                }
                meet(Fault.FULL, Fault.READ_ONLY, Fault.STALLED);
                real.write(bytes);
            }

            @Override
            public void force() throws IOException {
                meet(Fault.IO_ERROR, Fault.READ_ONLY, Fault.STALLED);
                real.force();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public Slots openSlots(Path file) throws IOException {
        meet(Fault.READ_ONLY);
        Slots real = DISK.openSlots(file);
        return new Slots() {
            @Override
            public void writeAndForce(ByteBuffer bytes, long position) throws IOException {
                meet(Fault.FULL, Fault.IO_ERROR, Fault.READ_ONLY, Fault.STALLED);
                real.writeAndForce(bytes, position);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return DISK.read(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return DISK.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return DISK.exists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        DISK.createDirectories(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        meet(Fault.IO_ERROR, Fault.READ_ONLY, Fault.STALLED);
        DISK.forceDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        meet(Fault.READ_ONLY);
        DISK.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        meet(Fault.READ_ONLY);
        DISK.delete(file);
    }

    @Override
    public void cut(Path file, long length, Path rest) throws IOException {
        DISK.cut(file, length, rest);
    }

    @Override
    public Optional<AutoCloseable> lock(Path file) throws IOException {
        return DISK.lock(file);
    }
}
