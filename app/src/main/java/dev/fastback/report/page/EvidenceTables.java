package dev.fastback.report.page;

import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of statistics in summary lines as tables: one per group, with a row for each strategy that has figures in it, and the reason of those that
 * have none. What groups and figures there are is what the lines hold.
 */
final class EvidenceTables {
    private static final String REASON = "reason";
    private static final List<String[]> GROUPS = List.of(
            new String[] {"inSample", "In sample, executed as unseen bars are"},
            new String[] {"randomWalk", "What the same search finds in random walks"},
            new String[] {"trials", "How much was tried"},
            new String[] {"overfitting", "Whether the best of the trials is better than chance"},
            new String[] {"crossValidation", "What the best of the trials earns on bars it was not chosen on"},
            new String[] {"optimum", "How the optimum lies among its neighbours"},
            new String[] {"stability", "How much parameters move from fold to fold"});

    private final Page page;
    private final List<Map<String, @Nullable Object>> lines;

    /**
     * Makes the tables.
     *
     * @param lines summary lines as the JSON has them
     */
    EvidenceTables(Page page, List<Map<String, @Nullable Object>> lines) {
        this.page = page;
        this.lines = lines;
    }

    void write(int index) throws IOException {
        for (String[] group : GROUPS) {
            Set<String> figures = new LinkedHashSet<>();
            Set<String> reasons = new LinkedHashSet<>();
            for (Map<String, @Nullable Object> line : lines) {
                if (line.get(group[0]) instanceof Map<?, ?> found) {
                    found.forEach((key, value) -> {
                        if (value instanceof Number) {
                            figures.add(String.valueOf(key));
                        }
                    });
                    if (found.get(REASON) != null) {
                        reasons.add(line.get("strategy") + ": " + found.get(REASON));
                    }
                }
            }
            if (!figures.isEmpty() || !reasons.isEmpty()) {
                page.section(group[0] + "-" + index, group[1]);
                if (!figures.isEmpty()) {
                    page.table(table(group, figures));
                }
                if (!reasons.isEmpty()) {
                    page.list(List.copyOf(reasons));
                }
                page.end();
            }
        }
    }

    private DataTable table(String[] group, Set<String> figures) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("strategy")));
        figures.forEach(name -> columns.add(Column.of(words(name), format(group[0], name))));
        DataTable table = new DataTable(group[1], columns);
        for (Map<String, @Nullable Object> line : lines) {
            if (line.get(group[0]) instanceof Map<?, ?> found && found.values().stream().anyMatch(Number.class::isInstance)) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(line.get("strategy"));
                figures.forEach(name -> row.add(found.get(name) instanceof Number number ? number : null));
                table.row(row);
            }
        }
        return table;
    }

    /** Returns a name of the JSON in words: {@code perBar} as "per bar". */
    static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : String.valueOf(c));
        }
        return words.toString();
    }

    private static Format format(String group, String name) {
        if (group.equals("stability")) {
            return Format.NUMBER; // the names are those of parameters
        }
        return switch (name) {
            case "perBar", "fitPerBar", "kFoldPerBar", "meanReturn", "low", "high", "meanAfterTick" -> Format.PERCENT;
            case "bars", "walks", "raw", "distinct", "judged", "blocks", "neighbours", "groups", "tested", "purge", "embargo", "paths" -> Format.COUNT;
            default -> Format.NUMBER;
        };
    }
}
