package dev.fastback.comparison.ways;

/**
 * What the original's document ({@code SPEEDUP_COMPARISON.md}) says of one of its ways, with forecasts by a neural model on a GPU.
 *
 * @param least times as fast as its baseline, at least
 * @param most and at most
 * @param loss share of the baseline's quality that is lost, a fraction
 */
public record Claim(double least, double most, double loss) {
    /** Its baseline. */
    static final Claim BASELINE = new Claim(1, 1, 0);
    /** 100 evaluations. */
    static final Claim DEVELOPMENT = new Claim(6, 6, 0.28);
    /** 50 evaluations. */
    static final Claim ULTRA = new Claim(50, 50, 0.50);
    /** Eight threads. */
    static final Claim THREADS = new Claim(4, 7, 0);
    /** Eight threads, 100 evaluations. */
    static final Claim RECOMMENDED = new Claim(20, 30, 0.28);
    /** Four processes: 1.9 s instead of 15. */
    static final Claim PROCESSES = new Claim(7.9, 7.9, 0);
    /** Four processes, 100 evaluations. */
    static final Claim MAXIMUM = new Claim(25, 40, 0.28);
    /** One search for a batch of simulations, on the GPU. */
    static final Claim BATCH = new Claim(30, 50, 0.35);
}
