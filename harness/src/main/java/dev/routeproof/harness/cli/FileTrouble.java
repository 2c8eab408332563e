package dev.routeproof.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Says what is wrong with a file that a command was given and could not read or write, and what to do about it. */
final class FileTrouble {
    private FileTrouble() {}

    /** Null where {@code problem} is no trouble with a file. */
    static @Nullable String words(Throwable problem, CommandLine.ParseResult parsed) {
        if (problem instanceof UncheckedIOException unchecked) {
            return words(Objects.requireNonNull(unchecked.getCause()), parsed);
        }
        return switch (problem) {
            case AccessDeniedException e ->
                e.getFile() + ": you may not read or write it; change its permissions or name another.";
            case FileAlreadyExistsException e -> e.getFile() + " is there already and is no folder; name another path.";
            case NotDirectoryException e -> e.getFile() + " is no folder; name one.";
            case NoSuchFileException e -> e.getFile() + " is not there; check the path.";
            case FileSystemException e -> e.getFile() + ": " + reason(e.getReason());
            case CharacterCodingException e ->
                given(parsed, Files::isRegularFile) + " is not UTF-8 text; save it as UTF-8.";
            case ZipException e ->
                given(parsed, Files::isRegularFile) + " is no gzip or is damaged (" + e.getMessage()
                        + "); copy it again.";
            case IOException e
            when "Is a directory".equals(e.getMessage()) ->
                given(parsed, Files::isDirectory) + " is a folder; name a file.";
            default -> null;
        };
    }

    private static String reason(@Nullable String reason) {
        return switch (String.valueOf(reason)) {
            case "Is a directory" -> "it is a folder; name a file.";
            case "Not a directory" -> "a file stands where a folder must be; name another path.";
            case String other -> other + "; name another path, or make room for it.";
        };
    }

    /** Java names no file where its bytes are the trouble: one of those that the command was given. */
    private static String given(CommandLine.ParseResult parsed, Predicate<Path> kind) {
        var paths = new ArrayList<Path>();
        for (CommandLine.ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            at.matchedArgs().forEach(argument -> add(argument.getValue(), kind, paths));
        }
        return switch (paths.size()) {
            case 0 -> "A file";
            case 1 -> paths.getFirst().toString();
            default ->
                "One of " + String.join(", ", paths.stream().map(Path::toString).toList());
        };
    }

    private static void add(@Nullable Object value, Predicate<Path> kind, List<Path> paths) {
        if (value instanceof Path path && kind.test(path)) {
            paths.add(path);
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> add(one, kind, paths));
        }
    }
}
