package dev.fastback.strategy.builtin;

/** The fee of the reference's level strategies (docs/definitions.md, Entry-take-profit and High-low). */
final class SideFee {
    private SideFee() {}

    /** Returns 0 when the side stays, the fee when there was none before, twice the fee when it changed. */
    static double of(int side, int last, double feeFraction) {
        return side == last ? 0.0 : last == 0 ? feeFraction : 2.0 * feeFraction;
    }
}
