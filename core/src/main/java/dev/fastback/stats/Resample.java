package dev.fastback.stats;

/**
 * One resample at a time of a {@link StationaryBootstrap}, block by block, for several mean blocks. What is drawn for a bar does not depend on the mean block: where blocks
 * of a longer mean begin, those of a shorter one do. So they are drawn for the shortest, and the others are kept of what is there.
 */
final class Resample {
    // Layout: block i begins at bar begins[i] of the resample with bar firsts[i] of the series; bits[i] told that it begins there. begins[count] is the number of bars.
    private final int bars;
    private final long[] bits;
    private final int[] begins;
    private final int[] firsts;
    private int count;

    /** Makes room for resamples of a series of so many bars. */
    Resample(int bars) {
        this.bars = bars;
        this.bits = new long[bars + 1];
        this.begins = new int[bars + 1];
        this.firsts = new int[bars + 1];
    }

    /**
     * Draws the blocks of a resample.
     *
     * @param start state before its first bar
     * @param restart bound below which bits begin a block
     */
    void draw(long start, long restart) {
        long state = start + StationaryBootstrap.GAMMA;
        begins[0] = 0;
        count = 1;
        for (int t = 1; t < bars; t++) {
            state += StationaryBootstrap.GAMMA;
            long drawn = StationaryBootstrap.mixed(state) >>> StationaryBootstrap.DOUBLE_SHIFT;
            begins[count] = t; // stays if a block begins here, else it is written over; what decides is no branch, which could not be foreseen
            bits[count] = drawn;
            count += (int) (drawn - restart >>> 63);
        }
        begins[count] = bars;
        for (int i = 0; i < count; i++) {
            firsts[i] = StationaryBootstrap.first(start + StationaryBootstrap.GAMMA * (begins[i] + 1L), bars);
        }
    }

    /**
     * Takes the blocks of a resample from draws that are there.
     *
     * @param restart bound below which bits begin a block
     */
    void take(BootstrapDraws made, int draw, long restart) {
        int from = draw * bars;
        firsts[0] = made.firsts[from];
        begins[0] = 0;
        count = 1;
        for (int t = 1; t < bars; t++) {
            long drawn = made.bits[from + t];
            begins[count] = t;
            firsts[count] = made.firsts[from + t];
            bits[count] = drawn;
            count += (int) (drawn - restart >>> 63);
        }
        begins[count] = bars;
    }

    /** Leaves those blocks of what was drawn that begin with a lower bound too, as one of longer mean blocks is. */
    void keep(long restart) {
        int kept = 1;
        for (int i = 1; i < count; i++) {
            long drawn = bits[i];
            begins[kept] = begins[i];
            firsts[kept] = firsts[i];
            bits[kept] = drawn;
            kept += (int) (drawn - restart >>> 63);
        }
        begins[kept] = bars;
        count = kept;
    }

    /**
     * Returns the sum of whole numbers over the resample; exact while their sizes add up to less than 2^63.
     *
     * @param sums {@code sums[t]} is the sum of the first {@code t} numbers, one more than there are
     */
    long sum(long[] sums) {
        long sum = 0;
        if (count == bars) { // each bar is a block
            for (int i = 0; i < count; i++) {
                int bar = firsts[i];
                sum += sums[bar + 1] - sums[bar];
            }
            return sum;
        }
        int began = 0;
        for (int i = 0; i < count; i++) {
            int bar = firsts[i];
            int next = begins[i + 1];
            int end = bar + next - began;
            began = next;
            sum -= sums[bar];
            if (end > bars) {
                sum += sums[bars]; // a block is no longer than the circle
                end -= bars;
            }
            sum += sums[end];
        }
        return sum;
    }
}
