package dev.fastback.report;

import dev.fastback.data.AssetGuess;
import dev.fastback.data.BarSeries;
import dev.fastback.data.PeriodsPerYear;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a check of files found, as lines or as JSON; of the bars nothing is kept. */
public final class DataCheckReport {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final boolean json;
    private final Consumer<String> print;
    private final List<Map<String, @Nullable Object>> series = new ArrayList<>();
    private @Nullable BarTable last;
    private long errors;

    /**
     * Makes one.
     *
     * @param json whether all is one JSON object, printed at the end, rather than lines that are printed as they come
     * @param print where text goes, whole lines
     */
    public DataCheckReport(boolean json, Consumer<String> print) {
        this.json = json;
        this.print = print;
    }

    /** Adds a series of a table. */
    public void add(BarTable table, LoadedBars loaded, AssetGuess guess) {
        errors += loaded.report().errorCount();
        if (json) {
            series.add(tree(table, loaded, guess));
            return;
        }
        if (table != last) {
            last = table;
            table.notes().forEach(note -> line("note     " + table.source() + ": " + note));
        }
        lines(loaded, guess);
    }

    /** Adds a file that cannot be read. */
    public void addFailure(String file, String reason) {
        errors++;
        if (json) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("file", file);
            map.put("failure", reason);
            series.add(map);
        } else {
            line("error    " + reason);
        }
    }

    /** Returns whether there is an error anywhere. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** Prints what is still to be printed. */
    public void end() {
        if (json) {
            Map<String, @Nullable Object> root = new LinkedHashMap<>();
            root.put("schemaVersion", JsonReporter.SCHEMA_VERSION);
            root.put("errors", errors);
            root.put("series", series);
            line(MAPPER.writeValueAsString(root));
        }
    }

    private void line(String text) {
        print.accept(text + "\n");
    }

    private void lines(LoadedBars loaded, AssetGuess guess) {
        BarReport report = loaded.report();
        for (BarFinding finding : report.findings()) {
            line((finding.severity() == BarFinding.Severity.ERROR ? "error    " : "warning  ") + report.source() + ": " + finding.describe());
        }
        long unlisted = report.errorCount() + report.warningCount() - report.findings().size();
        if (unlisted > 0) {
            line("         " + report.source() + ": and " + unlisted + " more findings of these kinds");
        }
        if (guess.warning() != null) {
            line("warning  " + report.source() + ": " + guess.warning());
        }
        line(report.summary());
        BarSeries bars = loaded.bars();
        if (bars.size() > 0) {
            line("  " + bars + ", " + guess.asset().label() + ", " + Math.round(PeriodsPerYear.of(bars, guess.asset())) + " bars per year");
            line("  content hash" + (report.errorCount() > 0 ? " of the bars without errors " : " ") + bars.contentHash());
        }
    }

    private static Map<String, @Nullable Object> tree(BarTable table, LoadedBars loaded, AssetGuess guess) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("file", table.source());
        BarReport report = loaded.report();
        BarSeries bars = loaded.bars();
        boolean some = bars.size() > 0;
        map.put("symbol", report.symbol());
        map.put("notes", table.notes());
        map.put("rows", report.rows());
        map.put("bars", report.bars());
        map.put("from", some ? bars.timeLabel(0) : null);
        map.put("to", some ? bars.timeLabel(bars.size() - 1) : null);
        map.put("asset", guess.asset().label());
        map.put("assetWarning", guess.warning());
        map.put("periodsPerYear", some ? PeriodsPerYear.of(bars, guess.asset()) : null);
        map.put("dataHash", some ? bars.contentHash() : null);
        map.put("errors", report.errorCount());
        map.put("warnings", report.warningCount());
        map.put("findings", report.findings().stream().map(DataCheckReport::tree).toList());
        return map;
    }

    private static Map<String, @Nullable Object> tree(BarFinding finding) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("severity", finding.severity().label());
        map.put("kind", finding.kind().label());
        map.put(finding.rowWord(), finding.line());
        map.put("column", finding.column());
        map.put("value", finding.value());
        map.put("message", finding.message());
        return map;
    }
}
