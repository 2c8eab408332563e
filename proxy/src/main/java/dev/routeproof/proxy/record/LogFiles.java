package dev.routeproof.proxy.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The few things the log does to files, so that tests can make each of them fail. */
interface LogFiles {
    /** Creates {@code file}, which must not exist, for appending. */
    Appender create(Path file) throws IOException;

    /** Creates or opens a small file that is overwritten in place. */
    Slots openSlots(Path file) throws IOException;

    InputStream read(Path file) throws IOException;

    List<Path> list(Path directory) throws IOException;

    boolean exists(Path file);

    void createDirectories(Path directory) throws IOException;

    /** Makes names in {@code directory} survive power loss. */
    void forceDirectory(Path directory) throws IOException;

    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Copies what follows {@code length} to {@code rest}, durable, then cuts the file there. */
    void cut(Path file, long length, Path rest) throws IOException;

    /** An exclusive lock held until closed; empty where another process or log holds it. */
    Optional<AutoCloseable> lock(Path file) throws IOException;

    /** An open segment. */
    interface Appender extends AutoCloseable {
        /** Writes all of {@code bytes}. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns once everything written is durable. After a failure nothing written since may be trusted. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file of fixed places. */
    interface Slots extends AutoCloseable {
        void writeAndForce(ByteBuffer bytes, long position) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The real disk. */
    LogFiles DISK = new LogFiles() {
        @Override
        public Appender create(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Appender() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }

                @Override
                public void force() throws IOException {
                    channel.force(false);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        @Override
        public Slots openSlots(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new Slots() {
                @Override
                public void writeAndForce(ByteBuffer bytes, long position) throws IOException {
                    long at = position;
                    while (bytes.hasRemaining()) {
                        at += channel.write(bytes, at);
                    }
                    channel.force(false);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        @Override
        public InputStream read(Path file) throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            try (var entries = Files.list(directory)) {
                return entries.sorted().toList();
            } catch (NoSuchFileException none) {
                return List.of();
            }
        }

        @Override
        public boolean exists(Path file) {
            return Files.exists(file);
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            Files.createDirectories(directory);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public void cut(Path file, long length, Path rest) throws IOException {
            try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileChannel to = FileChannel.open(
                            rest,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                long at = length;
                while (at < from.size()) {
                    at += from.transferTo(at, from.size() - at, to);
                }
                to.force(true);
                from.truncate(length);
                from.force(true);
            }
        }

        @Override
        public Optional<AutoCloseable> lock(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(channel);
                }
            } catch (OverlappingFileLockException heldInThisProcess) {
                // Same answer as for another process: the caller is told that the log is taken.
            }
            channel.close();
            return Optional.empty();
        }
    };
}
