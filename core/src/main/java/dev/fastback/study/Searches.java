package dev.fastback.study;

import dev.fastback.exact.ExactSearch;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.Search;
import dev.fastback.search.direct.DirectSearch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The searches that come with Fastback, by name. */
public final class Searches {
    /** Name of {@link ExactSearch}. */
    public static final String EXACT = "exact";
    /** Name of {@link DirectSearch} as SciPy performs it. */
    public static final String DIRECT = DirectConfig.Variant.SCIPY.label();

    private Searches() {}

    /** Returns the names, the default first. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(EXACT), Arrays.stream(DirectConfig.Variant.values()).map(DirectConfig.Variant::label))
                .toList();
    }

    /**
     * Returns whether a search spends a budget of evaluations.
     *
     * @throws IllegalArgumentException if there is no search with this name
     */
    public static boolean hasBudget(String name) {
        check(name);
        return !name.equals(EXACT);
    }

    /**
     * Returns a search without budget.
     *
     * @throws IllegalArgumentException if there is none with this name, or it needs a budget
     */
    public static Search of(String name) {
        if (hasBudget(name)) {
            throw new IllegalArgumentException("search " + name + " needs a budget of evaluations");
        }
        return new ExactSearch();
    }

    /**
     * Returns a search that spends about {@code maxEvaluations}.
     *
     * @throws IllegalArgumentException if there is none with this name, or it takes no budget
     */
    public static Search of(String name, int maxEvaluations) {
        if (!hasBudget(name)) {
            throw new IllegalArgumentException("search " + name + " takes no budget: " + maxEvaluations);
        }
        for (DirectConfig.Variant variant : DirectConfig.Variant.values()) {
            if (variant.label().equals(name)) {
                return new DirectSearch(
                        switch (variant) {
                            case SCIPY -> DirectConfig.scipy(maxEvaluations);
                            case ORIGINAL -> DirectConfig.original(maxEvaluations);
                            case ORIGINAL_L -> DirectConfig.originalLocal(maxEvaluations);
                        });
            }
        }
        throw new IllegalArgumentException("unknown search " + name);
    }

    private static void check(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("unknown search " + name + "; known: " + String.join(", ", names()));
        }
    }
}
