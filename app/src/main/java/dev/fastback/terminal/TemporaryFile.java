package dev.fastback.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file beside another one, in whose place it is moved when it is whole. It has the permissions of the file that it will replace from
 * its first byte on, else those of any new file. It is locked while it is written, so that one whose writer was killed is told from one
 * that is being written, by this machine or another container of it.
 */
final class TemporaryFile implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int SHOWN = 40;
    private static final Pattern NAME = Pattern.compile("\\..*\\.fastback-\\d+-\\d+\\.tmp");

    /** Those of this process: to look at one of them would release its lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes one beside a file, which need not be there. */
    static TemporaryFile beside(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            TemporaryFile made = create(file);
            if (made.isKept()) {
                return made;
            }
            made.close(); // swept in the moment before it was locked
            if (attempt == ATTEMPTS) {
                throw new IOException("temporary files beside it are removed as soon as they are made");
            }
        }
    }

    private static TemporaryFile create(Path file) throws IOException {
        Path path = file.toAbsolutePath().resolveSibling("." + beginning(file) + ".fastback-" + ProcessHandle.current().pid() + "-"
                + Long.toUnsignedString(System.nanoTime()) + ".tmp");
        OWN.add(path);
        boolean opened = false;
        try {
            @Nullable Set<PosixFilePermission> permissions = permissions(file);
            FileAttribute<?>[] mode = permissions == null
                    ? new FileAttribute<?>[0]
                    : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
            FileChannel channel =
                    FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
            try {
                if (permissions != null) {
                    Files.setPosixFilePermissions(path, permissions); // the umask may have taken some away
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                Files.deleteIfExists(path);
                throw e;
            }
            opened = true;
            return new TemporaryFile(path, channel);
        } finally {
            if (!opened) {
                OWN.remove(path);
            }
        }
    }

    /** Returns the beginning of a file's name, so much that a long one has room for what follows. */
    private static String beginning(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.codePointCount(0, name.length()) <= SHOWN ? name : name.substring(0, name.offsetByCodePoints(0, SHOWN));
    }

    /** Returns the permissions of a file; null where it is not there, or has none of this kind. */
    private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || Files.notExists(file) ? null : view.readAttributes().permissions();
    }

    /** Locks the file, and returns whether it is there still. */
    private boolean isKept() {
        try {
            return channel.tryLock() != null && Files.exists(path);
        } catch (IOException e) {
            return true; // a file system without locks, where nobody sweeps either
        }
    }

    /** Returns the stream of its content. */
    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Moves it in the place of a file. */
    void replace(Path file) throws IOException {
        try {
            Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Lets go of the file, and removes it where it is not in its place. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
            channel.close();
        } finally {
            OWN.remove(path);
        }
    }

    /** Removes what writers that were killed have left in the folder of a file. What cannot be removed stays. */
    static void sweep(Path file) {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path path : found) {
                if (NAME.matcher(path.getFileName().toString()).matches() && !OWN.contains(path)) {
                    removeIfLeft(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that cannot be listed is not swept.
            System.getLogger(TemporaryFile.class.getName()).log(System.Logger.Level.DEBUG, "sweeping " + folder, e);
        }
    }

    private static void removeIfLeft(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Of another user, or being written.
            System.getLogger(TemporaryFile.class.getName()).log(System.Logger.Level.DEBUG, "sweeping " + path, e);
        }
    }
}
