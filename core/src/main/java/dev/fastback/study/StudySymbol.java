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
 * @param notes what was assumed when its data was read, a few words each; part of the result, and no warnings
 * @param warnings what the data check noticed, one line each; part of the result
 */
public record StudySymbol(BarSeries bars, Market market, List<String> notes, List<String> warnings) {
    public StudySymbol {
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(market, "market");
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Returns a symbol without notes and warnings. */
    public static StudySymbol of(BarSeries bars, Market market) {
        return new StudySymbol(bars, market, List.of(), List.of());
    }

    /** Returns the symbol's name. */
    public String name() {
        return bars.symbol();
    }
}
