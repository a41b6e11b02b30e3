package dev.fastback.data.reading;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarReport;
import java.util.Objects;

/**
 * Bars that were read and checked.
 *
 * @param bars the bars without errors
 * @param report what was found on the way, and what became of it
 */
public record LoadedBars(BarSeries bars, BarReport report) {
    public LoadedBars {
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(report, "report");
    }

    /**
     * Returns this, with at least one bar.
     *
     * @throws BarDataException if a row was wrong and the policy is to fail, or if there is no good row
     */
    public LoadedBars accepted() {
        if (report.errorCount() > 0 && (report.policy() == BadBarPolicy.FAIL || bars.size() == 0)) {
            throw BarDataException.of(report);
        }
        return this;
    }

    /** Returns the same bars under another symbol. */
    LoadedBars withSymbol(String symbol) {
        return new LoadedBars(bars.withSymbol(symbol), report.withSymbol(symbol));
    }
}
