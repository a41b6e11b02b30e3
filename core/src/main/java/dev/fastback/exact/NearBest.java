package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.StopSignal;

/**
 * The pairs of candidates whose swept value is within 1e-12 (plus what rounding the sums may carry) of the best, and the
 * choice among them.
 *
 * <p>The kernel decides: the highest value wins, then the pair closer to (0, 0), then the smaller high and the smaller low
 * multiplier. A pair stands for its {@link Plateau}, of which the point closest to 0 on each axis is taken, and plateaus
 * are evaluated once. On degenerate problems very many pairs tie. Then the {@value #LIMIT} whose cells come closest to (0, 0)
 * are kept, so that the work stays bounded and the answer is the same however the sweep is computed; any of them is within
 * the same 1e-12 of the best.
 */
final class NearBest {
    static final int LIMIT = 512;
    private static final double MARGIN = 1e-12;

    private final double[] values = new double[LIMIT];
    private final int[] rows = new int[LIMIT];
    private final int[] columns = new int[LIMIT];
    private final double[] distances = new double[LIMIT];
    private final Plateau[] plateaus = new Plateau[LIMIT];
    private double[] highs = {};
    private double[] lows = {};
    private int lowCount;
    private SearchBox box = SearchBox.DEFAULT;
    private int count;
    private double best;
    private double slack;
    private boolean selecting;
    private boolean overflowed;

    private double bestHigh;
    private double bestLow;
    private double bestProfit;

    void start(Candidates candidates, SearchBox newBox, double rounding) {
        highs = candidates.highs;
        lows = candidates.lows;
        lowCount = candidates.lowCount;
        box = newBox;
        slack = MARGIN + rounding;
        best = Double.NEGATIVE_INFINITY;
        count = 0;
        selecting = false;
        overflowed = false;
    }

    /** Takes near pairs that were found elsewhere. */
    void take(NearPairs near, SearchBox newBox, double rounding) {
        highs = near.highs();
        lows = near.lows();
        lowCount = near.lows().length;
        box = newBox;
        slack = MARGIN + rounding;
        best = near.best();
        selecting = false;
        overflowed = near.highs().length > LIMIT;
        count = Math.min(LIMIT, near.highs().length);
        for (int i = 0; i < count; i++) {
            put(i, best, i, i, 0.0);
        }
    }

    /** Says whether a row with this best value may hold near pairs, and raises the best known. */
    boolean isNear(double rowBest) {
        if (rowBest > best + slack) {
            count = 0;
            overflowed = false;
        }
        if (rowBest > best) {
            best = rowBest;
        }
        return rowBest >= best - slack;
    }

    /** Returns a value below which no pair is near, however its row was summed. */
    double floor() {
        return best - 2 * slack;
    }

    /** Takes a pair, unless it is not near the best of the rows seen. */
    void offer(double value, int row, int column) {
        if (!(value >= best - slack)) {
            return;
        }
        if (selecting) {
            select(value, row, column);
        } else if (count < LIMIT) {
            put(count++, value, row, column, 0.0);
        } else {
            overflowed = true;
        }
    }

    /** Says whether pairs were lost, so that the sweep has to be repeated with {@link #startSelection}. */
    boolean overflowed() {
        return overflowed;
    }

    /** Starts over with the best value known: of the pairs offered from now on, those closest to (0, 0) are kept. */
    void startSelection() {
        count = 0;
        overflowed = false;
        selecting = true;
    }

    /** Decides, taking each plateau's point closest to 0. */
    void decide(EntryExitProblem problem, ActiveBars bars, StopSignal stop) {
        begin();
        int found = 0;
        for (int i = 0; i < count; i++) {
            double x = highs[columns[i]];
            double y = lows[rows[i]];
            if (values[i] >= best - slack && !isCovered(x, y, found)) {
                Plateau plateau = plateaus[found];
                if (plateau == null) {
                    plateau = new Plateau();
                    plateaus[found] = plateau;
                }
                plateau.find(bars, box, x, y);
                found++;
                consider(problem, plateau.high(), plateau.low());
                stop.check();
            }
        }
    }

    /** Decides among the pairs as they are. */
    void decideAsTheyAre(EntryExitProblem problem, StopSignal stop) {
        begin();
        for (int i = 0; i < count; i++) {
            if (values[i] >= best - slack) {
                consider(problem, highs[columns[i]], lows[rows[i]]);
                stop.check();
            }
        }
    }

    /** Returns how far from the best a value may lie that is near: 1e-12 and what rounding may add. */
    double slack() {
        return slack;
    }

    double bestHigh() {
        return bestHigh;
    }

    double bestLow() {
        return bestLow;
    }

    double bestProfit() {
        return bestProfit;
    }

    private void begin() {
        bestProfit = Double.NEGATIVE_INFINITY;
    }

    private void consider(EntryExitProblem problem, double x, double y) {
        double profit = ProfitKernel.profit(problem, x, y);
        if (profit > bestProfit || profit == bestProfit && isBefore(x, y)) {
            bestProfit = profit;
            bestHigh = x;
            bestLow = y;
        }
    }

    private boolean isBefore(double x, double y) {
        double distance = x * x + y * y;
        double bestDistance = bestHigh * bestHigh + bestLow * bestLow;
        if (distance != bestDistance) {
            return distance < bestDistance;
        }
        return x != bestHigh ? x < bestHigh : y < bestLow;
    }

    private boolean isCovered(double x, double y, int found) {
        for (int i = found - 1; i >= 0; i--) {
            if (plateaus[i].contains(x, y)) {
                return true;
            }
        }
        return false;
    }

    // A heap with the farthest pair at its root.
    private void select(double value, int row, int column) {
        double x = Thresholds.closestToZero(column == 0 ? box.highMin() : Math.nextUp(highs[column - 1]), highs[column]);
        double y = Thresholds.closestToZero(lows[row], row == lowCount - 1 ? box.lowMax() : Math.nextDown(lows[row + 1]));
        double distance = x * x + y * y;
        if (count < LIMIT) {
            int at = count++;
            while (at > 0 && isFarther(distance, row, column, (at - 1) / 2)) {
                move((at - 1) / 2, at);
                at = (at - 1) / 2;
            }
            put(at, value, row, column, distance);
        } else if (!isFarther(distance, row, column, 0)) {
            int at = 0;
            for (int child = 1; child < LIMIT; child = 2 * at + 1) {
                if (child + 1 < LIMIT && isFarther(distances[child + 1], rows[child + 1], columns[child + 1], child)) {
                    child++;
                }
                if (isFarther(distance, row, column, child)) {
                    break;
                }
                move(child, at);
                at = child;
            }
            put(at, value, row, column, distance);
        }
    }

    private boolean isFarther(double distance, int row, int column, int than) {
        if (distance != distances[than]) {
            return distance > distances[than];
        }
        return row != rows[than] ? row > rows[than] : column > columns[than];
    }

    private void move(int from, int to) {
        put(to, values[from], rows[from], columns[from], distances[from]);
    }

    private void put(int at, double value, int row, int column, double distance) {
        values[at] = value;
        rows[at] = row;
        columns[at] = column;
        distances[at] = distance;
    }
}
