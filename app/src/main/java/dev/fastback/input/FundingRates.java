package dev.fastback.input;

import dev.fastback.data.BarSeries;
import dev.fastback.data.BarSteps;
import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.Samples;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rates of funding by their times, as exchanges of perpetual futures publish them: at each time a long position pays the fraction of its value, and a
 * short one receives it; the other way round where the rate is negative.
 */
final class FundingRates {
    /** The share of distances between rates that are taken for usual. */
    private static final double USUAL = 0.95;

    private final String file;
    private final TreeMap<Long, Double> rates;

    private FundingRates(String file, TreeMap<Long, Double> rates) {
        this.file = file;
        this.rates = rates;
    }

    /**
     * Reads a text: a row for each rate, cells separated by commas, semicolons or tabs. Where its first line names columns, the one with a name of a time
     * and the one with {@code rate} in it are read; else the first and the last. A row that is there twice, as where files that overlap were joined, counts once.
     *
     * @throws UsageException if it cannot be read; the message names the line and what is wrong
     */
    static FundingRates read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UsageException("--funding-rates: " + BarDataException.of(path.toString(), e).getMessage());
        }
        TreeMap<Long, Double> rates = new TreeMap<>();
        int time = 0;
        int rate = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> cells = Arrays.stream(lines.get(i).split("[,;\t]", -1)).map(cell -> cell.strip().replaceAll("^\"|\"$", "")).toList();
            String last = cells.getLast();
            if (i == 0 && Double.isNaN(Samples.number(last)) && Double.isNaN(Samples.number(cells.getFirst()))) {
                time = timeColumn(path, cells);
                rate = rateColumn(path, cells);
                continue;
            }
            String where = path + ", line " + (i + 1);
            int at = rate < 0 ? cells.size() - 1 : rate;
            if (cells.size() < 2 || Math.max(time, at) >= cells.size()) {
                throw new UsageException("--funding-rates: " + where + " has no time and rate: " + lines.get(i));
            }
            long millis = Samples.plainTime(cells.get(time), ReadingOptions.DEFAULT);
            double value = Samples.number(cells.get(at));
            if (millis == BarFields.UNREADABLE_TIME) {
                throw new UsageException("--funding-rates: " + where + ": " + cells.get(time) + " is " + BarFields.TIME_COMPLAINT);
            }
            if (!Double.isFinite(value) || Math.abs(value) >= 1) {
                throw new UsageException("--funding-rates: " + where + ": a rate is a fraction of the position's value, below 1: " + cells.get(at));
            }
            millis -= Math.floorMod(millis, 1000L); // exchanges stamp some milliseconds after the hour at which they charge
            Double before = rates.put(millis, value);
            if (before != null && before != value) {
                throw new UsageException("--funding-rates: " + where + ": the rate at " + Printable.time(millis) + " is " + value + " here and " + before + " in a line before");
            }
        }
        return new FundingRates(String.valueOf(path.getFileName()), rates);
    }

    private static int timeColumn(Path path, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (BarColumns.isTimeName(names.get(i)) || names.get(i).toLowerCase(Locale.ROOT).contains("time")) {
                return i;
            }
        }
        throw new UsageException("--funding-rates: " + path + " names no column of times: " + String.join(", ", names));
    }

    private static int rateColumn(Path path, List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).toLowerCase(Locale.ROOT).contains("rate")) {
                found.add(i);
            }
        }
        if (found.size() != 1) {
            throw new UsageException("--funding-rates: " + path + " must name one column with a rate, named so: " + String.join(", ", names));
        }
        return found.getFirst();
    }

    /**
     * Rates of bars.
     *
     * @param rates for each bar the sum of those whose times lie after its start and not after its end, which is where the next one starts
     * @param uncovered how many bars have none though one was due: they lie before the first, after the last, or in a gap between two
     * @param first the first of these bars; -1 without
     */
    record OfBars(double[] rates, int uncovered, int first) {
        double sum() {
            double sum = 0;
            for (double rate : rates) {
                sum += rate;
            }
            return sum;
        }
    }

    /**
     * Returns the rates of bars.
     *
     * @throws UsageException if none falls on a bar
     */
    OfBars on(BarSeries bars) {
        double[] column = new double[bars.size()];
        long step = BarSteps.smallestMillis(bars);
        long due = usualDistance();
        int found = 0;
        int uncovered = 0;
        int first = -1;
        for (int i = 0; i < column.length; i++) {
            long start = bars.timeMillis(i);
            long end = i + 1 < column.length ? bars.timeMillis(i + 1) : step == Long.MAX_VALUE ? Long.MAX_VALUE : start + step;
            Map<Long, Double> own = rates.subMap(start, false, end, true);
            for (double one : own.values()) {
                column[i] += one;
            }
            found += own.size();
            if (own.isEmpty() && isDue(end, due)) {
                first = first < 0 ? i : first;
                uncovered++;
            }
        }
        if (found == 0) {
            throw new UsageException("--funding-rates: none of the " + rates.size() + " rates of " + file + " falls on the bars of " + bars.symbol() + ", "
                    + bars.timeLabel(0) + " to " + bars.timeLabel(bars.size() - 1));
        }
        return new OfBars(column, uncovered, first);
    }

    /** Returns how far rates lie apart at most, gaps left out: as far as 95 of 100 do. */
    private long usualDistance() {
        long[] distances = new long[Math.max(0, rates.size() - 1)];
        Long before = null;
        int count = 0;
        for (long time : rates.keySet()) {
            if (before != null) {
                distances[count++] = time - before;
            }
            before = time;
        }
        Arrays.sort(distances);
        return count == 0 ? 0 : distances[(int) ((count - 1) * USUAL)];
    }

    /** Returns whether a rate should have been published by the end of a bar without one; exchanges publish them some seconds early or late. */
    private boolean isDue(long end, long distance) {
        long least = distance - distance / 60;
        Long before = rates.floorKey(end);
        Long after = rates.higherKey(end);
        return (before == null || end - before >= least) && (after == null || after - end >= least);
    }
}
