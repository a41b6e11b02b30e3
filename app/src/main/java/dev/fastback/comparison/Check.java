package dev.fastback.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether ways that search alike found the same, to the byte.
 *
 * @param search what they have in common
 * @param ways their names, more than one
 * @param same whether their result hashes are equal, run by run
 */
record Check(String search, List<String> ways, boolean same) {
    Check {
        ways = List.copyOf(ways);
    }

    /** Returns a check for each search that several ways have in common, and one for each way that ran several times. */
    static List<Check> of(List<Row> rows) {
        Map<String, List<Row>> bySearch = new LinkedHashMap<>();
        rows.stream().filter(Row::ran).forEach(row -> bySearch.computeIfAbsent(row.way().search(), key -> new ArrayList<>()).add(row));
        List<Check> checks = new ArrayList<>();
        bySearch.forEach((search, found) -> {
            long hashes = found.stream().flatMap(row -> row.runs().stream()).map(run -> run.outcome().resultHash()).distinct().count();
            if (found.stream().mapToInt(row -> row.runs().size()).sum() > 1) {
                checks.add(new Check(search, found.stream().map(row -> row.way().name()).toList(), hashes == 1));
            }
        });
        return checks;
    }
}
