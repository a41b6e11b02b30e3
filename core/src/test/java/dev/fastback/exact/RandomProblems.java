package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.SearchBox;
import java.util.SplittableRandom;

/** Random entry/exit problems that visit the corners: ties, clamps, edges, odd positions and boxes. */
final class RandomProblems {
    private final SplittableRandom random;

    private RandomProblems(SplittableRandom random) {
        this.random = random;
    }

    /** Returns problems of a seed, which is printed; the system property {@code fastback.seed} sets another. */
    static RandomProblems of(String test, long defaultSeed) {
        long seed = Long.getLong("fastback.seed", defaultSeed);
        System.out.println(test + ": seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        return new RandomProblems(new SplittableRandom(seed));
    }

    SplittableRandom random() {
        return random;
    }

    EntryExitProblem next(int bars) {
        // Dyadic values make sums exact, so that different pairs tie to the last bit.
        double grain = random.nextInt(3) == 0 ? Math.scalb(1.0, -random.nextInt(6, 12)) : 0.0;
        boolean clamps = random.nextInt(4) == 0;
        boolean repeated = random.nextInt(4) == 0;
        double[] close = new double[bars];
        double[] high = new double[bars];
        double[] low = new double[bars];
        double[] highForecast = new double[bars];
        double[] lowForecast = new double[bars];
        for (int i = 0; i < bars; i++) {
            if (repeated && i > 0 && random.nextInt(3) == 0) {
                int from = random.nextInt(i);
                high[i] = high[from];
                low[i] = low[from];
                highForecast[i] = highForecast[from];
                lowForecast[i] = lowForecast[from];
            } else {
                high[i] = grained(Math.abs(normal(0.02)) - (random.nextInt(10) == 0 ? 0.02 : 0.0), grain);
                low[i] = grained(-Math.abs(normal(0.02)) + (random.nextInt(10) == 0 ? 0.02 : 0.0), grain);
                highForecast[i] = grained(high[i] + normal(0.015), grain);
                lowForecast[i] = grained(low[i] + normal(0.015), grain);
            }
            if (clamps && random.nextInt(3) == 0) {
                clamp(i, high, low, highForecast, lowForecast, grain);
            }
            close[i] = grained(low[i] + random.nextDouble() * (high[i] - low[i]), grain);
        }
        FeeRule rule = random.nextBoolean() ? FeeRule.ORIGINAL : FeeRule.PER_FILL;
        double fee = random.nextInt(4) == 0 ? 0.0 : grained(random.nextDouble() * 0.002, grain / 16);
        return EntryExitProblem.builder()
                .moves(close, high, low)
                .forecasts(highForecast, lowForecast)
                .legs(legs(bars))
                .fee(fee, rule)
                .closeAtEndOfDay(random.nextBoolean())
                .box(box(grain))
                .build();
    }

    private void clamp(int i, double[] high, double[] low, double[] highForecast, double[] lowForecast, double grain) {
        switch (random.nextInt(6)) {
            case 0 -> highForecast[i] = grained(normal(0.02), grain);
            case 1 -> highForecast[i] = 10.0 + grained(normal(0.02), grain);
            case 2 -> high[i] = random.nextBoolean() ? 0.0 : 10.0;
            case 3 -> lowForecast[i] = grained(normal(0.02), grain);
            case 4 -> lowForecast[i] = -1.0 + grained(normal(0.02), grain);
            default -> low[i] = random.nextBoolean() ? 0.0 : -1.0;
        }
    }

    private double[][] legs(int bars) {
        int kind = random.nextInt(6);
        double[][] legs = new double[kind == 2 ? 2 : kind == 5 ? random.nextInt(1, 4) : 1][bars];
        for (int leg = 0; leg < legs.length; leg++) {
            for (int i = 0; i < bars; i++) {
                legs[leg][i] = switch (kind) {
                    case 0 -> random.nextInt(2);
                    case 1 -> random.nextInt(-1, 2);
                    case 2 -> leg == 0 ? 1.0 : -1.0;
                    case 3 -> normal(0.7);
                    case 4 -> random.nextInt(3) == 0 ? normal(12.0) : random.nextInt(-2, 3) * 0.5;
                    default -> random.nextInt(-3, 4) * 0.25;
                };
            }
        }
        return legs;
    }

    private SearchBox box(double grain) {
        return switch (random.nextInt(10)) {
            case 0 -> SearchBox.square(-0.5, 0.5);
            case 1 -> SearchBox.square(-11.5, 11.5);
            case 2 -> new SearchBox(0.0, 0.0, -0.03, 0.03);
            case 3 -> {
                double at = grained(normal(0.01), grain);
                yield new SearchBox(-0.03, 0.03, at, at);
            }
            case 4 -> new SearchBox(grained(0.004, grain), 0.03, -0.05, grained(-0.002, grain));
            default -> SearchBox.DEFAULT;
        };
    }

    private double normal(double deviation) {
        double sum = 0.0;
        for (int i = 0; i < 4; i++) {
            sum += random.nextDouble() - 0.5;
        }
        return sum * 1.73 * deviation;
    }

    private static double grained(double value, double grain) {
        return grain == 0.0 ? value : Math.rint(value / grain) * grain;
    }
}
