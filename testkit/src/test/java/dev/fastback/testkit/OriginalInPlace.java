package dev.fastback.testkit;

import dev.fastback.strategy.Window;

/** How the original changes its arrays while it evaluates, and where it takes the gaps from. */
final class OriginalInPlace {
    private OriginalInPlace() {}

    /**
     * Returns the window as the original's EntryTakeprofit leaves it: on a buy bar that paid a fee, the fee was subtracted from the
     * predicted high if it was reached, else from the close move.
     */
    static Window afterEntryTakeProfit(Window w, double fee) {
        double[] high = w.highForecast().clone();
        double[] close = w.closeMove().clone();
        int last = 0;
        for (int i = 0; i < close.length; i++) {
            int side = w.closeForecast()[i] > 0 ? 1 : -1;
            double due = side == last ? 0.0 : last == 0 ? fee : 2.0 * fee;
            if (side > 0 && w.highMove()[i] >= w.highForecast()[i]) {
                high[i] -= due;
            } else if (side > 0) {
                close[i] -= due;
            }
            last = side;
        }
        return new Window(
                close,
                w.highMove(),
                w.lowMove(),
                w.closeForecast(),
                high,
                w.lowForecast(),
                w.closeBand(),
                w.highGap(),
                w.lowGap());
    }

    /** Returns the gaps of rows {@code N - n - 2} to {@code N - 3} of a frame of {@code N} rows, as the original counts them. */
    static double[] gaps(double[] price, double[] close, int n) {
        double[] gaps = new double[n];
        for (int i = 0; i < n; i++) {
            int row = close.length - n - 2 + i;
            gaps[i] = Window.gap(price[row], close[row]);
        }
        return gaps;
    }
}
