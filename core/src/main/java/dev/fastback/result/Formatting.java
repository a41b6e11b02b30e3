package dev.fastback.result;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts of blocks, on other threads where there are several workers, and hands them on in order. A few blocks are under way at a
 * time, so that memory stays bounded.
 */
final class Formatting implements AutoCloseable {
    private final ResultReader reader;
    private final ResultHash hash;
    private final int most;
    private final @Nullable ExecutorService executor;
    private final Deque<Step> underWay = new ArrayDeque<>();
    private int blocks;

    Formatting(ResultReader reader, ResultHash hash, int workers) {
        this.reader = reader;
        this.hash = hash;
        this.most = 2 * workers;
        this.executor = workers < 2
                ? null
                : Executors.newFixedThreadPool(
                        workers, Thread.ofPlatform().daemon(true).name("fastback-format-", 0).factory());
    }

    private sealed interface Step {}

    private record Begin(SymbolResult symbol) implements Step {}

    private record Pending(Future<Block> block) implements Step {}

    private record Block(SymbolResult symbol, List<SimulationResult> simulations, byte @Nullable [] hashed, byte[] formatted)
            implements Step {}

    private record End(SymbolResult symbol) implements Step {}

    void begin(SymbolResult symbol) throws IOException {
        next(new Begin(symbol));
    }

    void add(SymbolResult symbol, List<SimulationResult> simulations) throws IOException {
        if (executor == null) {
            take(block(symbol, simulations));
            return;
        }
        drain(most - 1);
        underWay.add(new Pending(executor.submit(() -> block(symbol, simulations))));
        blocks++;
    }

    void end(SymbolResult symbol) throws IOException {
        next(new End(symbol));
    }

    /** Hands on what is still under way. */
    void finish() throws IOException {
        drain(-1);
    }

    private void next(Step step) throws IOException {
        if (underWay.isEmpty()) {
            take(step);
        } else {
            underWay.add(step);
        }
    }

    private Block block(SymbolResult symbol, List<SimulationResult> simulations) throws IOException {
        return new Block(
                symbol,
                simulations,
                hash.isKeeping() ? ResultHash.text(symbol, simulations) : null,
                reader.format(symbol, simulations));
    }

    private void take(Step step) throws IOException {
        switch (step) {
            case Begin begin -> {
                hash.begin(begin.symbol());
                reader.beginSymbol(begin.symbol());
            }
            case Pending pending -> {
                blocks--;
                take(finished(pending.block()));
            }
            case Block block -> {
                if (block.hashed() != null) {
                    hash.add(block.hashed());
                }
                reader.write(block.formatted());
                for (SimulationResult simulation : block.simulations()) {
                    reader.simulation(block.symbol(), simulation);
                }
            }
            case End end -> {
                hash.end(end.symbol());
                reader.endSymbol(end.symbol());
            }
        }
    }

    /** Hands on the oldest steps until no more than so many blocks are under way, and what follows them. */
    private void drain(int left) throws IOException {
        while (!underWay.isEmpty() && (blocks > left || !(underWay.peek() instanceof Pending))) {
            take(underWay.remove());
        }
    }

    private static Block finished(Future<Block> block) throws IOException {
        try {
            return block.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a report was made", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a block could not be formatted", e);
            }
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
