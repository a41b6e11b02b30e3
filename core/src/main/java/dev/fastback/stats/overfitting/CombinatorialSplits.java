package dev.fastback.stats.overfitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Purged and embargoed cross-validation: of {@code groups} groups of bars each choice of {@code testGroups} is once the test, the others are fitted, and bars
 * too near to a test are left out of the fit (Lopez de Prado, "Advances in Financial Machine Learning", 2018, ch. 7 and 12). With one test group it is
 * the purged k-fold.
 */
public final class CombinatorialSplits {
    private CombinatorialSplits() {}

    /**
     * One split.
     *
     * @param testGroups groups that are tested, ascending
     * @param isFitted whether each bar is fitted; test bars and those purged or under embargo are not
     */
    public record Split(int[] testGroups, boolean[] isFitted) {}

    /**
     * Returns all splits in lexicographic order of their test groups.
     *
     * @param bars number of bars; groups differ in length by at most one bar
     * @param purge bars before each test block that are left out, since a position taken there may reach into the test
     * @param embargo bars after each test block that are left out
     * @throws IllegalArgumentException if there are not as many bars as groups, or the test takes none or all of the groups
     */
    public static List<Split> of(int bars, int groups, int testGroups, int purge, int embargo) {
        if (groups < 2 || bars < groups || testGroups < 1 || testGroups >= groups || purge < 0 || embargo < 0) {
            throw new IllegalArgumentException("cannot test " + testGroups + " of " + groups + " groups of " + bars + " bars with purge " + purge
                    + " and embargo " + embargo);
        }
        List<Split> splits = new ArrayList<>();
        choose(new int[testGroups], 0, 0, new Layout(bars, groups, purge, embargo), splits);
        return splits;
    }

    /**
     * Returns how many whole test paths the splits make: {@code testGroups / groups} of the number of splits.
     */
    public static long paths(int groups, int testGroups) {
        long splits = 1;
        for (int i = 1; i <= testGroups; i++) {
            splits = splits * (groups - testGroups + i) / i;
        }
        return splits * testGroups / groups;
    }

    private record Layout(int bars, int groups, int purge, int embargo) {
        int start(int group) {
            return group * (bars / groups) + Math.min(group, bars % groups);
        }

        boolean[] fitted(int[] tested) {
            boolean[] fitted = new boolean[bars];
            Arrays.fill(fitted, true);
            for (int group : tested) {
                int from = Math.max(0, start(group) - purge);
                int to = Math.min(bars, start(group + 1) + embargo);
                Arrays.fill(fitted, from, to, false);
            }
            return fitted;
        }
    }

    private static void choose(int[] chosen, int depth, int from, Layout layout, List<Split> splits) {
        if (depth == chosen.length) {
            splits.add(new Split(chosen.clone(), layout.fitted(chosen)));
            return;
        }
        for (int group = from; group <= layout.groups() - (chosen.length - depth); group++) {
            chosen[depth] = group;
            choose(chosen, depth + 1, group + 1, layout, splits);
        }
    }
}
