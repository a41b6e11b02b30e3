package dev.fastback.testkit.landscape;

import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.List;

/** The landscapes on which searches are judged; their maxima are those of every point, or known from their formula. */
public final class Landscapes {
    // Of all points: SearchQuality with maxima.
    private static final double STOP_CROSS_BEST = 0.9588238662319707;
    private static final double STOP_CROSS_MEAN = 0.3118004523946555;
    private static final double REVERSION_BEST = 1.851541024004173;
    private static final double REVERSION_MEAN = 0.07796573416572358;

    private Landscapes() {}

    /** Returns all, in the order of docs/benchmarks.md. */
    public static List<Landscape> all() {
        return List.of(stopCross(), mixed(), reversion(), rastrigin(), rosenbrock(), ellipsoid());
    }

    /** Returns the Sharpe ratio of a crossover with a stop: 100 x 100 x 100 points, of which one is a spike. */
    public static Landscape stopCross() {
        StopCross market = new StopCross(11);
        double[][] averages = new double[202][];
        for (int length = 2; length < averages.length; length++) {
            averages[length] = market.average(length);
        }
        ParameterSpace space = new ParameterSpace(List.of(
                new IntegerParameter("fast", 2, 101),
                new IntegerParameter("slow", 102, 201),
                new RealParameter("stop", 0.005, 0.5, 0.005, false)));
        return new Landscape(
                "crossover with a stop",
                space,
                point -> {
                    double[] fast = averages[(int) point[0]];
                    double[] slow = averages[(int) point[1]];
                    boolean[] wanted = new boolean[StopCross.BARS];
                    for (int i = 0; i < wanted.length; i++) {
                        wanted[i] = fast[i] > slow[i];
                    }
                    return market.sharpe(wanted, point[2], Double.POSITIVE_INFINITY);
                },
                STOP_CROSS_BEST,
                STOP_CROSS_MEAN);
    }

    /** Returns the Sharpe ratio of buying weakness, with a stop and a target: 28 x 17 x 19 x 20 x 20 points. */
    public static Landscape reversion() {
        StopCross market = new StopCross(29);
        double[][] strengths = new double[30][];
        for (int length = 2; length < strengths.length; length++) {
            strengths[length] = market.strength(length);
        }
        ParameterSpace space = new ParameterSpace(List.of(
                new IntegerParameter("length", 2, 29),
                new IntegerParameter("buyBelow", 10, 42, 2),
                new IntegerParameter("sellAbove", 50, 86, 2),
                new RealParameter("stop", 0.01, 0.2, 0.01, false),
                new RealParameter("target", 0.01, 0.2, 0.01, false)));
        return new Landscape(
                "weakness with stop and target",
                space,
                point -> {
                    double[] strength = strengths[(int) point[0]];
                    boolean[] wanted = new boolean[StopCross.BARS];
                    boolean in = false;
                    for (int i = 0; i < wanted.length; i++) {
                        in = strength[i] < point[1] || (in && !(strength[i] > point[2]));
                        wanted[i] = in;
                    }
                    return market.sharpe(wanted, point[3], point[4]);
                },
                REVERSION_BEST,
                REVERSION_MEAN);
    }

    /** Returns a valley with ripples over two choices, three whole numbers and three real ones; its maximum is 0. */
    public static Landscape mixed() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                new ChoiceParameter("kind", List.of("a", "b", "c")), new ChoiceParameter("side", List.of("n", "e", "s", "w"))));
        int[] counts = {3, 4, 100, 100, 100, 1000, 1000, 1000};
        for (int d = 2; d < counts.length; d++) {
            parameters.add(new IntegerParameter("x" + d, 0, counts[d] - 1));
        }
        double[] centres = {0, 0, 0.31, 0.62, 0.47, 0.23, 0.71, 0.55};
        return new Landscape(
                "mixed, eight dimensions",
                new ParameterSpace(parameters),
                point -> {
                    double sum = (point[0] == 1 ? 0 : 2) + (point[1] == 2 ? 0 : 1.5);
                    for (int d = 2; d < counts.length; d++) {
                        double z = 5 * ((point[d] + 0.5) / counts[d] - centres[d] - 0.05 * (point[0] - 1));
                        sum += z * z + 0.5 * (1 - StrictMath.cos(2 * Math.PI * z));
                    }
                    return -sum;
                },
                0,
                -22);
    }

    /** Returns Rastrigin's function of six real parameters in steps of 0.05, moved; its maximum is 0. */
    public static Landscape rastrigin() {
        List<Parameter> parameters = new ArrayList<>();
        for (int d = 0; d < 6; d++) {
            parameters.add(new RealParameter("x" + d, -5, 5, 0.05, false));
        }
        return new Landscape(
                "Rastrigin, six stepped",
                new ParameterSpace(parameters),
                point -> {
                    double sum = 0;
                    for (int d = 0; d < point.length; d++) {
                        double z = point[d] - 1 + 0.5 * d;
                        sum += z * z + 10 * (1 - StrictMath.cos(2 * Math.PI * z));
                    }
                    return -sum;
                },
                0,
                -120);
    }

    /** Returns Rosenbrock's function of four real parameters; its maximum is 0. */
    public static Landscape rosenbrock() {
        return new Landscape(
                "Rosenbrock, four real",
                ParameterSpace.box(new double[] {-2, -2, -2, -2}, new double[] {2, 2, 2, 2}),
                point -> {
                    double sum = 0;
                    for (int d = 0; d + 1 < point.length; d++) {
                        double bend = point[d + 1] - point[d] * point[d];
                        sum += 100 * bend * bend + (1 - point[d]) * (1 - point[d]);
                    }
                    return -StrictMath.log1p(sum);
                },
                0,
                -7);
    }

    /** Returns an ellipsoid of five real and five whole parameters, a hundred times as steep on one side as on another; its maximum is 0. */
    public static Landscape ellipsoid() {
        List<Parameter> parameters = new ArrayList<>();
        for (int d = 0; d < 10; d++) {
            parameters.add(d % 2 == 0 ? new RealParameter("x" + d, -5, 5) : new IntegerParameter("x" + d, -50, 50));
        }
        return new Landscape(
                "ellipsoid, ten mixed",
                new ParameterSpace(parameters),
                point -> {
                    double sum = 0;
                    for (int d = 0; d < point.length; d++) {
                        double z = d % 2 == 0 ? point[d] - 1.3 : (point[d] - 13) / 10;
                        sum += StrictMath.pow(100, d / 9.0) * z * z;
                    }
                    return -StrictMath.log1p(sum);
                },
                0,
                -8);
    }
}
