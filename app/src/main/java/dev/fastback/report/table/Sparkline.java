package dev.fastback.report.table;

import dev.fastback.result.UnseenPath;
import java.util.Arrays;

/** The equity of an unseen path as a line of block characters: the lowest one at its lowest, the highest at its highest. */
final class Sparkline {
    private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private Sparkline() {}

    /** Returns the equity at so many bars evenly chosen from the path's, the last one among them; of fewer bars all of them. */
    static String of(UnseenPath path, int most) {
        double[] equity = path.equity();
        int width = Math.min(most, equity.length);
        double[] shown = new double[width];
        Arrays.setAll(shown, k -> equity[(int) ((k + 1L) * equity.length / width) - 1]);
        double low = Arrays.stream(shown).min().orElse(0);
        double high = Arrays.stream(shown).max().orElse(0);
        StringBuilder line = new StringBuilder(width);
        for (double value : shown) {
            double share = high > low ? (value - low) / (high - low) : 0;
            line.append(BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1.0, share * BLOCKS.length())));
        }
        return line.toString();
    }
}
