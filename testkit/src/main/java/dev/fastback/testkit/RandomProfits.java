package dev.fastback.testkit;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random entry/exit problems that visit the corners of the profit: ties, clamps, gaps, several legs, odd positions. */
public final class RandomProfits {
    private RandomProfits() {}

    /** Returns a problem with the given number of bars. A third of them lie on a dyadic grid, where sums are exact. */
    public static EntryExitProblem problem(SplittableRandom random, int bars) {
        double grain = random.nextInt(3) == 0 ? Math.scalb(1.0, -random.nextInt(6, 12)) : 0.0;
        boolean wild = random.nextInt(4) == 0;
        double[] high = new double[bars];
        double[] low = new double[bars];
        double[] close = new double[bars];
        double[] highForecast = new double[bars];
        double[] lowForecast = new double[bars];
        for (int i = 0; i < bars; i++) {
            high[i] = grained(random.nextDouble(-0.01, 0.05), grain);
            low[i] = grained(random.nextDouble(-0.05, 0.01), grain);
            close[i] = grained(random.nextDouble(-0.04, 0.04), grain);
            highForecast[i] = grained(random.nextDouble(-0.01, 0.05), grain);
            lowForecast[i] = grained(random.nextDouble(-0.05, 0.01), grain);
            if (wild && random.nextInt(4) == 0) {
                double small = grained(random.nextDouble(-0.02, 0.02), grain);
                switch (random.nextInt(8)) {
                    case 0 -> high[i] = random.nextBoolean() ? 0.0 : -0.0;
                    case 1 -> low[i] = random.nextBoolean() ? 0.0 : -0.0;
                    case 2 -> high[i] = random.nextBoolean() ? 10.0 : Math.nextDown(10.0);
                    case 3 -> low[i] = random.nextBoolean() ? -1.0 : Math.nextUp(-1.0);
                    case 4 -> highForecast[i] = 10.0 + small;
                    case 5 -> lowForecast[i] = -1.0 + small;
                    case 6 -> high[i] = 10.0 + small;
                    default -> low[i] = -1.0 + small;
                }
            }
        }
        double fee = random.nextInt(4) == 0 ? 0.0 : grained(random.nextDouble(0.002), grain / 16);
        return EntryExitProblem.builder()
                .moves(close, high, low)
                .forecasts(highForecast, lowForecast)
                .legs(legs(random, bars))
                .fee(fee, random.nextBoolean() ? FeeRule.ORIGINAL : FeeRule.PER_FILL)
                .closeAtEndOfDay(random.nextBoolean())
                .build();
    }

    /** Returns a problem whose values reach the ends of the range of doubles, so that gains and sums overflow. */
    static EntryExitProblem huge(SplittableRandom random, int bars) {
        double[][] columns = new double[6][bars];
        double[] odd = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 0.0, 1e300, -1e300, 0.01, -0.01, 20.0, -3.0};
        for (double[] column : columns) {
            Arrays.setAll(column, i -> random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble(-0.05, 0.05));
        }
        return EntryExitProblem.builder()
                .moves(columns[0], random.nextBoolean() ? columns[1] : new double[bars], columns[2])
                .forecasts(columns[3], columns[4])
                .legs(
                        random.nextInt(3) == 0 ? columns[5] : legs(random, bars)[0],
                        random.nextInt(3) == 0 ? columns[0] : legs(random, bars)[0])
                .fee(random.nextInt(3) == 0 ? Double.MAX_VALUE : 0.001, random.nextBoolean() ? FeeRule.ORIGINAL : FeeRule.PER_FILL)
                .closeAtEndOfDay(random.nextBoolean())
                .build();
    }

    /** Returns all of a problem as text. */
    static String text(EntryExitProblem p) {
        StringBuilder text = new StringBuilder();
        text.append("closeAtEndOfDay ").append(p.closeAtEndOfDay()).append(", fee ").append(p.feeFraction()).append(' ')
                .append(p.feeRule()).append("\nclose ").append(Arrays.toString(p.close()))
                .append("\nhigh ").append(Arrays.toString(p.high()))
                .append("\nlow ").append(Arrays.toString(p.low()))
                .append("\nhighForecast ").append(Arrays.toString(p.highForecast()))
                .append("\nlowForecast ").append(Arrays.toString(p.lowForecast()));
        for (int leg = 0; leg < p.legCount(); leg++) {
            text.append("\nleg ").append(Arrays.toString(p.leg(leg)));
        }
        return text.toString();
    }

    private static double[][] legs(SplittableRandom random, int bars) {
        int kind = random.nextInt(6);
        double[][] legs = new double[kind == 2 ? 2 : kind == 5 ? random.nextInt(1, 5) : 1][bars];
        for (int leg = 0; leg < legs.length; leg++) {
            for (int i = 0; i < bars; i++) {
                legs[leg][i] = switch (kind) {
                    case 0 -> random.nextInt(2);
                    case 1 -> random.nextInt(-1, 2);
                    case 2 -> leg == 0 ? 1.0 : -1.0;
                    case 3 -> random.nextDouble(-1.5, 1.5);
                    case 4 -> random.nextInt(3) == 0 ? random.nextDouble(-20.0, 20.0) : random.nextInt(-2, 3) * 5.0;
                    default -> random.nextInt(3) == 0 ? -0.0 : random.nextInt(-3, 4) * 0.25;
                };
            }
        }
        return legs;
    }

    private static double grained(double value, double grain) {
        return grain == 0.0 ? value : Math.rint(value / grain) * grain;
    }
}
