package dev.fastback.testkit;

import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.exp;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;

/**
 * Functions with known minima that optimizers are tried on: those of Dixon and Szegö (Towards Global Optimisation 2, 1978), on
 * which Jones, Perttunen and Stuckman showed DIRECT in 1993, and some with many minima or plateaus. Sums run in index order.
 */
public final class TestFunctions {
    /** Branin's function, three equal minima. */
    public static final TestFunction BRANIN = new TestFunction(
            "branin", TestFunctions::branin, new double[] {-5, 0}, new double[] {10, 15}, 0.39788735772973816);

    /** Goldstein and Price's function, four minima. */
    public static final TestFunction GOLDSTEIN_PRICE = new TestFunction(
            "goldstein_price", TestFunctions::goldsteinPrice, new double[] {-2, -2}, new double[] {2, 2}, 3.0);

    /** The six-hump camel back function. */
    public static final TestFunction SIX_HUMP_CAMEL = new TestFunction(
            "six_hump_camel", TestFunctions::camel, new double[] {-3, -2}, new double[] {3, 2}, -1.0316284534898774);

    /** Hartman's function of three parameters. */
    public static final TestFunction HARTMANN3 =
            new TestFunction("hartmann3", Hartmann::three, new double[3], fill(3, 1), -3.8627821478207558);

    /** Hartman's function of six parameters. */
    public static final TestFunction HARTMANN6 =
            new TestFunction("hartmann6", Hartmann::six, new double[6], fill(6, 1), -3.3223680114155156);

    /** Shekel's function with five minima. */
    public static final TestFunction SHEKEL5 = shekel(5, -10.153199679058231);

    /** Shekel's function with seven minima. */
    public static final TestFunction SHEKEL7 = shekel(7, -10.402940566818664);

    /** Shekel's function with ten minima. */
    public static final TestFunction SHEKEL10 = shekel(10, -10.536409816692046);

    /** Rastrigin's function of any dimension, a regular lattice of minima. */
    public static final TestFunction RASTRIGIN = anyDimension("rastrigin", TestFunctions::rastrigin, 5.12, 0.0);

    /** The function of Styblinski and Tang, of any dimension. */
    public static final TestFunction STYBLINSKI_TANG =
            anyDimension("styblinski_tang", TestFunctions::styblinskiTang, 5.0, Double.NaN);

    /** A sum of squared steps, of any dimension: plateaus and equal values. */
    public static final TestFunction STEP = anyDimension("step", TestFunctions::step, 5.0, 0.0);

    /** All of them. */
    public static final List<TestFunction> ALL = List.of(
            BRANIN,
            GOLDSTEIN_PRICE,
            SIX_HUMP_CAMEL,
            HARTMANN3,
            HARTMANN6,
            SHEKEL5,
            SHEKEL7,
            SHEKEL10,
            RASTRIGIN,
            STYBLINSKI_TANG,
            STEP);

    private TestFunctions() {}

    /** Returns the function of a name. */
    public static TestFunction named(String name) {
        return ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such function: " + name));
    }

    private static double branin(double[] x) {
        double a = x[0];
        double b = x[1];
        double t = b - 5.1 / (4 * PI * PI) * a * a + 5 / PI * a - 6;
        return t * t + 10 * (1 - 1 / (8 * PI)) * cos(a) + 10;
    }

    private static double goldsteinPrice(double[] x) {
        double a = x[0];
        double b = x[1];
        double s = a + b + 1;
        double t = 2 * a - 3 * b;
        return (1 + s * s * (19 - 14 * a + 3 * a * a - 14 * b + 6 * a * b + 3 * b * b))
                * (30 + t * t * (18 - 32 * a + 12 * a * a + 48 * b - 36 * a * b + 27 * b * b));
    }

    private static double camel(double[] x) {
        double a = x[0];
        double b = x[1];
        return (4 - 2.1 * a * a + a * a * a * a / 3) * a * a + a * b + (-4 + 4 * b * b) * b * b;
    }

    private static double rastrigin(double[] x) {
        double sum = 10.0 * x.length;
        for (double v : x) {
            sum += v * v - 10 * cos(2 * PI * v);
        }
        return sum;
    }

    private static double styblinskiTang(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v * v * v - 16 * v * v + 5 * v;
        }
        return 0.5 * sum;
    }

    private static double step(double[] x) {
        double sum = 0;
        for (double v : x) {
            double floor = Math.floor(4 * v);
            sum += floor * floor;
        }
        return sum;
    }

    private static TestFunction anyDimension(
            String name, ToDoubleFunction<double[]> function, double bound, double minimum) {
        return new TestFunction(name, function, fill(1, -bound), fill(1, bound), minimum);
    }

    private static TestFunction shekel(int wells, double minimum) {
        return new TestFunction("shekel" + wells, x -> Shekel.value(x, wells), new double[4], fill(4, 10), minimum);
    }

    private static double[] fill(int count, double value) {
        double[] filled = new double[count];
        java.util.Arrays.fill(filled, value);
        return filled;
    }

    private static final class Shekel {
        private static final double[][] PLACE = {
            {4, 4, 4, 4}, {1, 1, 1, 1}, {8, 8, 8, 8}, {6, 6, 6, 6}, {3, 7, 3, 7},
            {2, 9, 2, 9}, {5, 5, 3, 3}, {8, 1, 8, 1}, {6, 2, 6, 2}, {7, 3.6, 7, 3.6}
        };
        private static final double[] WIDTH = {.1, .2, .2, .4, .4, .6, .3, .7, .5, .5};

        static double value(double[] x, int wells) {
            double sum = 0;
            for (int i = 0; i < wells; i++) {
                double distance = 0;
                for (int j = 0; j < 4; j++) {
                    double d = x[j] - PLACE[i][j];
                    distance += d * d;
                }
                sum += 1 / (distance + WIDTH[i]);
            }
            return -sum;
        }
    }

    private static final class Hartmann {
        private static final double[] HEIGHT = {1, 1.2, 3, 3.2};
        private static final double[][] STEEP3 = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
        private static final double[][] PLACE3 = {
            {.3689, .1170, .2673}, {.4699, .4387, .7470}, {.1091, .8732, .5547}, {.0381, .5743, .8828}
        };
        private static final double[][] STEEP6 = {
            {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
        };
        private static final double[][] PLACE6 = {
            {.1312, .1696, .5569, .0124, .8283, .5886},
            {.2329, .4135, .8307, .3736, .1004, .9991},
            {.2348, .1451, .3522, .2883, .3047, .6650},
            {.4047, .8828, .8732, .5743, .1091, .0381}
        };

        static double three(double[] x) {
            return value(x, STEEP3, PLACE3);
        }

        static double six(double[] x) {
            return value(x, STEEP6, PLACE6);
        }

        private static double value(double[] x, double[][] steep, double[][] place) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                double exponent = 0;
                for (int j = 0; j < x.length; j++) {
                    double d = x[j] - place[i][j];
                    exponent += steep[i][j] * (d * d);
                }
                sum += HEIGHT[i] * exp(-exponent);
            }
            return -sum;
        }
    }
}
