package dev.fastback.testkit.landscape;

import dev.fastback.search.Budget;
import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.methods.Grid;
import dev.fastback.search.methods.Method;
import dev.fastback.search.methods.SampledSearch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * How good are the searches? Share of the way from the usual value of a landscape to its maximum after some numbers of evaluations, median over
 * seeds, and the processor time of a trial without its evaluation. With {@code maxima}, instead, the maximum and mean of each landscape whose
 * points can all be evaluated.
 */
public final class SearchQuality {
    private static final int[] MARKS = {64, 128, 256, 512, 1024};

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SearchQuality() {}

    /** Prints the tables. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("maxima")) {
            List.of(Landscapes.stopCross(), Landscapes.reversion()).forEach(SearchQuality::printMaximum);
            return;
        }
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 31;
        for (Landscape landscape : Landscapes.all()) {
            System.out.println(landscape.name());
            for (Method method : Method.values()) {
                if (method == Method.CMAES && landscape.name().startsWith("mixed")) {
                    continue;
                }
                for (int batch : method == Method.TPE ? new int[] {1, 16} : new int[] {16}) {
                    Row row = row(landscape, method, batch, seeds, MARKS);
                    System.out.printf(
                            "  %-6s batch %2d  %s  %6.1f us a trial%n",
                            method.label(), batch, Arrays.toString(Arrays.stream(row.shares).map(x -> Math.round(x * 1000) / 1000.0).toArray()), row.micros);
                }
            }
        }
    }

    /** What {@link #row} found: median shares at each mark, and microseconds a trial. */
    public record Row(double[] shares, double micros) {}

    /** Searches a landscape with several seeds. */
    public static Row row(Landscape landscape, Method method, int batch, int seeds, int[] marks) {
        double[][] shares = new double[marks.length][seeds];
        long nanos = 0;
        long trials = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Optimizer optimizer = new SampledSearch(method)
                    .optimizer(landscape.space(), new Budget(marks[marks.length - 1]), batch, seed);
            ValueBatch values = new ValueBatch(1, 0);
            double best = Double.NEGATIVE_INFINITY;
            int mark = 0;
            int done = 0;
            for (long start = THREADS.getCurrentThreadCpuTime(); ; start = THREADS.getCurrentThreadCpuTime()) {
                PointBatch points = optimizer.ask();
                nanos += THREADS.getCurrentThreadCpuTime() - start;
                if (points.count() == 0) {
                    break;
                }
                values.reserve(points.count());
                landscape.objective().evaluate(points, 0, points.count(), values);
                for (int i = 0; i < points.count(); i++) {
                    best = Math.max(best, values.metric(0)[i]);
                    if (++done == marks[mark]) {
                        shares[mark++][seed] = landscape.share(best);
                        mark = Math.min(mark, marks.length - 1);
                    }
                }
                trials += points.count();
                start = THREADS.getCurrentThreadCpuTime();
                optimizer.tell(values);
                nanos += THREADS.getCurrentThreadCpuTime() - start;
            }
            while (mark < marks.length && shares[mark][seed] == 0) {
                shares[mark++][seed] = landscape.share(best);
            }
        }
        double[] medians = new double[marks.length];
        for (int m = 0; m < marks.length; m++) {
            Arrays.sort(shares[m]);
            medians[m] = shares[m][seeds / 2];
        }
        return new Row(medians, nanos / 1e3 / trials);
    }

    private static void printMaximum(Landscape landscape) {
        Grid grid = new Grid(landscape.space());
        ValueBatch values = new ValueBatch(1, 0);
        double sum = 0;
        for (PointBatch points = grid.ask(); points.count() > 0; points = grid.ask()) {
            values.reserve(points.count());
            landscape.objective().evaluate(points, 0, points.count(), values);
            for (int i = 0; i < points.count(); i++) {
                sum += values.metric(0)[i];
            }
            grid.tell(values);
        }
        System.out.println(landscape.name() + ": " + grid.best() + ", mean " + sum / grid.best().evaluations());
    }
}
