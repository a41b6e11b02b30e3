package dev.fastback.report.table;

import static dev.fastback.report.Words.evidence;
import static dev.fastback.report.Words.fixed;
import static dev.fastback.report.Words.format;
import static dev.fastback.report.Words.orDash;
import static dev.fastback.report.Words.parameter;
import static dev.fastback.report.Words.percent;
import static dev.fastback.report.Words.price;

import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.evaluation.Metric;
import dev.fastback.journal.RunJournal;
import dev.fastback.report.CsvReporter;
import dev.fastback.report.Report;
import dev.fastback.report.Reporter;
import dev.fastback.report.SimulatorNames;
import dev.fastback.report.StoredRun;
import dev.fastback.report.Words;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulation.PortfolioPath;
import dev.fastback.stats.Plateau;
import dev.fastback.stats.Verdict;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a report for people: what was run, one line per strategy, and what to mind. */
public final class TableReporter implements Reporter {
    /** Orders and remarks of single symbols are left out of the table when there are more symbols than this. */
    private static final int FEW_SYMBOLS = 3;
    /** Characters of a path's equity. */
    private static final int SPARKLINE = 24;

    /** Points of a front that are shown. */
    private static final int MOST_POINTS = 10;

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
            out.append(StudyLines.market(report, symbol)).append('\n');
        }
        out.append(StudyLines.study(report)).append('\n');
        out.append(StudyLines.trials(result.study()));
        out.append(SimulatorNames.lines(result.study()));
        if (result.count(Completed.class) > 0) {
            out.append('\n');
            SummaryTable.appendTo(out, result, screen, workers);
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
            result.symbols().forEach(symbol -> orders(out, symbol, many, screen));
        } else {
            out.append("Orders for the next bar: --format json lists them for every symbol.\n");
        }
        failures(out, report);
        out.append(format("%nResult hash %s%n", result.resultHash()));
        if (report.run() != null) {
            stored(out, report.run());
        }
        return out.toString();
    }

    /** Names the run in the store, and says what was tried on the same bars before. */
    private static void stored(StringBuilder out, StoredRun run) {
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
        if (result.symbols().size() <= FEW_SYMBOLS) {
            if (result.study().isJudged()) {
                walks(out, result);
            }
            result.summary().forEach(line -> onThreshold(out, line));
            result.summary().forEach(line -> unmet(line).ifPresent(unmet -> out.append(line.symbol() + " " + line.strategy() + ": " + unmet + ".\n")));
            Metric metric = Words.searched(result.study());
            result.summary().forEach(line -> sharing(out, line, metric));
        } else {
            long unmet = result.summary().stream().filter(line -> unmet(line).isPresent()).count();
            if (unmet > 0) {
                out.append(format("In %,d of %,d lines no trial meets the conditions (--where, and trades>=1) in some simulations; the reasons in --format json say in how many.%n",
                        unmet, result.summary().size()));
            }
        }
        Set<String> parameters = CsvReporter.parameterNames(result.study());
        if (!parameters.isEmpty()) {
            out.append("Parameters (").append(String.join(", ", parameters)).append(") are those of the newest simulation.\n");
        }
    }

    private static Optional<String> unmet(StrategySummary line) {
        StrategyEvidence evidence = line.evidence();
        return evidence == null ? Optional.empty() : evidence.unmet();
    }

    /** Says in how many simulations the best is one that no trader reaches. */
    private static void onThreshold(StringBuilder out, StrategySummary line) {
        long onThreshold = line.count(SummaryFigure.ON_THRESHOLD);
        if (onThreshold > 0) {
            out.append(format(
                    "%s %s: in %d of %d simulations the best exists only where a level equals a high or low exactly; tradeable mean %s instead of %s.%n",
                    line.symbol(),
                    line.strategy(),
                    onThreshold,
                    line.simulations(),
                    percent(line.real(SummaryFigure.MEAN_TRADEABLE_PROFIT), 3),
                    percent(line.real(SummaryFigure.MEAN_PROFIT), 3)));
        }
    }

    /** Says what shared parameters cost each simulation. */
    private static void sharing(StringBuilder out, StrategySummary line, Metric metric) {
        if (!line.has(SummaryFigure.MEAN_SHARING_COST)) {
            return;
        }
        boolean isReturn = Words.isReturn(metric);
        Function<@Nullable Double, String> shown = value -> isReturn ? percent(value, 3) : orDash(value, "%.3f");
        out.append(format(
                "%s %s: sharing costs %s%s per simulation, at most %s; alone each would %s %s in the mean instead of %s.%n",
                line.symbol(),
                line.strategy(),
                shown.apply(line.real(SummaryFigure.MEAN_SHARING_COST)),
                isReturn ? "" : " of " + Words.figure(metric),
                shown.apply(line.real(SummaryFigure.WORST_SHARING_COST)),
                isReturn ? "earn" : "have",
                shown.apply(asRead(metric, line.real(SummaryFigure.MEAN_ALONE_PROFIT))),
                shown.apply(asRead(metric, line.real(SummaryFigure.MEAN_PROFIT)))));
    }

    /** Says what the same search finds where there is nothing to be found. Walks are searched one by one, so shared parameters stand apart. */
    private static void walks(StringBuilder out, StudyResult result) {
        boolean isReturn = Words.isReturn(Words.searched(result.study()));
        for (StrategySummary line : result.summary()) {
            Double mean = evidence(line, EvidenceFigure.WALK_MEAN);
            Double walks = evidence(line, EvidenceFigure.WALKS);
            boolean isShared = line.has(SummaryFigure.MEAN_SHARING_COST);
            if (mean != null && walks != null && (isReturn || !isShared)) {
                out.append(format(
                        "%s %s: %s earns %s per simulation in sample%s, and %s on %d random walks (9 of 10: %s to %s).%n",
                        line.symbol(),
                        line.strategy(),
                        isShared ? "the search of each simulation alone" : "the search",
                        percent(line.real(isShared ? SummaryFigure.MEAN_ALONE_PROFIT : SummaryFigure.MEAN_RETURN), 2),
                        isShared || evidence(line, EvidenceFigure.AFTER_TICK) == null
                                ? ""
                                : format(" (%s one tick beside it)", percent(evidence(line, EvidenceFigure.AFTER_TICK), 2)),
                        percent(mean, 2),
                        walks.intValue(),
                        percent(evidence(line, EvidenceFigure.WALK_LOW), 1),
                        percent(evidence(line, EvidenceFigure.WALK_HIGH), 1)));
            }
        }
    }

    private static @Nullable Double asRead(Metric metric, @Nullable Double value) {
        return value == null ? null : Double.valueOf(metric.shown(value));
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
        if (result.symbols().stream().allMatch(symbol -> symbol.paths().isEmpty())) {
            return; // no verdict to explain
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
                        all == 1
                                ? "%n%s %s, newest simulation, in sample%s: %,d point, which no other is better than in anything; it was chosen%s:%n"
                                : "%n%s %s, newest simulation, in sample%s: %,d points of which none is better than another in everything%s; the first was chosen:%n",
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
        table.row(List.of("  strategy", "per bar", "+/-", "p", "verdict", "return", "holding", "Sharpe", "drawdown", "equity"));
        for (PortfolioPath portfolio : portfolios) {
            UnseenPath path = portfolio.path();
            table.row(List.of(
                    "  " + path.strategy(),
                    percent(path.perBar(), 3),
                    Double.isFinite(path.standardError()) ? percent(path.standardError(), 3) : "",
                    path.evidence() == null || Double.isNaN(path.evidence().mean().pValue()) ? "" : format("%.3f", path.evidence().mean().pValue()),
                    portfolio.judgement().level() == null ? "" : portfolio.judgement().level().id(),
                    percent(path.totalReturn(), 2),
                    percent(path.totals().buyAndHold(), 2),
                    fixed(path.sharpe(), 2),
                    percent(path.maxDrawdown(), 2),
                    Sparkline.of(path, SPARKLINE)));
        }
        table.appendTo(out, screen);
        PortfolioPath first = portfolios.getFirst();
        out.append(format("%,d symbols, %,d bars from %s to %s.%n", first.symbols(), first.path().to(), first.from(), first.to()));
        for (PortfolioPath portfolio : portfolios) {
            if (portfolio.judgement().level() != null) {
                out.append("  ").append(portfolio.path().strategy()).append(": ").append(String.join("; ", portfolio.judgement().reasons())).append('\n');
            }
        }
    }

    /** Returns in a few words what a verdict rests on. */
    private static String basis(StrategySummary line) {
        List<String> words = new ArrayList<>();
        Double p = line.real(SummaryFigure.UNSEEN_P_VALUE);
        long held = line.count(SummaryFigure.UNSEEN_IN_MARKET);
        if (held < Verdict.FEWEST_BARS) {
            words.add(Printable.count(held, "bar") + " in the market");
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
        Double crossed = evidence(line, EvidenceFigure.CROSS_SHARPE);
        if (crossed != null) {
            words.add(format("cross-validated Sharpe %.2f", crossed));
        }
        return String.join(", ", words);
    }

    private static void unseen(StringBuilder out, StudyResult result) {
        Study study = result.study();
        if (study.unseen().fills() == Fills.LEVEL) {
            out.append(format(
                    "Unseen bars: what the same parameters earn on the test bars after each fold, from flat to flat, %s.%n",
                    study.strategies().stream().allMatch(TunableStrategy::isAccount) ? "each an account of orders" : "filled at the levels whatever the open"));
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
                    "%s: buying and holding %s returns %s%s%s.%n",
                    symbol.symbol().name(),
                    missing > 0 ? "from the first bar of the paths to the last" : "over the same bars",
                    percent(path.totals().buyAndHold(), 2),
                    missing > 0 ? format(", on up to %,d bars between that a path lacks as well", missing) : "",
                    partial ? "; the run ended before the paths were whole" : "")));
        }
    }

    /** Returns whether a line has a return or a drawdown beyond all that there was. */
    private static boolean isBeyondAll(StrategySummary line) {
        Double mean = line.real(SummaryFigure.MEAN_RETURN);
        Double drawdown = line.real(SummaryFigure.MEAN_MAX_DRAWDOWN);
        return (mean != null && Math.abs(mean) > 1) || (drawdown != null && drawdown > 1);
    }

    private static void orders(StringBuilder out, SymbolResult symbol, boolean many, Screen screen) {
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
        TextTable table = new TextTable(2).withLeastTelling(List.of(6));
        for (Order order : symbol.orders()) {
            table.row(List.of(
                    "  " + order.strategy(),
                    order.side() == Side.NONE ? "no order" : order.side().label() + " " + order.type(),
                    order.price() == null ? "" : "at " + price(order.price()),
                    order.stop() == null ? "" : "stop " + price(order.stop()),
                    order.target() == null ? "" : "target " + price(order.target()),
                    order.condition() == null ? "" : order.condition().replace('-', ' '),
                    Judgement.remark(symbol.outcome(), order)));
        }
        if (!table.appendTo(out, screen).isEmpty()) {
            remark(out, symbol, Judgement.NO_EVIDENCE, "  No evidence for ");
            remark(out, symbol, Judgement.NOT_JUDGED, "  Not judged: ");
        }
    }

    /** Says in a line what the column said that had no room. */
    private static void remark(StringBuilder out, SymbolResult symbol, String remark, String begins) {
        List<String> strategies = symbol.orders().stream()
                .filter(order -> Judgement.remark(symbol.outcome(), order).equals(remark))
                .map(Order::strategy)
                .distinct()
                .toList();
        if (!strategies.isEmpty()) {
            out.append(begins).append(String.join(", ", strategies)).append(".\n");
        }
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
}
