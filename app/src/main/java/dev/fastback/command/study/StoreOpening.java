package dev.fastback.command.study;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.parallel.Futures;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.store.RunStore;
import dev.fastback.store.StoreException;
import java.util.concurrent.FutureTask;

/** Opens the run store while bars are being read: loading SQLite takes as long as reading a usual file. */
final class StoreOpening implements AutoCloseable {
    private final FutureTask<RunStore> task;

    private StoreOpening(FutureTask<RunStore> task) {
        this.task = task;
    }

    /** Begins to open the store, which is made when it is missing. */
    static StoreOpening begin(RunHome home) {
        FutureTask<RunStore> task = new FutureTask<>(() -> RunStore.open(home.folder()));
        Thread.ofPlatform().daemon(true).name("fastback-store").start(ProcessProfile.telling(task));
        return new StoreOpening(task);
    }

    /**
     * Returns the store, open.
     *
     * @throws StoreException if it cannot be opened
     */
    RunStore store() {
        try {
            return Futures.result(task);
        } catch (StoreException e) {
            StoreException told = new StoreException(e.getMessage() + "; name another folder by FASTBACK_HOME, or add --no-store");
            told.initCause(e);
            throw told;
        }
    }

    @Override
    public void close() {
        try {
            store().close();
        } catch (RuntimeException | Error e) {
            // It was never open; whoever asked for it has heard, and the same error cannot be added to itself.
            return;
        }
    }
}
