package dev.fastback.study;

import dev.fastback.data.BarSeries;
import dev.fastback.strategy.Market;
import java.util.List;
import java.util.Objects;

/**
 * One instrument of a study: its bars, how it is traded, and what was odd about its data.
 *
 * @param bars the whole series; its symbol is unique in the study
 * @param market fees, bounds and calendar
 * @param warnings what the data check noticed, one line each; part of the result
 */
public record StudySymbol(BarSeries bars, Market market, List<String> warnings) {
    public StudySymbol {
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(market, "market");
        warnings = List.copyOf(warnings);
    }

    /** Returns a symbol without warnings. */
    public static StudySymbol of(BarSeries bars, Market market) {
        return new StudySymbol(bars, market, List.of());
    }

    /** Returns the symbol's name. */
    public String name() {
        return bars.symbol();
    }
}
