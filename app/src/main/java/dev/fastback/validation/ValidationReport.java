package dev.fastback.validation;

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
        StringBuilder out = new StringBuilder();
        out.append("Validation: each symbol's winner of the screen (search ").append(validation.screen())
                .append(", the largest in-sample profit per bar) with production and with exact search; basis points per bar\n\n");
        TextTable table = new TextTable(3).withHeadings(1);
        table.row(List.of("symbol", "winner", "search", "in-sample", "quality", "unseen", "parameters of the newest"));
        table.withFolding();
        for (Winner winner : validation.winners()) {
            table.row(cells(winner.symbol(), winner.strategy(), "screen", winner.screen()));
            table.row(cells("", "", "production", winner.production()));
            table.row(cells("", "", "exact", winner.exact()));
        }
        table.appendTo(out, screen);
        long others = validation.winners().stream().filter(winner -> !winner.strategy().equals(winner.exactStrategy())).count();
        out.append(String.format(
                Locale.ROOT, "%nExact search would have chosen another strategy for %d of %d %s.%n", others, validation.winners().size(),
                validation.winners().size() == 1 ? "symbol" : "symbols"));
        out.append(Double.isNaN(validation.rankCorrelation())
                ? String.format(Locale.ROOT, "No rank correlation of %d symbols and strategies.%n", validation.pairs())
                : String.format(
                        Locale.ROOT, "Rank correlation of the screen and exact search over %d symbols and strategies: %.3f.%n", validation.pairs(),
                        validation.rankCorrelation()));
        out.append("Unseen bars are shown and have chosen nothing.\n");
        return out.toString();
    }

    private static List<String> cells(String symbol, String strategy, String search, @Nullable Standing standing) {
        return standing == null
                ? List.of(symbol, strategy, search, "-", "-", "-", "")
                : List.of(
                        symbol,
                        strategy,
                        search,
                        String.format(Locale.ROOT, "%.2f", BASIS_POINTS * standing.perBar()),
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
        List<Map<String, @Nullable Object>> winners = new ArrayList<>();
        for (Winner winner : validation.winners()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("symbol", winner.symbol());
            one.put("strategy", winner.strategy());
            one.put("exactStrategy", winner.exactStrategy());
            one.put("screen", standing(winner.screen()));
            one.put("production", standing(winner.production()));
            one.put("exact", standing(winner.exact()));
            winners.add(one);
        }
        map.put("winners", winners);
        map.put("pairs", validation.pairs());
        map.put("rankCorrelation", Double.isNaN(validation.rankCorrelation()) ? null : validation.rankCorrelation());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(map) + "\n";
    }

    private static @Nullable Map<String, @Nullable Object> standing(@Nullable Standing standing) {
        if (standing == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("perBar", standing.perBar());
        map.put("quality", standing.quality());
        map.put("unseenPerBar", standing.unseenPerBar());
        map.put("parameters", standing.parameters() == null ? null : standing.parameters().toMap());
        return map;
    }
}
