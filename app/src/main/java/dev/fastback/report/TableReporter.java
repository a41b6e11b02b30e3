package dev.fastback.report;

import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.evaluation.Metric;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.input.Holdout;
import dev.fastback.journal.RunJournal;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.simulate.Ambiguity;
import dev.fastback.simulation.PortfolioPath;
import dev.fastback.simulation.TrialKeeper;
import dev.fastback.stats.Plateau;
import dev.fastback.stats.Verdict;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchRules;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a report for people: what was run, one line per strategy, and what to mind. */
public final class TableReporter implements Reporter {
    /** Orders and remarks of single symbols are left out of the table when there are more symbols than this. */
    private static final int FEW_SYMBOLS = 3;
    /** With more parameters than this, all of them share a column. */
    private static final int MOST_PARAMETERS = 4;

    /** Lines that are formatted at a time. */
    private static final int BLOCK = 128;

    /** Characters of a path's equity. */
    private static final int SPARKLINE = 24;

    /** Points of a front that are shown. */
    private static final int MOST_POINTS = 10;

    private static final String ALL_PARAMETERS = "parameters";

    private final Screen screen;
    private final @Nullable HeatMap heat;
    private final @Nullable RunJournal journal;

    /**
     * Makes one.
     *
     * @param screen what it writes for
     * @param heat what is drawn of searches; null for nothing
     * @param journal where kept trials are read from; null where the result has them
     */
    public TableReporter(Screen screen, @Nullable HeatMap heat, @Nullable RunJournal journal) {
        this.screen = screen;
        this.heat = heat;
        this.journal = journal;
    }

    @Override
    public void write(Report report, int workers, OutputStream out) throws IOException {
        report.result().read(ResultReader.NONE, workers);
        out.write(screen.show(text(report, workers)).getBytes(StandardCharsets.UTF_8));
    }

    private String text(Report report, int workers) {
        StringBuilder out = new StringBuilder();
        StudyResult result = report.result();
        boolean many = result.symbols().size() > 1;
        for (StudySymbol symbol : result.study().symbols()) {
            out.append(market(report, symbol)).append('\n');
        }
        out.append(study(report)).append('\n');
        out.append(trials(result.study()));
        out.append(SimulatorNames.lines(result.study()));
        if (result.count(Completed.class) > 0) {
            out.append('\n');
            table(out, result, many, workers);
            out.append('\n');
            notes(out, result);
            if (result.symbols().size() <= FEW_SYMBOLS && result.study().isJudged()) {
                paths(out, result);
            }
            if (result.study().search().isPooled()) {
                portfolio(out, result);
            }
            if (result.symbols().size() <= FEW_SYMBOLS && result.study().metric().parts().size() > 1) {
                fronts(out, result);
            }
            if (heat != null) {
                heat.appendTo(out, report, journal, screen);
            }
        }
        if (result.symbols().size() <= FEW_SYMBOLS || result.count(Completed.class) == 0) {
            result.symbols().forEach(symbol -> orders(out, symbol, many));
        } else {
            out.append("Orders for the next bar: --format json lists them for every symbol.\n");
        }
        failures(out, report);
        out.append(format("%nResult hash %s%n", result.resultHash()));
        StoredRun run = report.run();
        if (run != null) {
            out.append("Run ").append(run.id()).append('\n');
            if (run.history() != null) {
                run.history().symbols().stream()
                        .filter(symbol -> symbol.earlierStudies() > 0)
                        .limit(FEW_SYMBOLS)
                        .forEach(symbol -> out.append(format(
                                "%s: runs of %,d other stud%s had tried %,d points on the same bars; each was one more look at them.%n",
                                symbol.symbol(),
                                symbol.earlierStudies(),
                                symbol.earlierStudies() == 1 ? "y" : "ies",
                                symbol.earlierTrials())));
            }
            run.notes().forEach(note -> out.append("Note: ").append(note).append('\n'));
        }
        return out.toString();
    }

    private static String market(Report report, StudySymbol symbol) {
        BarSeries bars = symbol.bars();
        String synthetic = report.loaded().synthetic() ? "synthetic sample market, " : "";
        String warnings = symbol.warnings().isEmpty() ? "" : "; data warnings: " + report.loaded().warningCount(symbol.name());
        return format(
                "%s: %s%s, %s, %,d bars %s to %s, fee %s%%, spread %s%s, %s bars per year%s%s",
                symbol.name(),
                synthetic,
                symbol.market().assetClass().label(),
                symbol.market().isLongOnly() ? "long only" : "long and short",
                bars.size(),
                bars.timeLabel(0),
                bars.timeLabel(bars.size() - 1),
                plain(100 * symbol.market().feeFraction()),
                plain(symbol.market().spreadRatio()),
                OrderTermsText.of(symbol.market().terms()),
                plain(symbol.market().periodsPerYear()),
                holdout(report.loaded().holdout()),
                warnings);
    }

    private static String holdout(Holdout holdout) {
        return holdout.bars() == 0
                ? ""
                : format(holdout.opened() ? "; the newest %,d bars are a holdout that was opened" : "; the %,d bars after them are locked away", holdout.bars());
    }

    private static String study(Report report) {
        Study study = report.result().study();
        if (study.strategies().stream().noneMatch(strategy -> strategy.needs().forecasts())) {
            return withoutForecasts(study);
        }
        ForecastCounts forecasts = report.result().forecasts();
        int fitted = study.walkForward().train() - study.walkForward().purge();
        return format(
                "%s, fitted on %s%,d bar%s%s; %s%s; fee rule %s%s%s%n"
                        + "%s forecasts: %s",
                simulations(study),
                study.walkForward().anchored() ? "at least " : "",
                fitted,
                fitted == 1 ? "" : "s",
                folds(study.walkForward()),
                search(study),
                sharing(study),
                report.settings().feeRule().label(),
                report.settings().original() ? "; the original's conventions" : "",
                endOfDay(study),
                study.forecaster().id(),
                report.result().areForecastsKnown()
                        ? format("%,d asked for, %,d distinct", forecasts.asked(), forecasts.distinct()) + model(report, forecasts)
                                + scores(report.result().forecastScores())
                        : "not known how many");
    }

    /** Returns what models computed or the cache knew, and what other forecasters than the first had to make; nothing where no model was asked. */
    private static String model(Report report, ForecastCounts counts) {
        ForecastCounts told = report.host().isOfReport() ? counts.read() : counts;
        StringBuilder text = new StringBuilder();
        if (told.cached() + told.inferred() > 0) {
            text.append(format("; by a model %,d rows, %,d of them from the cache", told.cached() + told.inferred(), told.cached()));
        }
        for (ForecastUse.Fallback fallback : told.fallbacks()) {
            text.append(format(
                    "%n%,d %s by %s instead of %s: %s",
                    fallback.questions(),
                    fallback.questions() == 1 ? "forecast" : "forecasts",
                    fallback.to(),
                    fallback.from(),
                    fallback.reason()));
        }
        return text.toString();
    }

    /** Returns a line that says how good the forecasts were that strategies look at. */
    private static String scores(ForecastScores scores) {
        return scores.isEmpty()
                ? ""
                : format("%n  ") + ScoreLine.of(scores);
    }

    /** Returns how the folds lie, by the names of the options, as far as that is not the usual way. */
    private static String folds(WalkForward folds) {
        List<String> unusual = new ArrayList<>();
        if (folds.anchored()) {
            unusual.add("anchored");
        }
        if (folds.step() != WalkForward.DEFAULT.step()) {
            unusual.add(format("step %,d", folds.step()));
        }
        if (folds.purge() != WalkForward.DEFAULT.purge()) {
            unusual.add(format("purge %,d", folds.purge()));
        }
        return unusual.isEmpty() ? "" : " (" + String.join(", ", unusual) + ")";
    }

    private static String withoutForecasts(Study study) {
        WalkForward folds = study.walkForward();
        return format(
                "%s, fitted on %s%,d bars%s, every %,d bars; %s for %s",
                simulations(study),
                folds.anchored() ? "at least " : "",
                folds.train() - folds.purge(),
                folds.testBars() == 0 ? "" : format(" and tested on the next %,d", folds.testBars()),
                folds.step(),
                search(study),
                study.metric().name() + sharing(study));
    }

    /** Returns which simulations share their parameters, and how what they are fitted on is filled where that is not usual. */
    private static String sharing(Study study) {
        int folds = study.search().sharedBy();
        return (folds > 1 ? format(", each %,d simulations share parameters", folds) : "")
                + (study.search().isPooled() ? ", all symbols share parameters" : "")
                + (study.search().fills() == Fills.SIMULATOR ? ", on fills by the simulator" : "");
    }

    /** Returns how many simulations a symbol has: those that its bars have room for, however many were asked for. */
    private static String simulations(Study study) {
        int asked = study.walkForward().simulations();
        IntSummaryStatistics usable = study.symbols().stream()
                .mapToInt(symbol -> Math.min(asked, study.walkForward().room(symbol.bars().size(), study.firstBar())))
                .summaryStatistics();
        return format(
                "%s%,d simulation%s per symbol%s",
                usable.getMin() < usable.getMax() ? format("%,d to ", usable.getMin()) : "",
                usable.getMax(),
                usable.getMax() == 1 ? "" : "s",
                usable.getMin() < asked ? format(" (of %,d asked for; the bars have no room for more)", asked) : "");
    }

    private static String search(Study study) {
        List<String> budgets = study.strategies().stream()
                .filter(strategy -> !strategy.space().isEmpty() && study.search().search().hasBudget())
                .map(strategy -> study.search().budgetOf(strategy).evaluations())
                .distinct()
                .map(String::valueOf)
                .toList();
        SearchRules rules = study.search().rules();
        if (budgets.isEmpty() && rules.equals(SearchRules.DEFAULT)) {
            return study.search().name() + " search";
        }
        String evaluations = budgets.equals(List.of("1")) ? " evaluation" : " evaluations";
        return "search " + study.search().name() + (budgets.isEmpty() ? "" : " (" + String.join("/", budgets) + evaluations + ")")
                + (rules.patience() == null ? "" : format(", ended after %,d without a better point", rules.patience()))
                + (rules.target() == null ? "" : ", ended at " + plain(rules.target()))
                + (rules.batch() == SearchRules.DEFAULT.batch() ? "" : format(", %,d points at a time", rules.batch()));
    }

    /** Returns what is kept of trials where that is not all of them. */
    private static String trials(Study study) {
        if (!study.search().keepsTrials()) {
            return "";
        }
        boolean whole = true;
        int least = TrialKeeper.MOST_WHOLE;
        for (TunableStrategy strategy : study.strategies()) {
            long most = study.search().search().hasBudget()
                    ? study.search().budgetOf(strategy).evaluations()
                    : GridSearch.count(strategy.space());
            int limit = TrialKeeper.mostWhole(strategy.space().dimension(), study.metric().parts().size());
            least = strategy.space().isEmpty() ? least : Math.min(least, limit);
            whole &= strategy.space().isEmpty() || most <= limit;
        }
        return whole
                ? ""
                : format(
                        "Of a search with more than %,d trials the best %,d and an even sample of %,d are kept%n",
                        least, TrialKeeper.BEST, TrialKeeper.SAMPLE);
    }

    private void table(StringBuilder out, StudyResult result, boolean many, int workers) {
        List<StrategySummary> lines = byVerdict(result.summary());
        List<String> parameters = parameterColumns(result.study());
        List<Shown> columns = columns(many, parameters, result.study().walkForward().testBars() > 0, result.study().isJudged());
        TextTable table = new TextTable(many ? 2 : 1).withHeadings(2).withLeastTelling(leastTelling(columns));
        table.row(columns.stream().map(Shown::head).toList());
        table.row(columns.stream().map(Shown::name).toList());
        InOrder.<List<List<String>>, RuntimeException>forEach(
                workers,
                "fastback-format-",
                Math.ceilDiv(lines.size(), BLOCK),
                block -> lines.subList(block * BLOCK, Math.min(lines.size(), (block + 1) * BLOCK)).stream()
                        .map(line -> columns.stream().map(column -> column.cell().apply(line)).toList())
                        .toList(),
                (block, rows) -> rows.forEach(table::row));
        List<Integer> leftOut = table.appendTo(out, screen);
        if (!leftOut.isEmpty()) {
            out.append("\nNot shown for want of room: ")
                    .append(leftOut.stream().map(c -> columns.get(c).name()).distinct().collect(Collectors.joining(", ")))
                    .append("; --wide shows all.\n");
        }
    }

    /**
     * A column of the table.
     *
     * @param head the upper line of its heading
     * @param name the lower one
     * @param rank what may be left out for want of room, the smallest first; {@link Integer#MAX_VALUE} for what stays
     */
    private record Shown(String head, String name, int rank, Function<StrategySummary, String> cell) {
        Shown(String head, String name, Function<StrategySummary, String> cell) {
            this(head, name, Integer.MAX_VALUE, cell);
        }
    }

    /** Returns the lines, those with the better verdict first, and otherwise in the study's order. */
    private static List<StrategySummary> byVerdict(List<StrategySummary> lines) {
        return lines.stream()
                .sorted(Comparator.comparingInt(line -> line.judgement().level() == null ? 0 : -line.judgement().level().ordinal()))
                .toList();
    }

    private static List<Integer> leastTelling(List<Shown> columns) {
        return IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).rank() < Integer.MAX_VALUE)
                .boxed()
                .sorted(Comparator.comparingInt(c -> columns.get(c).rank()))
                .toList();
    }

    private static List<Shown> columns(boolean many, List<String> parameters, boolean tested, boolean judged) {
        List<Shown> columns = new ArrayList<>();
        if (many) {
            columns.add(new Shown("", "symbol", StrategySummary::symbol));
        }
        columns.add(new Shown("", "strategy", StrategySummary::strategy));
        if (judged) {
            columns.add(new Shown("in-sample", "per bar", line -> percent(evidence(line, EvidenceFigure.FIT_PER_BAR), 3)));
        }
        if (tested) {
            unseen(columns, judged);
        }
        columns.add(new Shown("in-sample", "mean return", judged ? 20 : Integer.MAX_VALUE, line -> percent(line.real(SummaryFigure.MEAN_RETURN), 3)));
        columns.add(new Shown("", "Sharpe", 16, line -> orDash(line.real(SummaryFigure.MEAN_SHARPE), "%.2f")));
        columns.add(new Shown("", "trades", 11, line -> orDash(line.real(SummaryFigure.MEAN_TRADES), "%.1f")));
        columns.add(new Shown("", "drawdown", 12, line -> percent(line.real(SummaryFigure.MEAN_MAX_DRAWDOWN), 2)));
        columns.add(new Shown(
                "share of", "attainable", 13, line -> line.isFitted() ? percent(line.real(SummaryFigure.RATIO_OF_SUMS), 1) : ""));
        for (int p = 0; p < parameters.size(); p++) {
            String name = parameters.get(p);
            columns.add(new Shown("", name, p < 2 ? 15 - p : -p, line -> parameter(line, name)));
        }
        return columns;
    }

    private static void unseen(List<Shown> columns, boolean judged) {
        columns.add(new Shown("unseen", "per bar", line -> percent(line.real(SummaryFigure.UNSEEN_PER_BAR), 3)));
        columns.add(new Shown("", "+/-", line -> line.has(SummaryFigure.UNSEEN_STANDARD_ERROR)
                ? percent(line.real(SummaryFigure.UNSEEN_STANDARD_ERROR), 3)
                : ""));
        columns.add(new Shown("", "bars", 30, line -> format("%,d", line.count(SummaryFigure.UNSEEN_BARS))));
        columns.add(new Shown(
                "", "trades", 31, line -> line.has(SummaryFigure.UNSEEN_TRADES) ? format("%,d", line.count(SummaryFigure.UNSEEN_TRADES)) : ""));
        if (judged) {
            columns.add(new Shown("against", "holding", 32, line -> percent(line.real(SummaryFigure.EXCESS_PER_BAR), 3)));
            columns.add(new Shown("", "verdict", line -> line.judgement().level() == null ? "-" : line.judgement().level().id()));
        }
    }

    private static @Nullable Double evidence(StrategySummary line, EvidenceFigure figure) {
        return line.evidence() == null ? null : line.evidence().value(figure);
    }

    private static String orDash(@Nullable Double value, String pattern) {
        return value == null ? "-" : Math.abs(value) < 1e12 ? format(pattern, value) : format("%.3g", value);
    }

    /** Returns the names of the parameters that have a column each; one column for all when there are many. */
    private static List<String> parameterColumns(Study study) {
        Set<String> names = CsvReporter.parameterNames(study);
        return names.size() <= MOST_PARAMETERS ? List.copyOf(names) : List.of(ALL_PARAMETERS);
    }

    private static String parameter(StrategySummary line, String name) {
        Map<String, Object> newest = line.newest() == null ? Map.of() : line.newest().toMap();
        Object value = name.equals(ALL_PARAMETERS) ? newest : newest.get(name);
        return value == null || newest.isEmpty() ? "" : parameter(value);
    }

    private static String parameter(Object value) {
        return switch (value) {
            case Double real -> format("%.5f", real);
            case Boolean flag -> flag ? "yes" : "no";
            case Map<?, ?> all -> all.entrySet().stream()
                    .map(e -> e.getKey() + "=" + (e.getValue() instanceof Double real ? format("%.6g", real) : String.valueOf(e.getValue())))
                    .collect(Collectors.joining(" "));
            default -> String.valueOf(value);
        };
    }

    /** Returns what the strategies with an end-of-day mode may choose from, if the study has such strategies. */
    private static String endOfDay(Study study) {
        Set<String> modes = new TreeSet<>();
        study.strategies().forEach(strategy -> {
            String mode = strategy.spec().settings().get("closeAtEndOfDay");
            if (mode != null) {
                modes.add(mode);
            }
        });
        return modes.isEmpty() ? "" : "; close at end of day " + String.join(", ", modes);
    }

    private static void notes(StringBuilder out, StudyResult result) {
        out.append("In-sample: parameters are fitted and scored on the same bars, so expect less from the future");
        out.append(result.study().isJudged() ? "; per bar: executed as unseen bars are.\n" : ".\n");
        if (result.study().walkForward().testBars() > 0) {
            unseen(out, result);
        }
        // Strategies of one's own compound their returns, and their drawdowns are of that equity: there is nothing to explain.
        Set<String> own = result.study().strategies().stream()
                .filter(RecordStrategy.class::isInstance)
                .map(TunableStrategy::name)
                .collect(Collectors.toSet());
        if (result.summary().stream().anyMatch(line -> !own.contains(line.strategy()) && isBeyondAll(line))) {
            out.append("Beyond 100%: strategies with levels add bar returns, signal strategies compound them; drawdowns are of added returns.\n");
        }
        boolean few = result.symbols().size() <= FEW_SYMBOLS;
        if (few && result.study().isJudged()) {
            walks(out, result);
        }
        for (StrategySummary line : result.summary()) {
            long onThreshold = line.count(SummaryFigure.ON_THRESHOLD);
            if (few && onThreshold > 0) {
                out.append(format(
                        "%s %s: in %d of %d simulations the best exists only where a level equals a high or low exactly; "
                                + "tradeable mean %s instead of %s.%n",
                        line.symbol(),
                        line.strategy(),
                        onThreshold,
                        line.simulations(),
                        percent(line.real(SummaryFigure.MEAN_TRADEABLE_PROFIT), 3),
                        percent(line.real(SummaryFigure.MEAN_PROFIT), 3)));
            }
        }
        for (StrategySummary line : result.summary()) {
            if (few && line.has(SummaryFigure.MEAN_SHARING_COST)) {
                Metric metric = result.study().metric().parts().getFirst();
                boolean isReturn = metric.measures().stream().limit(1).anyMatch(measure -> measure.name().equals("return"));
                Function<SummaryFigure, String> shown =
                        figure -> isReturn ? percent(line.real(figure), 3) : orDash(line.real(figure), "%.3f");
                out.append(format(
                        "%s %s: sharing costs %s%s per simulation, at most %s; alone each would %s %s in the mean instead of %s.%n",
                        line.symbol(),
                        line.strategy(),
                        shown.apply(SummaryFigure.MEAN_SHARING_COST),
                        isReturn ? "" : " of " + metric.measures().getFirst().name(),
                        shown.apply(SummaryFigure.WORST_SHARING_COST),
                        isReturn ? "earn" : "have",
                        shown.apply(SummaryFigure.MEAN_ALONE_PROFIT),
                        shown.apply(SummaryFigure.MEAN_PROFIT)));
            }
        }
        Set<String> parameters = CsvReporter.parameterNames(result.study());
        if (!parameters.isEmpty()) {
            out.append("Parameters (").append(String.join(", ", parameters)).append(") are those of the newest simulation.\n");
        }
    }

    /** Says what the same search finds where there is nothing to be found. */
    private static void walks(StringBuilder out, StudyResult result) {
        for (StrategySummary line : result.summary()) {
            Double mean = evidence(line, EvidenceFigure.WALK_MEAN);
            Double walks = evidence(line, EvidenceFigure.WALKS);
            if (mean != null && walks != null) {
                out.append(format(
                        "%s %s: the search earns %s a simulation in sample%s, and %s on %d random walks (9 of 10: %s to %s).%n",
                        line.symbol(),
                        line.strategy(),
                        percent(line.real(SummaryFigure.MEAN_RETURN), 2),
                        evidence(line, EvidenceFigure.AFTER_TICK) == null
                                ? ""
                                : format(" (%s one tick beside it)", percent(evidence(line, EvidenceFigure.AFTER_TICK), 2)),
                        percent(mean, 2),
                        walks.intValue(),
                        percent(evidence(line, EvidenceFigure.WALK_LOW), 1),
                        percent(evidence(line, EvidenceFigure.WALK_HIGH), 1)));
            }
        }
    }

    /** Draws the equity of each path over its bars, and says why each strategy has its verdict. */
    private void paths(StringBuilder out, StudyResult result) {
        boolean many = result.symbols().size() > 1;
        List<StrategySummary> lines = result.summary();
        int perSymbol = result.study().strategies().size();
        for (int s = 0; s < result.symbols().size(); s++) {
            SymbolResult symbol = result.symbols().get(s);
            if (symbol.paths().isEmpty()) {
                continue;
            }
            out.append(format("%nUnseen equity%s, from the first bar to the last, and what the verdict rests on:%n", many ? " of " + symbol.symbol().name() : ""));
            TextTable table = new TextTable(3).withFolding();
            for (UnseenPath path : symbol.paths()) {
                StrategySummary line = lines.subList(s * perSymbol, (s + 1) * perSymbol).stream()
                        .filter(one -> one.strategy().equals(path.strategy()))
                        .findFirst()
                        .orElseThrow();
                table.row(List.of("  " + path.strategy(), Sparkline.of(path, SPARKLINE), basis(line)));
            }
            table.appendTo(out, screen);
        }
        out.append(format(
                "Weak: p at most %s over %d bars in the market; consistent: adjusted for all lines at most %s (docs/statistics.md).%n",
                Verdict.WEAK_LEVEL,
                Verdict.FEWEST_BARS,
                Verdict.CONSISTENT_LEVEL));
    }

    /** Shows what the newest searches of several metrics had to choose from: some points of the front, from the best by the first metric on. */
    private void fronts(StringBuilder out, StudyResult result) {
        for (SymbolResult symbol : result.symbols()) {
            if (!(symbol.simulations().getFirst() instanceof Completed newest)) {
                continue;
            }
            for (StrategyResult strategy : newest.strategies()) {
                MetricFront front = strategy.front();
                if (front == null || front.points().isEmpty()) {
                    continue;
                }
                int all = front.points().size();
                int shown = Math.min(all, MOST_POINTS);
                out.append(format(
                        "%n%s %s, newest simulation, in sample%s: %,d points of which none is better than another in everything%s; the first was chosen:%n",
                        symbol.symbol().name(),
                        strategy.name(),
                        result.study().search().isShared() ? ", mean of those that share parameters" : "",
                        all,
                        shown < all ? format(", %d of them (the JSON has all)", shown) : ""));
                TextTable table = new TextTable(0).withHeadings(1);
                List<String> head = new ArrayList<>(front.metrics());
                head.addAll(strategy.parameters().space().names());
                head.set(0, "  " + head.getFirst());
                table.row(head);
                for (int i = 0; i < shown; i++) {
                    MetricFront.Point point = front.points().get(shown == 1 ? 0 : (int) ((long) i * (all - 1) / (shown - 1)));
                    List<String> row = new ArrayList<>(Arrays.stream(point.values()).mapToObj(value -> "  " + fixed(value, 4)).toList());
                    point.parameters().toMap().values().forEach(value -> row.add(parameter(value)));
                    table.row(row);
                }
                table.appendTo(out, screen);
            }
        }
    }

    /** Shows the unseen paths of all symbols as one. */
    private void portfolio(StringBuilder out, StudyResult result) {
        List<PortfolioPath> portfolios = PortfolioPath.of(result);
        if (portfolios.isEmpty()) {
            return;
        }
        out.append("\nUnseen bars of all symbols in equal parts, each bar the mean of what they earned; making parts equal again is not charged:\n");
        TextTable table = new TextTable(1).withHeadings(1);
        table.row(List.of("  strategy", "per bar", "+/-", "p", "return", "holding", "Sharpe", "drawdown", "equity"));
        for (PortfolioPath portfolio : portfolios) {
            UnseenPath path = portfolio.path();
            table.row(List.of(
                    "  " + path.strategy(),
                    percent(path.perBar(), 3),
                    Double.isFinite(path.standardError()) ? percent(path.standardError(), 3) : "",
                    path.evidence() == null || Double.isNaN(path.evidence().mean().pValue()) ? "" : format("%.3f", path.evidence().mean().pValue()),
                    percent(path.totalReturn(), 2),
                    percent(path.totals().buyAndHold(), 2),
                    fixed(path.sharpe(), 2),
                    percent(path.maxDrawdown(), 2),
                    Sparkline.of(path, SPARKLINE)));
        }
        table.appendTo(out, screen);
        PortfolioPath first = portfolios.getFirst();
        out.append(format("%,d symbols, %,d bars from %s to %s.%n", first.symbols(), first.path().to(), first.from(), first.to()));
    }

    /** Returns in a few words what a verdict rests on. */
    private static String basis(StrategySummary line) {
        List<String> words = new ArrayList<>();
        Double p = line.real(SummaryFigure.UNSEEN_P_VALUE);
        long held = line.count(SummaryFigure.UNSEEN_IN_MARKET);
        if (held < Verdict.FEWEST_BARS) {
            words.add(format("%d bars in the market", held));
        } else if (p != null) {
            words.add(format("p %.3f", p));
        }
        if (line.judgement().level() != null && line.judgement().level() != Verdict.Level.NONE) {
            words.add(format("adjusted %.3f", line.judgement().adjustedPValue()));
        }
        Double plateau = evidence(line, EvidenceFigure.PLATEAU);
        if (plateau != null && plateau < Plateau.SPIKE) {
            words.add("a spike");
        }
        Double pbo = evidence(line, EvidenceFigure.PBO);
        if (pbo != null) {
            words.add(format("overfitting %.2f", pbo));
        }
        Double deflated = evidence(line, EvidenceFigure.DEFLATED_SHARPE);
        if (deflated != null) {
            words.add(format("deflated Sharpe %.2f", deflated));
        }
        return String.join(", ", words);
    }

    private static void unseen(StringBuilder out, StudyResult result) {
        Study study = result.study();
        if (study.unseen().fills() == Fills.LEVEL) {
            out.append("Unseen bars: what the same parameters earn on the test bars after each fold, filled at the levels whatever the open.\n");
            return;
        }
        out.append(format(
                "Unseen bars: one path of orders for each strategy, in time order, every fill charged; +/- is a standard error%s.%n",
                study.unseen().ambiguity() == Ambiguity.OPTIMISTIC ? "; the optimistic order inside bars" : ""));
        boolean few = result.symbols().size() <= FEW_SYMBOLS;
        for (SymbolResult symbol : few ? result.symbols() : List.<SymbolResult>of()) {
            long missing = symbol.paths().stream().mapToInt(UnseenPath::missingBars).max().orElse(0);
            boolean partial = symbol.paths().stream().anyMatch(path -> path.totals().isPartial());
            symbol.paths().stream().findFirst().ifPresent(path -> out.append(format(
                    "%s: buying and holding over the same bars returns %s%s%s.%n",
                    symbol.symbol().name(),
                    percent(path.totals().buyAndHold(), 2),
                    missing > 0 ? format("; up to %,d bars of a path are missing", missing) : "",
                    partial ? "; the run ended before the paths were whole" : "")));
        }
    }

    /** Returns whether a line has a return or a drawdown beyond all that there was. */
    private static boolean isBeyondAll(StrategySummary line) {
        Double mean = line.real(SummaryFigure.MEAN_RETURN);
        Double drawdown = line.real(SummaryFigure.MEAN_MAX_DRAWDOWN);
        return (mean != null && Math.abs(mean) > 1) || (drawdown != null && drawdown > 1);
    }

    private static void orders(StringBuilder out, SymbolResult symbol, boolean many) {
        boolean unknown = !symbol.outcome().isKnown() && symbol.simulations().getFirst() instanceof Completed;
        if (symbol.orders().isEmpty() && !unknown) {
            return;
        }
        BarSeries bars = symbol.symbol().bars();
        String which = format(
                "%nOrders for the bar after %s%s:",
                bars.timeLabel(bars.size() - 1), many ? ", " + symbol.symbol().name() : "");
        out.append(which).append(unknown ? " not known\n" : "\n");
        if (unknown) {
            return;
        }
        TextTable table = new TextTable(2);
        for (Order order : symbol.orders()) {
            table.row(List.of(
                    "  " + order.strategy(),
                    order.side() == Side.NONE ? "no order" : order.side().label() + " " + order.type(),
                    order.price() == null ? "" : "at " + price(order.price()),
                    order.stop() == null ? "" : "stop " + price(order.stop()),
                    order.target() == null ? "" : "target " + price(order.target()),
                    order.condition() == null ? "" : order.condition().replace('-', ' '),
                    isWithoutEvidence(symbol, order) ? "no evidence" : ""));
        }
        table.appendTo(out);
    }

    private static boolean isWithoutEvidence(SymbolResult symbol, Order order) {
        return order.side() != Side.NONE
                && symbol.outcome().path(order.strategy()).filter(Judgement::isWithoutEvidence).isPresent();
    }

    private static void failures(StringBuilder out, Report report) {
        StudyResult result = report.result();
        long completed = result.count(Completed.class);
        if (completed < result.study().simulationCount()) {
            out.append(format(
                    "%nSimulations: %,d completed, %,d skipped, %,d failed, %,d interrupted.%n",
                    completed,
                    result.count(Skipped.class),
                    result.count(Failed.class),
                    result.count(Interrupted.class)));
            result.firstFailures().forEach((symbol, failure) -> out.append("  " + result.study().symbols().get(symbol).name() + ": "
                    + failure.status() + ", " + failure.reason().orElse("") + "\n"));
        }
        if (!report.loaded().failures().isEmpty()) {
            out.append(format("%nFiles left out:%n"));
            report.loaded().failures().forEach(f -> out.append("  " + f.reason() + "\n"));
        }
    }

    private static String percent(@Nullable Double fraction, int decimals) {
        return fraction == null ? "-" : fixed(100 * fraction, decimals) + "%";
    }

    // Absurd settings give absurd figures, which must not tear the columns apart.
    private static String fixed(double value, int decimals) {
        return Math.abs(value) < 1e12 ? format("%." + decimals + "f", value) : format("%.3g", value);
    }

    private static String price(double price) {
        return price >= 1e12 || price < 1e-4 ? format("%.6g", price) : price >= 1 ? format("%,.2f", price) : format("%.6f", price);
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        if (value != 0 && (size >= 1e12 || size < 1e-9)) {
            return format("%.6g", value);
        }
        return new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString();
    }

    private static String format(String pattern, @Nullable Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
