package dev.fastback.input;

import dev.fastback.compile.SourceCompiler;
import dev.fastback.component.Sha256;
import dev.fastback.custom.CompiledClasses;
import dev.fastback.terminal.Version;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiled classes of sources, one file each, in a folder of the user's own: a source that has been compiled by this version on this Java is not
 * compiled again. A cache that cannot be read or written is none; nothing depends on it.
 */
final class ClassCache {
    private static final int HASH_BYTES = 32;

    private final @Nullable Path folder;

    /**
     * Makes a cache.
     *
     * @param home where runs are kept; null for a cache that keeps nothing
     */
    ClassCache(@Nullable Path home) {
        this.folder = home == null ? null : home.resolve("classes");
    }

    /** Returns the file of a source; another version of Fastback or of Java has another. */
    private static Path file(Path folder, String source) {
        return folder.resolve(SourceCompiler.hash(source + '\n' + Version.text() + '\n' + Runtime.version()) + ".classes");
    }

    /** Returns what a source was compiled to; empty if it is not there, or not whole. */
    Optional<CompiledClasses> find(String source) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            Path file = file(folder, source);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] classes = Arrays.copyOfRange(bytes, Math.min(HASH_BYTES, bytes.length), bytes.length);
            boolean isWhole = bytes.length > HASH_BYTES && Arrays.equals(Arrays.copyOf(bytes, HASH_BYTES), Sha256.begin().digest(classes));
            return isWhole ? Optional.of(CompiledClasses.of(classes)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keeps what a source was compiled to, whole or not at all. */
    void keep(String source, CompiledClasses compiled) {
        if (folder == null) {
            return;
        }
        try {
            boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ofFolder = attributes(isPosix, "rwx------");
            FileAttribute<?>[] ofFile = attributes(isPosix, "rw-------");
            Files.createDirectories(folder, ofFolder);
            byte[] classes = compiled.toBytes();
            Path part = Files.createTempFile(folder, "new", ".part", ofFile);
            try {
                byte[] bytes = Arrays.copyOf(Sha256.begin().digest(classes), HASH_BYTES + classes.length);
                System.arraycopy(classes, 0, bytes, HASH_BYTES, classes.length);
                Files.write(part, bytes);
                Files.move(part, file(folder, source), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UnsupportedOperationException e) {
            System.getLogger(ClassCache.class.getName()).log(System.Logger.Level.DEBUG, "classes are not kept", e);
        }
    }

    private static FileAttribute<?>[] attributes(boolean isPosix, String permissions) {
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
