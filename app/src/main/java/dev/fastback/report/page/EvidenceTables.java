package dev.fastback.report.page;

import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of statistics in summary lines as tables: one per group, with a row for each strategy that has figures in it, and the reason of those that
 * have none. What groups and figures there are is what the lines hold.
 */
final class EvidenceTables {
    private static final String REASON = "reason";
    private static final String STABILITY = "stability"; // its figures have the names of parameters
    private static final List<Group> GROUPS = List.of(
            new Group(
                    "inSample",
                    "In sample, executed as unseen bars are",
                    "Mean return of a fitted bar under the parameters found. Efficiency is the unseen mean per bar over it (walk-forward efficiency)."),
            new Group(
                    "randomWalk",
                    "What the same search finds in random walks",
                    "In-sample return of walks made of the symbol's own bars, where there is nothing to be found: nine in ten lie between low and high, one in twenty has a Sharpe"
                            + " ratio above the high one."),
            new Group("trials", "How much was tried", "Points evaluated; those that did something different; as many independent ones."),
            new Group(
                    "overfitting",
                    "Whether the best of the trials is better than chance",
                    "PBO: share of the ways to halve the bars in which the best of one half ranks no better than the median on the other; one draw, about a half without skill. Deflated"
                            + " and probabilistic Sharpe: probability of a true ratio above what the best of so many trials without skill reaches, and above 0. Reality check and SPA:"
                            + " p-values of the best against nothing. Track record: bars needed for a ratio above 0 at 95%; backtest: years below which chance reaches this ratio."),
            new Group(
                    "crossValidation",
                    "What the best of the trials earns on bars it was not chosen on",
                    "Every choice of the tested groups is once left out and earns what the best of the others brings; paths are put together of these tests. Sharpe ratios a year."),
            new Group(
                    "optimum",
                    "How the optimum lies among its neighbours",
                    "Plateau: what neighbours keep of the best's gain over the median, below a half a spike. Mean after tick: what is left in sample when one parameter moves by a tick, the"
                            + " smallest step of prices, to its worse side. Margin: how far each may move either way with nine tenths left."),
            new Group(STABILITY, "How much parameters move from fold to fold", "0: the same in every fold; 1: as if drawn at random."));

    /** A group of the JSON's lines, its heading, and what its figures are. */
    private record Group(String name, String title, String note) {}

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
        for (Group group : GROUPS) {
            Set<String> figures = new LinkedHashSet<>();
            Map<String, List<String>> reasons = new LinkedHashMap<>();
            for (Map<String, @Nullable Object> line : lines) {
                if (line.get(group.name()) instanceof Map<?, ?> found) {
                    found.forEach((key, value) -> {
                        if (value instanceof Number) {
                            figures.add(String.valueOf(key));
                        }
                    });
                    if (found.get(REASON) != null) {
                        reasons.computeIfAbsent(String.valueOf(found.get(REASON)), reason -> new ArrayList<>()).add(String.valueOf(line.get("strategy")));
                    }
                }
            }
            if (!figures.isEmpty() || !reasons.isEmpty()) {
                page.section(group.name() + "-" + index, group.title());
                if (!figures.isEmpty()) {
                    page.note(group.note());
                    page.table(table(group, figures));
                }
                if (!reasons.isEmpty()) {
                    page.list(reasons.entrySet().stream().map(reason -> String.join(", ", reason.getValue()) + ": " + reason.getKey()).toList());
                }
                page.end();
            }
        }
    }

    private DataTable table(Group group, Set<String> figures) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("strategy")));
        figures.forEach(name -> columns.add(Column.of(group.name().equals(STABILITY) ? name : words(name), format(group.name(), name))));
        DataTable table = new DataTable(group.title(), columns);
        for (Map<String, @Nullable Object> line : lines) {
            if (line.get(group.name()) instanceof Map<?, ?> found && found.values().stream().anyMatch(Number.class::isInstance)) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(line.get("strategy"));
                figures.forEach(name -> row.add(found.get(name) instanceof Number number ? number : null));
                table.row(row);
            }
        }
        return table;
    }

    /** Returns a name of the JSON in words: {@code perBar} as "per bar", {@code meanSharpe} as "mean Sharpe". */
    static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : String.valueOf(c));
        }
        return switch (words.toString()) {
            case "pbo", "spa" -> words.toString().toUpperCase(Locale.ROOT);
            case String several -> several.replace("sharpe", "Sharpe");
        };
    }

    private static Format format(String group, String name) {
        if (group.equals(STABILITY)) {
            return Format.NUMBER;
        }
        return switch (name) {
            case "perBar", "fitPerBar", "kFoldPerBar", "meanReturn", "low", "high", "meanAfterTick" -> Format.PERCENT;
            case "bars", "walks", "raw", "distinct", "judged", "blocks", "neighbours", "groups", "tested", "purge", "embargo", "paths" -> Format.COUNT;
            default -> Format.NUMBER;
        };
    }
}
