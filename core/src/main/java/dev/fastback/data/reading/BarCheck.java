package dev.fastback.data.reading;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.BarSteps;
import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;

/**
 * Looks for what is wrong or odd in bars; the kinds of finding are in {@link FindingKind}.
 *
 * <p>A gap is a step from one bar to the next that is too long for the rhythm of the series, which is its median step:
 *
 * <ul>
 *   <li>When the market never closes, because it is crypto or because a tenth of the bars or more start on a Saturday or
 *       Sunday (UTC), every step of more than one and a half median steps is a gap.
 *   <li>Otherwise nights, weekends and holidays are no gaps: steps to another day (UTC) of up to four days are passed over,
 *       and so are steps of up to one and a half median steps, which lets weekly and monthly bars pass. Inside a day, bars
 *       of less than a day leave a gap when a step is longer than one and a half median steps.
 * </ul>
 *
 * <p>A leap is an open that is 1.9 times the close before it or more, or as much less.
 */
public final class BarCheck {
    private static final long CLOSED_MILLIS = 4 * BarSteps.DAY_MILLIS;
    private static final double WEEKEND_FRACTION = 0.1;
    /** A little less than two for one, so that a split of a price that moves as well is seen. */
    private static final double LEAP = 1.9;

    private BarCheck() {}

    /**
     * Checks bars that are in memory. The line of a finding is the number of the bar, from 1.
     *
     * @throws BarDataException if there is no bar
     */
    public static BarReport of(BarSeries bars, AssetClass asset) {
        boolean hasVolume = false;
        for (int i = 0; i < bars.size() && !hasVolume; i++) {
            hasVolume = bars.volume(i) != 0;
        }
        BarSource source = BarSource.ofLines(bars.symbol(), "time", hasVolume);
        BarCollector collector =
                new BarCollector(source, bars.symbol(), BarReadOptions.DEFAULT.withAsset(asset), bars.size());
        for (int i = 0; i < bars.size(); i++) {
            collector.add(
                    i + 1L, bars.timeMillis(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i));
        }
        return collector.checked().report();
    }

    /** Adds the warnings about a series of good bars; {@code lines} holds the line of each bar. */
    static void warn(BarSeries bars, long[] lines, BarSource source, AssetClass asset, BarFindings findings) {
        if (source.hasVolume()) {
            for (int i = 0; i < bars.size(); i++) {
                if (bars.volume(i) == 0) {
                    add(findings, source, FindingKind.ZERO_VOLUME, lines[i], "volume", "0", "a bar without volume");
                }
            }
        }
        warnOfGaps(bars, lines, source, asset, findings);
        warnOfLeaps(bars, lines, source, findings);
    }

    private static void warnOfLeaps(BarSeries bars, long[] lines, BarSource source, BarFindings findings) {
        for (int i = 1; i < bars.size(); i++) {
            double before = bars.close(i - 1);
            double open = bars.open(i);
            if (LEAP * open <= before || open >= LEAP * before) {
                add(findings, source, FindingKind.PRICE_LEAP, lines[i], "open", Printable.number(open),
                        "the close before is " + Printable.number(before) + "; a split, another unit, or another series?");
            }
        }
    }

    private static void warnOfGaps(
            BarSeries bars, long[] lines, BarSource source, AssetClass asset, BarFindings findings) {
        long median = BarSteps.medianMillis(bars);
        boolean neverCloses = asset == AssetClass.CRYPTO || BarSteps.weekendFraction(bars) >= WEEKEND_FRACTION;
        for (int i = 1; i < bars.size(); i++) {
            long from = bars.timeMillis(i - 1);
            long to = bars.timeMillis(i);
            boolean closed = !neverCloses && to - from <= CLOSED_MILLIS && !isSameDay(from, to);
            if (2 * (to - from) > 3 * median && !closed) {
                add(findings, source, FindingKind.GAP, lines[i], source.timeColumn(), bars.timeLabel(i),
                        "a gap after " + bars.timeLabel(i - 1) + ", " + Printable.number(steps(to - from, median))
                                + " usual steps long");
            }
        }
    }

    private static double steps(long step, long median) {
        return Math.rint(10.0 * step / median) / 10;
    }

    private static boolean isSameDay(long a, long b) {
        return Math.floorDiv(a, BarSteps.DAY_MILLIS) == Math.floorDiv(b, BarSteps.DAY_MILLIS);
    }

    private static void add(
            BarFindings findings,
            BarSource source,
            FindingKind kind,
            long line,
            String column,
            String value,
            String message) {
        findings.add(kind, () -> new BarFinding(
                kind, source.rowWord(), line, column, value, message, BarFinding.Remedy.NONE));
    }
}
