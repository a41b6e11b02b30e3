package dev.fastback.simulation.trials;

import dev.fastback.result.Trials;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.stream.IntStream;

/**
 * How much is kept of the trials of one search: all of them up to {@value #MOST_WHOLE}; of more, the best {@value #BEST} and a sample of
 * {@value #SAMPLE}. Where that would take more bytes than there is room for, sums per block of bars included, fewer.
 *
 * @param bytes that the trials of the search may take
 * @param blocks of bars whose sums are added to each trial that is kept; 0 for none
 */
public record TrialRoom(long bytes, int blocks) {
    /** Most trials that are kept whole. */
    public static final int MOST_WHOLE = 200_000;
    /** The best of more. */
    public static final int BEST = 1000;
    /** Sampled of more. */
    public static final int SAMPLE = 20_000;

    private static final long OF_A_SEARCH = 32L << 20;
    /** Half of what a frame between processes may hold: all searches of a simulation travel in one. */
    private static final long OF_A_SIMULATION = 128L << 20;

    /** The room of a search that is the only one of its simulation, without blocks. */
    static final TrialRoom USUAL = new TrialRoom(OF_A_SEARCH, 0);

    public TrialRoom {
        if (bytes < 1 || blocks < 0) {
            throw new IllegalArgumentException("room must have bytes, and blocks must not be negative: " + bytes + ", " + blocks);
        }
    }

    /** Returns the room of each search of a fold. */
    public static TrialRoom of(Study study, Fold fold) {
        return new TrialRoom(bytes(study), study.search().keepsBlocks() ? TrialBlocks.count(study, fold) : 0);
    }

    /** Returns the smallest room that a search of any fold has. */
    public static TrialRoom least(Study study) {
        int most = study.search().keepsBlocks()
                ? IntStream.range(0, study.symbols().size())
                        .flatMap(symbol -> IntStream.range(0, study.walkForward().simulations())
                                .mapToObj(index -> study.fold(symbol, index))
                                .filter(Fold::isUsable)
                                .mapToInt(fold -> TrialBlocks.count(study, fold)))
                        .max()
                        .orElse(0)
                : 0;
        return new TrialRoom(bytes(study), most);
    }

    private static long bytes(Study study) {
        long searches = study.strategies().stream().map(TunableStrategy::space).filter(space -> !space.isEmpty()).count();
        return Math.min(OF_A_SEARCH, OF_A_SIMULATION / Math.max(1, searches));
    }

    private long rows(int parameters, int metrics) {
        return bytes / (Trials.rowSize(false, parameters, metrics) + Trials.blockBytes(blocks));
    }

    /** Returns the most trials that are kept whole, in a space of so many parameters. */
    public int mostWhole(int parameters, int metrics) {
        long most = bytes / (Trials.rowSize(true, parameters, metrics) + Trials.blockBytes(blocks));
        return (int) Math.clamp(most, 1, MOST_WHOLE);
    }

    /** Returns how many of the best of more are kept: {@value #BEST} where there is room. */
    public int best(int parameters, int metrics) {
        return (int) Math.clamp(rows(parameters, metrics) * BEST / (BEST + SAMPLE), 1, BEST);
    }

    /** Returns how many of more are sampled: {@value #SAMPLE} where there is room. */
    public int sample(int parameters, int metrics) {
        return (int) Math.clamp(rows(parameters, metrics) * SAMPLE / (BEST + SAMPLE), 1, SAMPLE);
    }

    /** Returns the most bytes that the trials of a search take that evaluates so many points. */
    public long bytesOf(long evaluated, int parameters, int metrics) {
        return Math.min(evaluated, mostWhole(parameters, metrics)) * (Trials.rowSize(true, parameters, metrics) + Trials.blockBytes(blocks));
    }
}
