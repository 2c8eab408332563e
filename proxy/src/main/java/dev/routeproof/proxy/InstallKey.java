package dev.routeproof.proxy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The installation's own secret, 32 bytes, kept in a file that only its owner may read; it never prints itself. */
public final class InstallKey {
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2}){16,}");

    private final byte[] bytes;

    public InstallKey(byte[] bytes) {
        if (bytes.length < 16) {
            throw new IllegalArgumentException("an installation key has at least 16 bytes");
        }
        this.bytes = bytes.clone();
    }

    /** Reads the key of an evidence home, or makes one there on the first start. */
    public static InstallKey in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("install.key");
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, ownerOnly);
            Files.writeString(file, HexFormat.of().formatHex(fresh), StandardOpenOption.WRITE);
            return new InstallKey(fresh);
        } catch (FileAlreadyExistsException exists) {
            return new InstallKey(bytes(file));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (!HEX.matcher(text).matches()) {
            throw new IOException(
                    file + " holds no key (16 bytes or more in hex): put back what it held, or delete it to get"
                            + " a new one, with which the units of the log so far are strangers");
        }
        return HexFormat.of().parseHex(text);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
