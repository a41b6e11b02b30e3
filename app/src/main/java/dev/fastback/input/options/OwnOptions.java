package dev.fastback.input.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strategies written by users, and what is made of their parameters. What is null was not given.
 *
 * @param strategies files and names
 * @param params ranges that are searched, {@code name=from..to[:step]}
 * @param sets values that are fixed, {@code name=value}
 * @param metric name of what is made as large as possible
 * @param where conditions on the outcome, {@code trades>=30}
 * @param limit how long a strategy may take to say what it needs
 * @param home where compiled classes are kept; null for nowhere
 */
public record OwnOptions(
        List<String> strategies,
        List<String> params,
        List<String> sets,
        @Nullable String metric,
        List<String> where,
        @Nullable Duration limit,
        @Nullable Path home) {
    public OwnOptions {
        strategies = List.copyOf(strategies);
        params = List.copyOf(params);
        sets = List.copyOf(sets);
        where = List.copyOf(where);
    }

    /** Returns whether strategies were given. */
    public boolean isGiven() {
        return !strategies.isEmpty();
    }
}
