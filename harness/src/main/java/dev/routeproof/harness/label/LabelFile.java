package dev.routeproof.harness.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The labels given so far, JSON lines; each is on disk before the next question, so that nothing a person did is lost.
 *
 * <p>One process at a time; a second one is told so.
 */
public final class LabelFile implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private FileChannel channel;
    private final SequencedMap<String, String> lines = new LinkedHashMap<>();
    private final Set<String> before = new HashSet<>();
    private final Deque<Given> session = new ArrayDeque<>();

    private record Given(String key, long start) {}

    private LabelFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens or makes the file; {@link UserError} where it holds other labels than {@code known}, and, unchanged, where it
     * is no file of labels.
     */
    public static LabelFile open(Path file, Set<String> known) throws IOException {
        if (!file.toString().endsWith(".jsonl")) {
            throw new UserError(Exit.USAGE, file + " cannot keep labels, which are JSON lines; name a .jsonl file.");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = locked(file);
        try {
            var labels = new LabelFile(file, channel);
            labels.endLastLine();
            if (channel.size() > 0) {
                PromptFile.read(file, known, null).stream()
                        .filter(line -> !line.accepted().isEmpty())
                        .forEach(labels::read);
            }
            return labels;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void read(PromptLine line) {
        lines.put(key(line), line.accepted().getFirst());
        before.add(Asked.key(line.prompt()));
    }

    /** Lines that people write may have no id, or one of their own. */
    private static String key(PromptLine line) {
        return line.named() ? line.id() : Asked.key(line.prompt());
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException held) {
            // The same as a lock of another process.
        }
        channel.close();
        throw new UserError(Exit.BAD_CONFIG, file + " is being labelled by another harness; wait for it to end.");
    }

    /** A line that a power cut left without its end is no label; a whole one, as editors leave it, gets its break. */
    private void endLastLine() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int start = bytes.length;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        String last = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        try {
            MAPPER.readTree(last);
        } catch (JsonEOFException cut) {
            channel.truncate(start);
            return;
        } catch (JsonProcessingException mistyped) {
            // No cut line but a slip of somebody's pen, which reading the file tells.
            return;
        }
        if (!last.isEmpty()) {
            channel.position(bytes.length);
            write(channel, "\n");
        }
    }

    /** Keys of the prompts with a label. */
    public Set<String> keys() {
        return lines.keySet();
    }

    /** {@link Asked#key()} of every prompt with a label, also where its line is named otherwise. */
    public Set<String> labelled() {
        var labelled = new HashSet<>(before);
        labelled.addAll(lines.keySet());
        return labelled;
    }

    /** Adds a label; when this returns, it is on disk. */
    public void add(Label label) throws IOException {
        long start = channel.size();
        channel.position(start);
        write(channel, label.line());
        channel.force(false);
        session.push(new Given(label.key(), start));
        lines.put(label.key(), label.taskType());
    }

    /** Takes the last label of this session back; false where there is none. */
    public boolean undo() throws IOException {
        if (session.isEmpty()) {
            return false;
        }
        Given last = session.pop();
        channel.truncate(last.start());
        channel.force(false);
        lines.remove(last.key());
        return true;
    }

    /** What an import did. */
    public record Imported(int added, int changed, int same) {}

    /** Takes over labels of a sheet: new ones are added, others replaced; all of it or nothing. */
    public Imported take(Collection<Label> labels) throws IOException {
        int added = 0;
        int changed = 0;
        int same = 0;
        var replaced = new LinkedHashMap<String, String>();
        for (Label label : labels) {
            String old = lines.get(label.key());
            added += old == null ? 1 : 0;
            changed += old != null && !old.equals(label.taskType()) ? 1 : 0;
            same += label.taskType().equals(old) ? 1 : 0;
            if (!label.taskType().equals(old)) {
                replaced.put(label.key(), label.line());
            }
            lines.put(label.key(), label.taskType());
        }
        if (!replaced.isEmpty()) {
            rewrite(replaced);
        }
        return new Imported(added, changed, same);
    }

    private void rewrite(SequencedMap<String, String> replaced) throws IOException {
        var text = new StringBuilder();
        if (channel.size() > 0) {
            var old = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            var prompts = PromptFile.read(file);
            for (int i = 0; i < old.size(); i++) {
                String change = replaced.remove(key(prompts.get(i)));
                text.append(change == null ? old.get(i) + "\n" : change);
            }
        }
        replaced.values().forEach(text::append);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel whole = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(whole, text.toString());
            whole.force(true);
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        session.clear();
        channel.close();
        channel = locked(file);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
