package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitKernel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ProfitEvaluator} promises: the bits of {@link ProfitKernel}, in its own range alone, on any thread. */
@Timeout(120)
public abstract class EvaluatorContract {
    private static final double GUARD = 12345.678;
    private static final int[] SIZES = {0, 1, 2, 3, 5, 6, 7, 8, 9, 15, 16, 17, 30, 31, 64, 100, 200, 777, 1999, 2000};

    /** Returns the evaluator under test. */
    protected abstract ProfitEvaluator evaluator();

    @Test
    void givesTheKernelsBitsOnRandomProblems() {
        SplittableRandom random = Seeds.random("givesTheKernelsBitsOnRandomProblems", 11);
        for (int i = 0; i < 3000; i++) {
            int bars = i % 40 == 0 ? random.nextInt(2001) : random.nextInt(70);
            check(evaluator(), RandomProfits.problem(random, bars), random, random.nextInt(71));
        }
    }

    @Test
    void givesTheKernelsBitsForEveryBatchLength() {
        SplittableRandom random = Seeds.random("givesTheKernelsBitsForEveryBatchLength", 12);
        for (int pairs = 0; pairs <= 70; pairs++) {
            for (FeeRule rule : FeeRule.values()) {
                for (boolean close : new boolean[] {false, true}) {
                    EntryExitProblem problem = RandomProfits.problem(random, random.nextInt(1, 40))
                            .withFeeRule(rule)
                            .withCloseAtEndOfDay(close);
                    check(evaluator(), problem, random, pairs);
                }
            }
        }
    }

    @Test
    void givesTheKernelsBitsForEveryWindowLength() {
        SplittableRandom random = Seeds.random("givesTheKernelsBitsForEveryWindowLength", 13);
        for (int bars : SIZES) {
            for (int kind = 0; kind < 4; kind++) {
                EntryExitProblem problem = RandomProfits.problem(random, bars)
                        .withFeeRule(FeeRule.values()[kind & 1])
                        .withCloseAtEndOfDay(kind > 1);
                check(evaluator(), problem, random, 23);
            }
        }
    }

    @Test
    void givesTheKernelsBitsAtTheEdgesOfEveryBar() {
        SplittableRandom random = Seeds.random("givesTheKernelsBitsAtTheEdgesOfEveryBar", 14);
        for (int i = 0; i < 400; i++) {
            EntryExitProblem problem = RandomProfits.problem(random, random.nextInt(1, 20));
            double[] highs = new double[problem.bars() * 9];
            double[] lows = new double[highs.length];
            for (int k = 0; k < highs.length; k++) {
                int bar = k / 9;
                highs[k] = nudged((random.nextBoolean() ? problem.high()[bar] : 0.0) - problem.highForecast()[bar], k % 3);
                lows[k] = nudged((random.nextBoolean() ? problem.low()[bar] : 0.0) - problem.lowForecast()[bar], k / 3 % 3);
            }
            check(evaluator(), problem, highs, lows, 0, highs.length);
        }
    }

    @Test
    void takesMultipliersThatAreNoNumbersOrInfinite() {
        SplittableRandom random = Seeds.random("takesMultipliersThatAreNoNumbersOrInfinite", 15);
        double[] odd = {
            Double.NaN, -Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, Double.MAX_VALUE,
            -Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE, 10.0, -1.0, 0.01, -0.01
        };
        double[] highs = new double[odd.length * odd.length];
        double[] lows = new double[highs.length];
        for (int k = 0; k < highs.length; k++) {
            highs[k] = odd[k % odd.length];
            lows[k] = odd[k / odd.length];
        }
        for (int i = 0; i < 200; i++) {
            check(evaluator(), RandomProfits.problem(random, random.nextInt(30)), highs, lows, 0, highs.length);
        }
    }

    @Test
    void takesMovesAndPositionsThatOverflow() {
        SplittableRandom random = Seeds.random("takesMovesAndPositionsThatOverflow", 16);
        for (int i = 0; i < 200; i++) {
            check(evaluator(), RandomProfits.huge(random, random.nextInt(1, 12)), random, 19);
        }
    }

    @Test
    void writesNothingOutsideItsRange() {
        SplittableRandom random = Seeds.random("writesNothingOutsideItsRange", 17);
        for (int i = 0; i < 300; i++) {
            EntryExitProblem problem = RandomProfits.problem(random, random.nextInt(30));
            int length = random.nextInt(71);
            int from = random.nextInt(length + 1);
            int to = random.nextInt(from, length + 1);
            check(evaluator(), problem, multipliers(random, length), multipliers(random, length), from, to);
        }
    }

    @Test
    void mayWriteOverTheMultipliers() {
        SplittableRandom random = Seeds.random("mayWriteOverTheMultipliers", 18);
        for (int i = 0; i < 100; i++) {
            EntryExitProblem problem = RandomProfits.problem(random, random.nextInt(30));
            double[] highs = multipliers(random, random.nextInt(71));
            double[] lows = multipliers(random, highs.length);
            double[] expected = expected(problem, highs, lows);
            double[] profits = i % 2 == 0 ? highs : lows;
            evaluator().evaluate(problem, highs, lows, 0, highs.length, profits);
            assertThat(bits(profits)).isEqualTo(bits(expected));
        }
    }

    @Test
    void servesManyThreads() throws InterruptedException {
        SplittableRandom random = Seeds.random("servesManyThreads", 19);
        ProfitEvaluator shared = evaluator();
        EntryExitProblem[] problems = new EntryExitProblem[40];
        Arrays.setAll(problems, i -> RandomProfits.problem(random, random.nextInt(60)));
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            SplittableRandom own = random.split();
            threads[t] = new Thread(() -> {
                try {
                    for (int i = 0; i < 400; i++) {
                        check(shared, problems[own.nextInt(problems.length)], own, own.nextInt(40));
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void hasAName() {
        assertThat(evaluator().name()).matches("[a-z0-9-]+");
    }

    private static void check(ProfitEvaluator evaluator, EntryExitProblem problem, SplittableRandom random, int pairs) {
        check(evaluator, problem, multipliers(random, pairs), multipliers(random, pairs), 0, pairs);
    }

    private static void check(
            ProfitEvaluator evaluator, EntryExitProblem problem, double[] highs, double[] lows, int from, int to) {
        double[] expected = expected(problem, highs, lows);
        Arrays.fill(expected, 0, from, GUARD);
        Arrays.fill(expected, to, expected.length, GUARD);
        double[] profits = new double[highs.length];
        Arrays.fill(profits, GUARD);
        evaluator.evaluate(problem, highs, lows, from, to, profits);
        for (int i = 0; i < profits.length; i++) {
            if (Double.doubleToLongBits(profits[i]) != Double.doubleToLongBits(expected[i])) {
                throw new AssertionError("pair " + i + " of " + from + ".." + to + " (" + highs[i] + ", " + lows[i] + "): "
                        + profits[i] + " instead of " + expected[i] + "\n" + RandomProfits.text(problem));
            }
        }
    }

    private static double[] expected(EntryExitProblem problem, double[] highs, double[] lows) {
        double[] expected = new double[highs.length];
        Arrays.setAll(expected, i -> ProfitKernel.profit(problem, highs[i], lows[i]));
        return expected;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static double[] multipliers(SplittableRandom random, int count) {
        double spread = new double[] {0.03, 0.03, 0.5, 11.5}[random.nextInt(4)];
        boolean dyadic = random.nextBoolean();
        return random.doubles(count, -spread, spread)
                .map(x -> dyadic ? Math.rint(x * 1024) / 1024 : x)
                .toArray();
    }

    private static double nudged(double value, int step) {
        return step == 0 ? value : step == 1 ? Math.nextUp(value) : Math.nextDown(value);
    }
}
