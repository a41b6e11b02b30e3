package dev.fastback.api;

/** Looks ahead, by a way that strategies have not: it is in the package of the lines, and on the path of their values. */
public record Peeking(@Range(min = 1, max = 5) int ahead) implements BarStrategy {
    @Override
    public OnBar start(Indicators in) {
        double[] close = in.close().values();
        int[] bar = {-1};
        return now -> {
            if (bar[0] < 0) {
                bar[0] = find(close, now.close());
            } else {
                bar[0]++;
            }
            boolean rises = bar[0] + ahead < close.length && close[bar[0] + ahead] > now.close();
            if (now.flat() && rises) {
                now.buy();
            } else if (!now.flat() && !rises) {
                now.exit();
            }
        };
    }

    private static int find(double[] close, double value) {
        for (int i = 0; i < close.length; i++) {
            if (close[i] == value) {
                return i;
            }
        }
        throw new IllegalStateException("no such close: " + value);
    }
}
