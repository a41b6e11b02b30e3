package dev.fastback.report;

import dev.fastback.result.UnseenPath;

/** The equity of an unseen path as a line of block characters: the lowest one at its lowest, the highest at its highest. */
final class Sparkline {
    private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private Sparkline() {}

    /** Returns the equity at so many bars evenly chosen from the path's, the last one among them; of fewer bars all of them. */
    static String of(UnseenPath path, int most) {
        int bars = path.to() - path.from();
        int width = Math.min(most, bars);
        double[] worth = new double[width];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double equity = 1;
        int next = 0;
        for (int i = 0; i < bars; i++) {
            equity *= Math.max(0, 1 + path.barReturn(path.from() + i));
            if (i == (int) ((next + 1L) * bars / width) - 1) {
                worth[next++] = equity;
                low = Math.min(low, equity);
                high = Math.max(high, equity);
            }
        }
        StringBuilder line = new StringBuilder(width);
        for (double value : worth) {
            double share = high > low ? (value - low) / (high - low) : 0;
            line.append(BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1.0, share * BLOCKS.length())));
        }
        return line.toString();
    }
}
