package dev.fastback.report;

import dev.fastback.data.AssetGuess;
import dev.fastback.data.BarFinding;
import dev.fastback.data.BarReport;
import dev.fastback.data.BarSeries;
import dev.fastback.data.BarTable;
import dev.fastback.data.LoadedBars;
import dev.fastback.data.PeriodsPerYear;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a check of files found, as lines or as JSON. */
public final class DataCheckReport {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Entry> entries = new ArrayList<>();
    private boolean errors;

    /**
     * A series, or a file that holds none.
     *
     * @param file as the user gave it
     * @param failure why the file cannot be read at all; null where there is a series
     */
    private record Entry(
            String file, @Nullable BarTable table, @Nullable LoadedBars series, @Nullable AssetGuess guess, @Nullable String failure) {}

    /** Adds a series of a table. */
    public void add(BarTable table, LoadedBars series, AssetGuess guess) {
        entries.add(new Entry(table.source(), table, series, guess, null));
        errors |= series.report().errorCount() > 0;
    }

    /** Adds a file that cannot be read. */
    public void addFailure(String file, String reason) {
        entries.add(new Entry(file, null, null, null, reason));
        errors = true;
    }

    /** Returns whether there is an error anywhere. */
    public boolean hasErrors() {
        return errors;
    }

    /** Writes a line for each finding, and a few for each series. */
    public void writeText(PrintStream out) {
        @Nullable BarTable last = null;
        for (Entry entry : entries) {
            if (entry.table == null || entry.series == null || entry.guess == null) {
                out.println("error    " + entry.failure);
                continue;
            }
            if (entry.table != last) {
                last = entry.table;
                for (String note : entry.table.notes()) {
                    out.println("note     " + entry.file + ": " + note);
                }
            }
            series(out, entry.series, entry.guess);
        }
    }

    private static void series(PrintStream out, LoadedBars series, AssetGuess guess) {
        BarReport report = series.report();
        for (BarFinding finding : report.findings()) {
            out.println((finding.severity() == BarFinding.Severity.ERROR ? "error    " : "warning  ") + report.source() + ": "
                    + finding.describe());
        }
        long unlisted = report.errorCount() + report.warningCount() - report.findings().size();
        if (unlisted > 0) {
            out.println("         " + report.source() + ": and " + unlisted + " more findings of these kinds");
        }
        if (guess.warning() != null) {
            out.println("warning  " + report.source() + ": " + guess.warning());
        }
        out.println(report.summary());
        BarSeries bars = series.bars();
        if (bars.size() > 0) {
            out.println("  " + bars + ", " + guess.asset().label() + ", "
                    + Math.round(PeriodsPerYear.of(bars, guess.asset())) + " bars per year");
            out.println("  content hash" + (report.errorCount() > 0 ? " of the bars without errors " : " ") + bars.contentHash());
        }
    }

    /** Writes one JSON object. */
    public void writeJson(PrintStream out) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", JsonReporter.SCHEMA_VERSION);
        root.put("errors", entries.stream().mapToLong(DataCheckReport::errorCount).sum());
        root.put("series", entries.stream().map(DataCheckReport::tree).toList());
        out.println(MAPPER.writeValueAsString(root));
    }

    private static long errorCount(Entry entry) {
        return entry.series == null ? 1 : entry.series.report().errorCount();
    }

    private static Map<String, @Nullable Object> tree(Entry entry) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("file", entry.file);
        if (entry.table == null || entry.series == null || entry.guess == null) {
            map.put("failure", entry.failure);
            return map;
        }
        BarReport report = entry.series.report();
        BarSeries bars = entry.series.bars();
        boolean some = bars.size() > 0;
        map.put("symbol", report.symbol());
        map.put("notes", entry.table.notes());
        map.put("rows", report.rows());
        map.put("bars", report.bars());
        map.put("from", some ? bars.timeLabel(0) : null);
        map.put("to", some ? bars.timeLabel(bars.size() - 1) : null);
        map.put("asset", entry.guess.asset().label());
        map.put("assetWarning", entry.guess.warning());
        map.put("periodsPerYear", some ? PeriodsPerYear.of(bars, entry.guess.asset()) : null);
        map.put("dataHash", some ? bars.contentHash() : null);
        map.put("errors", report.errorCount());
        map.put("warnings", report.warningCount());
        map.put("findings", report.findings().stream().map(DataCheckReport::tree).toList());
        return map;
    }

    private static Map<String, @Nullable Object> tree(BarFinding finding) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        map.put("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        map.put(finding.rowWord(), finding.line());
        map.put("column", finding.column());
        map.put("value", finding.value());
        map.put("message", finding.message());
        return map;
    }
}
