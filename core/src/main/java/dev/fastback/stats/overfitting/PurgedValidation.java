package dev.fastback.stats.overfitting;

import java.util.Arrays;

/**
 * What the best of many trials earns on bars that it was not chosen on, over all choices of the groups that are tested: combinatorial purged cross-validation
 * (Lopez de Prado, "Advances in Financial Machine Learning", 2018, ch. 12), and with one group at a time the purged k-fold (ch. 7). On each split the trial
 * with the highest Sharpe ratio on the fitted bars is chosen, the first of equal ones; bars too near to a test are not fitted. Splits come in lexicographic order of their
 * test groups; the j-th of those that test a group gives it to path j.
 *
 * @param splits how many choices there were
 * @param perBar mean return of a tested bar under the parameters chosen without it
 * @param fitPerBar mean return of a fitted bar under the parameters chosen on it, over the splits
 * @param sharpes Sharpe ratio per bar of each path, which has every bar once
 */
public record PurgedValidation(int splits, double perBar, double fitPerBar, double[] sharpes) {
    /**
     * Validates trials.
     *
     * @param tested groups that are tested at a time
     * @throws IllegalArgumentException if these are none or all of the groups
     */
    public static PurgedValidation of(PurgedSums sums, int tested) {
        return of(sums, tested, () -> {});
    }

    /**
     * Validates trials, which may take a minute: 20 groups of which 10 are tested make 184,756 splits.
     *
     * @param tested groups that are tested at a time
     * @param check called before each split; what it throws ends the validation
     * @throws IllegalArgumentException if these are none or all of the groups
     */
    public static PurgedValidation of(PurgedSums sums, int tested, Runnable check) {
        if (tested < 1 || tested >= sums.groups()) {
            throw new IllegalArgumentException("cannot test " + tested + " of " + sums.groups() + " groups");
        }
        return new Splitter(sums, tested, check).result();
    }

    /** Returns the number of paths. */
    public int paths() {
        return sharpes.length;
    }

    private static final class Splitter {
        private final PurgedSums sums;
        private final Runnable check;
        private final int[] tested;
        private final boolean[] isTested;
        private final double[] fitSums;
        private final double[] fitSquares;
        private final double[] ratios;
        private final int[] pathOf;
        private final double[] pathSums;
        private final double[] pathSquares;
        private int splits;
        private double fitted;

        Splitter(PurgedSums sums, int count, Runnable check) {
            this.sums = sums;
            this.check = check;
            tested = new int[count];
            isTested = new boolean[sums.groups()];
            fitSums = new double[sums.trials()];
            fitSquares = new double[sums.trials()];
            ratios = new double[sums.trials()];
            pathOf = new int[sums.groups()];
            int paths = Math.toIntExact(CombinatorialSplits.paths(sums.groups(), count));
            pathSums = new double[paths];
            pathSquares = new double[paths];
        }

        PurgedValidation result() {
            choose(0, 0);
            int bars = sums.bars();
            double[] sharpes = new double[pathSums.length];
            for (int path = 0; path < sharpes.length; path++) {
                sharpes[path] = sharpe(pathSums[path], pathSquares[path], bars);
            }
            return new PurgedValidation(
                    splits, Arrays.stream(pathSums).sum() / ((double) bars * pathSums.length), fitted / splits, sharpes);
        }

        private void choose(int depth, int from) {
            if (depth == tested.length) {
                judge();
                return;
            }
            for (int group = from; group <= sums.groups() - (tested.length - depth); group++) {
                tested[depth] = group;
                isTested[group] = true;
                choose(depth + 1, group + 1);
                isTested[group] = false;
            }
        }

        private void judge() {
            check.run();
            Arrays.fill(fitSums, 0.0);
            Arrays.fill(fitSquares, 0.0);
            int bars = 0;
            for (int group = 0; group < isTested.length; group++) {
                if (!isTested[group]) {
                    boolean before = group > 0 && isTested[group - 1];
                    boolean after = group + 1 < isTested.length && isTested[group + 1];
                    bars += sums.addFitted(group, before, after, fitSums, fitSquares);
                }
            }
            for (int trial = 0; trial < fitSums.length; trial++) {
                ratios[trial] = sharpe(fitSums[trial], fitSquares[trial], bars);
            }
            int best = CrossValidation.firstOfBest(ratios);
            splits++;
            fitted += fitSums[best] / bars;
            for (int group : tested) {
                int path = pathOf[group]++;
                pathSums[path] += sums.sum(best, group);
                pathSquares[path] += sums.square(best, group);
            }
        }

        // What rounding leaves of a variance of 0 is none.
        private static double sharpe(double sum, double square, int bars) {
            double mean = sum / bars;
            double variance = (square - sum * mean) / (bars - 1);
            return variance > Math.ulp(1.0) * 16 * square ? mean / Math.sqrt(variance) : 0.0;
        }
    }
}
