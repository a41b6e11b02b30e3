package dev.fastback.summary;

import dev.fastback.json.ByteText;
import dev.fastback.json.NumberTexts;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts of blocks, on other threads where there are several workers, and hands them on in order. A few blocks are under way at a
 * time, so that memory stays bounded.
 */
final class Formatting implements AutoCloseable {
    /** Simulations whose numbers are written in both forms before those of others. */
    private static final int TOGETHER = 2;

    private final ResultReader reader;
    private final ResultHash hash;
    private final @Nullable StudyTally tally;
    private final InOrder<Made, IOException> blocks;
    private final Deque<Step> underWay = new ArrayDeque<>();
    /** Texts that are not in use. */
    private final Queue<Texts> idle = new ConcurrentLinkedQueue<>();

    /**
     * Makes one.
     *
     * @param tally adds the results up; null where that was done before
     */
    Formatting(ResultReader reader, ResultHash hash, @Nullable StudyTally tally, int workers) {
        this.reader = reader;
        this.hash = hash;
        this.tally = tally;
        this.blocks = new InOrder<>(workers, "fastback-format-");
    }

    private sealed interface Step {}

    /** A symbol begins, and what stands before its simulations is the oldest of the blocks that are being made. */
    private record Begin(SymbolResult symbol) implements Step {}

    /** A block, the oldest of those that are being made. */
    private record Pending() implements Step {}

    private record End(SymbolResult symbol) implements Step {}

    /** What a block is made into, in memory that is used again. */
    private record Texts(ByteText hashed, ByteText formatted) {
        static Texts of(ResultReader reader) {
            NumberTexts numbers = reader.numbers();
            return new Texts(numbers.areJson() ? new ByteText(numbers) : new ByteText(), new ByteText(numbers));
        }
    }

    private sealed interface Made {}

    private record Before(byte @Nullable [] hashed) implements Made {}

    private record Block(SymbolResult symbol, List<SimulationResult> simulations, boolean isHashed, Texts texts) implements Made {}

    void begin(SymbolResult symbol) throws IOException {
        add(new Begin(symbol), () -> new Before(hash.isKeeping() ? ResultHash.before(symbol) : null));
    }

    /** Adds some simulations, newest first; they are looked at in the thread that makes their text. */
    void add(SymbolResult symbol, List<SimulationResult> simulations) throws IOException {
        add(new Pending(), () -> block(symbol, List.copyOf(simulations)));
    }

    private void add(Step step, Callable<Made> block) throws IOException {
        while (blocks.isFull()) {
            takeOldest();
        }
        blocks.add(block);
        underWay.add(step);
    }

    void end(SymbolResult symbol) throws IOException {
        next(new End(symbol));
    }

    /** Hands on what is still under way. */
    void finish() throws IOException {
        while (!underWay.isEmpty()) {
            takeOldest();
        }
    }

    private void next(Step step) throws IOException {
        underWay.add(step);
        while (blocks.isEmpty() && !underWay.isEmpty()) {
            takeOldest();
        }
    }

    private Block block(SymbolResult symbol, List<SimulationResult> simulations) throws IOException {
        Texts known = idle.poll();
        Texts texts = known == null ? Texts.of(reader) : known;
        boolean isHashed = hash.isKeeping();
        for (int from = 0; from < simulations.size(); from += TOGETHER) {
            List<SimulationResult> some = simulations.subList(from, Math.min(from + TOGETHER, simulations.size()));
            if (isHashed) {
                ResultHash.write(symbol, some, texts.hashed());
            }
            reader.format(symbol, some, texts.formatted());
        }
        return new Block(symbol, simulations, isHashed, texts);
    }

    private void takeOldest() throws IOException {
        switch (underWay.remove()) {
            case Begin begin -> {
                hash.begin(((Before) blocks.take()).hashed());
                reader.beginSymbol(begin.symbol());
            }
            case Pending pending -> take((Block) blocks.take());
            case End end -> {
                hash.end(end.symbol());
                reader.endSymbol(end.symbol());
            }
        }
    }

    private void take(Block block) throws IOException {
        if (block.isHashed()) {
            hash.add(block.texts().hashed());
        }
        reader.write(block.texts().formatted());
        block.texts().hashed().clear();
        block.texts().formatted().clear();
        idle.add(block.texts());
        for (SimulationResult simulation : block.simulations()) {
            if (tally != null) {
                tally.add(simulation);
            }
            reader.simulation(block.symbol(), simulation);
        }
    }

    @Override
    public void close() {
        blocks.close();
    }
}
