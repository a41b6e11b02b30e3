package dev.fastback.report.page;

import dev.fastback.input.LoadedMarket;
import dev.fastback.input.StudyJson;
import dev.fastback.journal.RunJournal;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.report.Report;
import dev.fastback.report.Reporter;
import dev.fastback.report.StoredRun;
import dev.fastback.report.Words;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.simulation.PortfolioPath;
import dev.fastback.stats.Verdict;
import dev.fastback.study.Study;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.terminal.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as one HTML page: what the summary says, each symbol with its charts, what failed, and what was asked and where it ran. All of
 * it is read from the result; of the bars of the run, which every report reads and compares, come dates and prices. One symbol is in memory at a time.
 */
public final class HtmlReporter implements Reporter {
    /** Symbols up to which all are unfolded. */
    private static final int FEW_SYMBOLS = 3;
    /** Failures that are listed. */
    private static final int MOST_FAILURES = 1_000;
    private static final int HASH_SHOWN = 10;
    /** Points of a line of the portfolio's chart. */
    private static final int POINTS = 1_000;
    private static final String PORTFOLIO = "portfolio";

    private final @Nullable RunJournal journal;

    /**
     * Makes a reporter.
     *
     * @param journal where kept trials are read from; null where the result has them
     */
    public HtmlReporter(@Nullable RunJournal journal) {
        this.journal = journal;
    }

    @Override
    public void write(Report report, int workers, OutputStream out) throws IOException {
        StudyResult result = report.result();
        Study study = result.study();
        List<Failed> failures = new ArrayList<>();
        result.read(
                new ResultReader() {
                    @Override
                    public void simulation(SymbolResult symbol, SimulationResult simulation) {
                        if (simulation instanceof Failed failed && failures.size() < MOST_FAILURES) {
                            failures.add(failed);
                        }
                    }
                },
                workers);
        List<Page.Place> contents = new ArrayList<>(List.of(new Page.Place("summary", "Summary")));
        List<PortfolioPath> portfolios = study.search().isPooled() ? PortfolioPath.of(result) : List.of();
        if (!portfolios.isEmpty()) {
            contents.add(new Page.Place(PORTFOLIO, "Portfolio"));
        }
        for (int s = 0; s < study.symbols().size(); s++) {
            contents.add(new Page.Place(place(s), study.symbols().get(s).name()));
        }
        contents.add(new Page.Place("run", "Settings and provenance"));
        try (Page page = Page.begin(out, title(study), subtitle(report), contents, true)) {
            summary(page, report);
            if (!portfolios.isEmpty()) {
                portfolio(page, portfolios);
            }
            for (int s = 0; s < study.symbols().size(); s++) {
                symbol(page, report, s);
            }
            failures(page, report, failures);
            run(page, report);
        }
    }

    private static String title(Study study) {
        int symbols = study.symbols().size();
        return symbols == 1 ? study.symbols().getFirst().name() + ", walk-forward" : symbols + " symbols, walk-forward";
    }

    private static String subtitle(Report report) {
        StoredRun run = report.run();
        return (run == null ? "A run that was not stored" : "Run " + run.id()) + ", Fastback " + Version.text()
                + (report.loaded().synthetic() ? "; the sample market is synthetic" : "");
    }

    private static String place(int symbol) {
        return "symbol-" + symbol;
    }

    private static void summary(Page page, Report report) throws IOException {
        StudyResult result = report.result();
        page.section("summary", "Summary");
        long completed = result.count(Completed.class);
        boolean judged = result.summary().stream().anyMatch(line -> line.judgement().level() != null);
        List<Page.KeyFigure> figures = new ArrayList<>(List.of(
                new Page.KeyFigure("Symbols", Format.COUNT.of(result.study().symbols().size()), ""),
                new Page.KeyFigure(
                        "Simulations completed",
                        Format.COUNT.of(completed),
                        "of " + Format.COUNT.of(result.study().simulationCount()) + "; skipped " + result.count(Skipped.class) + ", failed "
                                + result.count(Failed.class) + ", missing " + result.count(Interrupted.class)),
                new Page.KeyFigure("Search", result.study().search().name(), "for the " + result.study().metric().name() + " of the bars fitted"),
                new Page.KeyFigure("Result hash", result.resultHash().substring(0, HASH_SHOWN), "equal for equal results; all of it below")));
        if (judged) {
            figures.addFirst(verdicts(result.summary()));
        }
        page.figures(figures);
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int s = 0; s < result.study().symbols().size(); s++) {
            places.put(result.study().symbols().get(s).name(), s);
        }
        DataTable table = new DataTable("Symbols and strategies", summaryColumns(judged));
        for (StrategySummary line : StrategySummary.byVerdict(result.summary())) {
            table.row(summaryRow(line, Objects.requireNonNull(places.get(line.symbol())), judged));
        }
        page.table(table);
        if (!judged) {
            page.note("No verdicts: no statistics were made for this run, or there are no unseen bars to judge.");
        }
        page.note("In sample, parameters are scored on the bars they were fitted on: expect less; per bar they are executed as unseen bars are, the return is what "
                + "the search made as large as possible, per simulation. Unseen bars are those that no fit had seen, one "
                + "path of orders for each strategy, each bar once, every fill charged; ± is the standard error of their mean. Share attainable is "
                + "what the search found of the proven maximum. Not one of these figures promises the next bar.");
        page.end();
    }

    /** Returns how many lines have which verdict. */
    private static Page.KeyFigure verdicts(List<StrategySummary> lines) {
        long consistent = lines.stream().filter(line -> line.judgement().level() == Verdict.Level.CONSISTENT).count();
        long weak = lines.stream().filter(line -> line.judgement().level() == Verdict.Level.WEAK).count();
        long none = lines.stream().filter(line -> line.judgement().level() == Verdict.Level.NONE).count();
        long other = lines.size() - consistent - weak - none;
        return new Page.KeyFigure(
                "Verdicts",
                Format.COUNT.of(consistent) + " consistent",
                Format.COUNT.of(weak) + " weak, " + Format.COUNT.of(none) + " without evidence" + (other == 0 ? "" : ", " + Format.COUNT.of(other) + " not judged"));
    }

    private static void portfolio(Page page, List<PortfolioPath> portfolios) throws IOException {
        PortfolioPath first = portfolios.getFirst();
        page.section(PORTFOLIO, "Portfolio");
        page.paragraph("The unseen paths of " + first.symbols() + " symbols in equal parts, from " + first.from() + " to " + first.to()
                + ": each bar is the mean of what the symbols earned. Making the parts equal again is not charged.");
        DataTable table = new DataTable(
                "Portfolio",
                Column.text("strategy"),
                Column.text("verdict"),
                Column.of("unseen per bar", Format.PERCENT),
                Column.of("±", Format.PERCENT),
                Column.of("bars", Format.COUNT),
                Column.of("trades", Format.COUNT),
                Column.of("unseen return", Format.PERCENT),
                Column.of("buy and hold", Format.PERCENT),
                Column.of("max drawdown", Format.PERCENT),
                Column.of("Sharpe ratio", Format.NUMBER),
                Column.text("reasons"));
        Thinning shown = Thinning.of(0, first.path().to(), POINTS);
        List<String> bars = IntStream.range(0, shown.count()).mapToObj(i -> Integer.toString(shown.end(i))).toList();
        Chart chart = new Chart(
                "Equity of the portfolio",
                "What 1 became on the unseen bars of all symbols, costs included." + shown.words(),
                SymbolSection.share(page, "bar", "bars-portfolio", bars),
                Axis.of("worth of 1", Format.NUMBER));
        for (PortfolioPath portfolio : portfolios) {
            UnseenPath path = portfolio.path();
            double error = path.standardError();
            Judgement judgement = portfolio.judgement();
            table.row(Arrays.asList(
                    path.strategy(),
                    judgement.level() == null ? "not judged" : judgement.level().id(),
                    path.perBar(),
                    Double.isFinite(error) ? Double.valueOf(error) : null,
                    path.bars(),
                    path.totals().trades(),
                    path.totalReturn(),
                    path.totals().buyAndHold(),
                    path.maxDrawdown(),
                    path.sharpe(),
                    String.join("; ", judgement.reasons())));
            double[] equity = path.equity();
            chart.line(path.strategy(), IntStream.range(0, shown.count()).mapToDouble(i -> equity[shown.end(i) - 1]).toArray(), true);
        }
        page.table(table);
        page.chart(chart.zoomable().withLogButton());
        page.end();
    }

    private static List<Column> summaryColumns(boolean judged) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("symbol"), Column.text("strategy")));
        if (judged) {
            columns.add(Column.text("verdict"));
        }
        columns.addAll(List.of(Column.of("unseen per bar", Format.PERCENT), Column.of("±", Format.PERCENT)));
        if (judged) {
            columns.add(3, Column.of("in-sample per bar", Format.PERCENT));
            columns.add(Column.of("against holding", Format.PERCENT));
        }
        columns.addAll(List.of(
                Column.of("unseen bars", Format.COUNT),
                Column.of("trades", Format.COUNT),
                Column.of("unseen return", Format.PERCENT),
                Column.of("buy and hold", Format.PERCENT),
                Column.of("max drawdown", Format.PERCENT),
                Column.of("Sharpe ratio", Format.NUMBER),
                Column.of("in-sample return", Format.PERCENT),
                Column.of("share attainable", Format.PERCENT)));
        return columns;
    }

    private static List<@Nullable Object> summaryRow(StrategySummary line, int symbol, boolean judged) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(new DataTable.Link(line.symbol(), place(symbol)));
        row.add(line.strategy());
        if (judged) {
            row.add(line.judgement().level() == null ? "not judged" : line.judgement().level().id());
            row.add(Words.evidence(line, EvidenceFigure.FIT_PER_BAR));
        }
        row.add(line.real(SummaryFigure.UNSEEN_PER_BAR));
        row.add(line.real(SummaryFigure.UNSEEN_STANDARD_ERROR));
        if (judged) {
            row.add(line.real(SummaryFigure.EXCESS_PER_BAR));
        }
        row.add(line.has(SummaryFigure.UNSEEN_BARS) ? line.count(SummaryFigure.UNSEEN_BARS) : null);
        row.add(line.has(SummaryFigure.UNSEEN_TRADES) ? line.count(SummaryFigure.UNSEEN_TRADES) : null);
        row.add(line.real(SummaryFigure.UNSEEN_RETURN));
        row.add(line.real(SummaryFigure.BUY_AND_HOLD));
        row.add(line.real(SummaryFigure.UNSEEN_MAX_DRAWDOWN));
        row.add(line.real(SummaryFigure.UNSEEN_SHARPE));
        row.add(line.real(SummaryFigure.MEAN_RETURN));
        row.add(line.real(SummaryFigure.RATIO_OF_SUMS));
        return row;
    }

    private void symbol(Page page, Report report, int index) throws IOException {
        StudyResult result = report.result();
        SymbolResult symbol = result.symbols().get(index);
        int strategies = result.study().strategies().size();
        List<StrategySummary> lines = result.summary().subList(index * strategies, (index + 1) * strategies);
        String name = symbol.symbol().name();
        if (result.study().symbols().size() <= FEW_SYMBOLS) {
            page.section(place(index), name);
        } else {
            page.folded(place(index), name);
        }
        new SymbolSection(page, result.study(), symbol, lines, index, journal).write();
        page.end();
    }

    private static void failures(Page page, Report report, List<Failed> failures) throws IOException {
        StudyResult result = report.result();
        if (result.firstFailures().isEmpty() && report.loaded().failures().isEmpty()) {
            return;
        }
        page.section("failures", "What did not run");
        DataTable table = new DataTable("What did not run", Column.text("symbol or file"), Column.text("simulation"), Column.text("became"), Column.text("reason"));
        for (LoadedMarket.Failure failure : report.loaded().failures()) {
            table.row(List.of(failure.file(), "", "left out", failure.reason()));
        }
        for (SimulationResult failed : failures) {
            row(table, result.study(), failed);
        }
        result.firstFailures().values().stream().filter(Skipped.class::isInstance).forEach(skipped -> row(table, result.study(), skipped));
        page.table(table);
        long all = result.count(Failed.class);
        if (all > failures.size()) {
            page.note("The first " + MOST_FAILURES + " of " + Format.COUNT.of(all) + " failed simulations; the JSON has all.");
        }
        if (result.count(Skipped.class) > 0) {
            page.note("Of skipped simulations, the first of each symbol; " + Format.COUNT.of(result.count(Skipped.class)) + " were skipped in all.");
        }
        page.end();
    }

    private static void row(DataTable table, Study study, SimulationResult one) {
        table.row(List.of(
                study.symbols().get(one.simulation().symbol()).name(),
                Integer.toString(one.simulation().fold().index()),
                one.status(),
                one.reason().orElse("")));
    }

    private static void run(Page page, Report report) throws IOException {
        StudyResult result = report.result();
        page.section("run", "Settings and provenance");
        StoredRun run = report.run();
        if (run != null && !run.notes().isEmpty()) {
            page.paragraph("Of the run it is known that:").list(run.notes());
        }
        page.section("settings", "What was asked");
        Map<String, @Nullable Object> asked = new TreeMap<>();
        flatten("", StudyJson.of(result.study(), report.settings(), report.loaded()), asked);
        page.table(table("Settings", "setting", asked));
        page.end().section("provenance", "Where and how");
        Map<String, @Nullable Object> where = new LinkedHashMap<>();
        where.put("run", run == null ? null : run.id());
        where.putAll(report.host().provenance());
        where.put("resultHash", result.resultHash());
        where.put("forecasts asked", result.areForecastsKnown() ? result.forecasts().asked() : null);
        where.put("forecasts distinct", result.areForecastsKnown() ? result.forecasts().distinct() : null);
        page.table(table("Provenance", "fact", where));
        page.note("The facts are those of the process that wrote this page" + (report.host().engine().equals("none") ? ", which ran no simulation." : " and ran the study."));
        page.end();
        page.end();
    }

    private static DataTable table(String title, String what, Map<String, @Nullable Object> values) {
        DataTable table = new DataTable(title, Column.text(what), Column.text("value"));
        values.forEach((key, value) -> table.row(List.of(key, value == null ? "" : String.valueOf(value))));
        return table;
    }

    /** Adds the leaves of a tree, named by the way to them; lists of plain values stay one text. */
    private static void flatten(String name, @Nullable Object value, Map<String, @Nullable Object> flat) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> map.forEach((key, child) -> flatten(name.isEmpty() ? String.valueOf(key) : name + "." + key, child, flat));
            case Collection<?> list when list.stream().anyMatch(Map.class::isInstance) -> {
                int i = 0;
                for (Object child : list) {
                    String own = child instanceof Map<?, ?> map ? label(map, i) : Integer.toString(i);
                    flatten(name + "." + own, child, flat);
                    i++;
                }
            }
            case null -> flat.put(name, null);
            default -> flat.put(name, value);
        }
    }

    private static String label(Map<?, ?> map, int index) {
        Object name = map.get("name") != null ? map.get("name") : map.get("symbol");
        return name == null ? Integer.toString(index) : String.valueOf(name);
    }
}
