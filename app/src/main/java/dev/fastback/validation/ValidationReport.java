package dev.fastback.validation;

import dev.fastback.report.Words;
import dev.fastback.search.space.Parameters;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a validation for people, and as JSON. */
public final class ValidationReport {
    private static final double BASIS_POINTS = 1e4;

    private ValidationReport() {}

    /** Returns the text, to be shown by {@link Screen#show}. */
    public static String table(Validation validation, Screen screen) {
        Steps steps = validation.steps();
        StringBuilder out = new StringBuilder();
        String score = steps.isOfFits() ? "the best mean " + Words.figure(validation.metric()) : "the largest in-sample profit per bar";
        out.append("Validation: each symbol's winner of the screen (search ").append(validation.screen()).append(", ").append(score).append(") with ")
                .append(steps.larger()).append(" and with ").append(steps.reference())
                .append(steps.isOfFits() ? "; in sample the mean of the fits, unseen basis points per bar\n\n" : "; basis points per bar\n\n");
        TextTable table = new TextTable(3).withHeadings(1);
        table.row(List.of("symbol", "winner", "search", "in-sample", "quality", "unseen", "parameters of the newest"));
        table.withFolding();
        for (Winner winner : validation.winners()) {
            table.row(cells(validation, winner.symbol(), winner.strategy(), "screen", winner.screen()));
            table.row(cells(validation, "", "", largerName(steps), winner.larger()));
            table.row(cells(validation, "", "", referenceName(steps), winner.reference()));
        }
        table.appendTo(out, screen);
        List<Winner> known = validation.winners().stream().filter(winner -> winner.referenceStrategy() != null).toList();
        long others = known.stream().filter(winner -> !winner.strategy().equals(winner.referenceStrategy())).count();
        String search = steps.reference();
        out.append(String.format(
                Locale.ROOT, "%n%s would have chosen another strategy for %d of %d %s.%n", search.substring(0, 1).toUpperCase(Locale.ROOT) + search.substring(1),
                others, known.size(), known.size() == 1 ? "symbol" : "symbols"));
        if (known.size() < validation.winners().size()) {
            out.append(steps.isOfFits()
                    ? "It completed no simulation of the others.\n"
                    : "It completed no simulation of the others: in a pool exact search needs one fee and the same sides for all symbols.\n");
        }
        out.append(Double.isNaN(validation.rankCorrelation())
                ? String.format(Locale.ROOT, "No rank correlation of %d symbols and strategies.%n", validation.pairs())
                : String.format(
                        Locale.ROOT, "Rank correlation of the screen and %s over %d symbols and strategies: %.3f.%n", search, validation.pairs(),
                        validation.rankCorrelation()));
        out.append("Unseen bars are shown and have chosen nothing.\n");
        return out.toString();
    }

    private static String largerName(Steps steps) {
        return steps.isOfFits() ? "larger" : "production";
    }

    private static String referenceName(Steps steps) {
        return !steps.isProven() ? "reference" : steps.isOfFits() ? "grid" : "exact";
    }

    private static String score(Validation validation, double score) {
        return validation.steps().isOfFits()
                ? String.format(Locale.ROOT, "%.4f", validation.metric().shown(score))
                : String.format(Locale.ROOT, "%.2f", BASIS_POINTS * score);
    }

    private static List<String> cells(Validation validation, String symbol, String strategy, String search, @Nullable Standing standing) {
        return standing == null
                ? List.of(symbol, strategy, search, "-", "-", "-", "")
                : List.of(
                        symbol,
                        strategy,
                        search,
                        score(validation, standing.score()),
                        standing.quality() == null ? "" : String.format(Locale.ROOT, "%.4f", standing.quality()),
                        standing.unseenPerBar() == null ? "" : String.format(Locale.ROOT, "%.2f", BASIS_POINTS * standing.unseenPerBar()),
                        parameters(standing.parameters()));
    }

    private static String parameters(@Nullable Parameters parameters) {
        return parameters == null
                ? ""
                : parameters.toMap().entrySet().stream()
                        .map(one -> one.getKey() + "=" + (one.getValue() instanceof Double real ? String.format(Locale.ROOT, "%.5f", real) : one.getValue()))
                        .collect(Collectors.joining(" "));
    }

    /** Returns the JSON; rates are fractions. */
    public static String json(Validation validation) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("screen", validation.screen());
        map.put("screenHash", validation.screenHash());
        Steps steps = validation.steps();
        if (steps.isOfFits()) {
            map.put("metric", Words.figure(validation.metric()));
            map.put("largerSearch", steps.larger());
            map.put("referenceSearch", steps.reference());
        }
        List<Map<String, @Nullable Object>> winners = new ArrayList<>();
        for (Winner winner : validation.winners()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("symbol", winner.symbol());
            one.put("strategy", winner.strategy());
            one.put(referenceName(steps) + "Strategy", winner.referenceStrategy());
            one.put("screen", standing(validation, winner.screen()));
            one.put(largerName(steps), standing(validation, winner.larger()));
            one.put(referenceName(steps), standing(validation, winner.reference()));
            winners.add(one);
        }
        map.put("winners", winners);
        map.put("pairs", validation.pairs());
        map.put("rankCorrelation", Double.isNaN(validation.rankCorrelation()) ? null : validation.rankCorrelation());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(map) + "\n";
    }

    private static @Nullable Map<String, @Nullable Object> standing(Validation validation, @Nullable Standing standing) {
        if (standing == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (validation.steps().isOfFits()) {
            map.put("value", validation.metric().shown(standing.score()));
        } else {
            map.put("perBar", standing.score());
            map.put("quality", standing.quality());
        }
        map.put("unseenPerBar", standing.unseenPerBar());
        map.put("parameters", standing.parameters() == null ? null : standing.parameters().toMap());
        return map;
    }
}
