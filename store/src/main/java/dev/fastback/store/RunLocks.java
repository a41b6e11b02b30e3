package dev.fastback.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which runs are being written. Byte {@code key} of the lock file stands for the run with that key, byte 0 for the schema; the
 * operating system lets go of a process's locks when it dies, however it dies, so none is ever stale.
 */
final class RunLocks implements AutoCloseable {
    /** Position of the schema's lock. */
    static final long SCHEMA = 0;

    private static final long STEP_MILLIS = 10;

    // POSIX drops all of a process's locks on a file when any of its descriptors of that file is closed, so there is one channel a
    // file and process, closed by its last user.
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Path file;
    private final Shared shared;
    private boolean closed;

    private static final class Shared {
        final FileChannel channel;
        int users;

        Shared(FileChannel channel) {
            this.channel = channel;
        }
    }

    private RunLocks(Path file, Shared shared) {
        this.file = file;
        this.shared = shared;
    }

    /** Opens the lock file in a folder, and makes it when it is missing. */
    static RunLocks open(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve("runs.lock");
        synchronized (OPEN) {
            Shared shared = OPEN.get(file);
            if (shared == null) {
                shared = new Shared(FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
                OPEN.put(file, shared);
            }
            shared.users++;
            return new RunLocks(file, shared);
        }
    }

    /**
     * Takes a lock; null when somebody else holds it all the time.
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
            return shared.channel.tryLock(position, 1, forReading);
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
            if (--shared.users == 0) {
                OPEN.remove(file);
                shared.channel.close();
            }
        }
    }
}
