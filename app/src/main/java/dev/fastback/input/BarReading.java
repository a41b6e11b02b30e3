package dev.fastback.input;

import dev.fastback.data.files.ReadListener;
import dev.fastback.parallel.Futures;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.search.StopSignal;
import dev.fastback.terminal.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars on a thread of its own, so that a stop is heard at once whatever the reading waits for: a pipe that nobody writes to, a network
 * drive, a file that unpacks for ever. What was begun is given up with the next bytes.
 */
final class BarReading {
    private static final long STEP_MILLIS = 20;

    private final Progress progress;
    private final StopSignal stop;
    private int files;
    private volatile int read;
    private final AtomicLong bytes = new AtomicLong();

    BarReading(Progress progress, StopSignal stop) {
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs what reads bars, and waits for it.
     *
     * @param number how many files it reads
     * @throws LoadedMarket.StoppedWhileReading if a stop was requested meanwhile
     */
    void run(int number, Runnable reader) {
        files = number;
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<?> task = new FutureTask<@Nullable Void>(reader, null) {
            @Override
            protected void done() {
                ended.countDown();
            }
        };
        Thread.ofPlatform().daemon(true).name("fastback-reader").start(ProcessProfile.telling(task));
        try {
            while (!ended.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.isRequested()) {
                    throw stopped();
                }
                progress.reading(bytes.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while bars were being read", e);
        }
        Futures.result(task);
    }

    /** Notes that all files before one are read. */
    void begin(int number) {
        read = number;
        stopIfAsked();
    }

    /** Returns what is told how much of a file was read, by the thread that reads it; it gives up when a stop was requested. */
    ReadListener file() {
        stopIfAsked();
        return new ReadListener() {
            private long before;

            @Override
            public void read(long now) {
                bytes.addAndGet(now - before);
                before = now;
                stopIfAsked();
            }
        };
    }

    private void stopIfAsked() {
        if (stop.isRequested()) {
            throw stopped();
        }
    }

    private LoadedMarket.StoppedWhileReading stopped() {
        return new LoadedMarket.StoppedWhileReading(read, files);
    }
}
