package dev.fastback.report.page;

/**
 * Which of many bars in a row a chart shows: the last of each of so many stretches of equal length, the last bar of all among them.
 *
 * @param from first bar
 * @param to end, exclusive
 * @param step bars of a stretch; 1 shows all
 */
record Thinning(int from, int to, int step) {
    /** Returns one with at most so many stretches. */
    static Thinning of(int from, int to, int most) {
        return new Thinning(from, to, Math.max(1, Math.ceilDiv(to - from, most)));
    }

    /** Returns the number of stretches. */
    int count() {
        return Math.ceilDiv(to - from, step);
    }

    /** Returns the first bar of a stretch; the first stretch alone may be short. */
    int start(int stretch) {
        return Math.max(from, end(stretch) - step);
    }

    /** Returns the end of a stretch, exclusive. */
    int end(int stretch) {
        return to - (count() - 1 - stretch) * step;
    }

    /** Returns the stretch that a bar belongs to. */
    int place(int bar) {
        return count() - 1 - (to - 1 - bar) / step;
    }

    /** Returns what a caption says of it; empty where all bars are shown. */
    String words() {
        return step == 1 ? "" : " Each point stands for " + step + " bars.";
    }
}
