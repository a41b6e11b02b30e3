package dev.fastback.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which runs are being written. Byte {@code key} of the lock file stands for the run with that key, byte 0 for the schema; the
 * operating system lets go of a process's locks when it dies, however it dies, so none is ever stale.
 */
final class RunLocks implements AutoCloseable {
    /** Position of the schema's lock. */
    static final long SCHEMA = 0;

    private static final String FILE = "runs.lock";
    private static final long STEP_MILLIS = 10;

    // POSIX drops all of a process's locks on a file when any of its descriptors of that file is closed, so channels of a file are
    // shared within the process and closed by the last user. By the file's identity: another file may have taken its place.
    private static final Map<Object, Shared> OPEN = new HashMap<>();

    private final Path file;
    private final Object identity;
    private final Shared shared;
    private boolean closed;

    private static final class Shared {
        /** Of the same file; the last one is used. Empty where the lock file is missing or cannot be read: nobody writes then. */
        final List<FileChannel> channels = new ArrayList<>();

        boolean canWrite;
        int users;

        void open(Path file, boolean toWrite) throws IOException {
            if (!channels.isEmpty() && (canWrite || !toWrite)) {
                return;
            }
            OpenOption[] options = toWrite
                    ? new OpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE}
                    : new OpenOption[] {StandardOpenOption.READ};
            channels.add(FileChannel.open(file, options));
            canWrite = toWrite;
        }
    }

    private RunLocks(Path file, Object identity, Shared shared) {
        this.file = file;
        this.identity = identity;
        this.shared = shared;
    }

    /** Opens the lock file in a folder, and makes it when it is missing. */
    static RunLocks open(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(FILE);
        synchronized (OPEN) {
            PrivateFiles.file(file);
            return open(file, true);
        }
    }

    /** Opens the lock file in a folder as far as that is possible without writing. */
    static RunLocks openToRead(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(FILE);
        synchronized (OPEN) {
            try {
                return open(file, false);
            } catch (NoSuchFileException | AccessDeniedException e) {
                return new RunLocks(file, file, new Shared());
            }
        }
    }

    private static RunLocks open(Path file, boolean toWrite) throws IOException {
        Object identity = Objects.requireNonNullElse(StoreGuard.identity(file), file);
        Shared shared = OPEN.getOrDefault(identity, new Shared());
        shared.open(file, toWrite);
        shared.users++;
        OPEN.put(identity, shared);
        return new RunLocks(file, identity, shared);
    }

    Path file() {
        return file;
    }

    /** Returns what tells the lock file from others, as it was when it was opened. */
    Object identity() {
        return identity;
    }

    /**
     * Takes a lock; null when another holds it all the time.
     *
     * @param patienceMillis how long to try; a little at least, because whoever looks at a lock holds it for a moment
     */
    @Nullable FileLock take(long position, long patienceMillis) throws IOException {
        long deadline = System.nanoTime() + patienceMillis * 1_000_000;
        while (true) {
            FileLock lock = tryLock(position, false);
            if (lock != null || System.nanoTime() >= deadline) {
                return lock;
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /** Returns whether somebody holds a lock, in this process or another. */
    boolean isTaken(long position) throws IOException {
        // Shared, so that several may look at the same time; one thread of this process after the other.
        synchronized (shared) {
            if (shared.channels.isEmpty()) {
                return false;
            }
            FileLock lock = tryLock(position, true);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        }
    }

    private @Nullable FileLock tryLock(long position, boolean forReading) throws IOException {
        try {
            return shared.channels.getLast().tryLock(position, 1, forReading);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (closed) {
                return;
            }
            closed = true;
            if (--shared.users <= 0) {
                OPEN.remove(identity, shared);
                for (FileChannel channel : shared.channels) {
                    channel.close();
                }
            }
        }
    }
}
