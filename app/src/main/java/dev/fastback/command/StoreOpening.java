package dev.fastback.command;

import dev.fastback.store.RunStore;
import java.util.concurrent.ExecutionException;
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
        Thread.ofPlatform().daemon(true).name("fastback-store").start(task);
        return new StoreOpening(task);
    }

    /**
     * Returns the store, open.
     *
     * @throws dev.fastback.store.StoreException if it cannot be opened
     */
    RunStore store() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the run store was being opened", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("the run store cannot be opened", e);
            }
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
