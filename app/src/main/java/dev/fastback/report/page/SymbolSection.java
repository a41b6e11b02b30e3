package dev.fastback.report.page;

import dev.fastback.data.BarSeries;
import dev.fastback.journal.RunJournal;
import dev.fastback.page.Axis;
import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import dev.fastback.study.Study;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.ResultTree;
import dev.fastback.summary.StrategySummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One symbol of a page: its figures, orders, paths, parameters and searches. */
final class SymbolSection {
    /** Points of a line, by the number of symbols of the page: what keeps its size in bounds. */
    private static final int FEW = 2;
    private static final int SOME = 20;
    private static final int[] POINTS = {1_500, 500, 200};

    private final Page page;
    private final Study study;
    private final SymbolResult symbol;
    private final List<StrategySummary> lines;
    private final int index;
    private final @Nullable RunJournal journal;
    private final BarSeries bars;
    private final List<Completed> completed = new ArrayList<>();

    SymbolSection(Page page, Study study, SymbolResult symbol, List<StrategySummary> lines, int index, @Nullable RunJournal journal) {
        this.page = page;
        this.study = study;
        this.symbol = symbol;
        this.lines = lines;
        this.index = index;
        this.journal = journal;
        this.bars = symbol.symbol().bars();
        for (SimulationResult result : symbol.simulations()) {
            if (result instanceof Completed one) {
                completed.add(one);
            }
        }
    }

    void write() throws IOException {
        head();
        verdicts();
        orders();
        List<UnseenPath> paths = symbol.paths().stream().filter(path -> path.to() > path.from()).toList();
        if (paths.isEmpty()) {
            page.note("No paths of unseen bars: " + whyNoPaths());
        } else {
            int most = POINTS[study.symbols().size() <= FEW ? 0 : study.symbols().size() <= SOME ? 1 : 2];
            new PathCharts(page, study, bars, paths, completed, symbol.outcome().forecasts(), index, most).write();
        }
        new ParameterCharts(page, study, bars, completed, index).write();
        searches();
    }

    private String whyNoPaths() {
        if (!symbol.outcome().isKnown()) {
            return "the run ended before they were made.";
        }
        return study.walkForward().testBars() == 0
                ? "the study keeps no bars from its fits (--test-bars 0)."
                : "no fold leaves bars that its fit has not seen, or they were asked for otherwise (--fills level).";
    }

    private void head() throws IOException {
        page.figures(List.of(
                new Page.KeyFigure("Bars", Format.COUNT.of(bars.size()), bars.timeLabel(0) + " to " + bars.timeLabel(bars.size() - 1)),
                new Page.KeyFigure(
                        "Market",
                        symbol.symbol().market().assetClass().label(),
                        symbol.symbol().market().isLongOnly() ? "long only" : "long and short"),
                new Page.KeyFigure(
                        "Fee",
                        Format.PERCENT.of(symbol.symbol().market().feeFraction()),
                        "spread " + Format.NUMBER.of(symbol.symbol().market().spreadRatio()) + ", " + Format.NUMBER.of(symbol.symbol().market().periodsPerYear())
                                + " bars per year"),
                new Page.KeyFigure("Simulations", Format.COUNT.of(completed.size()), "completed of " + symbol.simulations().size())));
        if (!symbol.symbol().notes().isEmpty()) {
            page.paragraph("How its file was read:").list(symbol.symbol().notes());
        }
        if (!symbol.symbol().warnings().isEmpty()) {
            page.paragraph("What was noticed in its data:").list(symbol.symbol().warnings());
        }
    }

    private void verdicts() throws IOException {
        List<Map<String, @Nullable Object>> trees = StrategySummary.byVerdict(lines).stream().map(ResultTree::summary).toList();
        if (trees.stream().noneMatch(tree -> tree.get("verdict") != null)) {
            return;
        }
        page.section("verdict-" + index, "How far to believe it");
        DataTable table = new DataTable("Verdicts", Column.text("strategy"), Column.text("verdict"), Column.text("reasons"));
        for (Map<String, @Nullable Object> tree : trees) {
            table.row(List.of(
                    String.valueOf(tree.get("strategy")),
                    tree.get("verdict") == null ? "not judged" : String.valueOf(tree.get("verdict")),
                    tree.get("reasons") instanceof List<?> reasons ? String.join("; ", reasons.stream().map(String::valueOf).toList()) : ""));
        }
        page.table(table);
        new EvidenceTables(page, trees).write(index);
        new SpreadCharts(page).write(symbol.outcome().evidence(), index);
        page.end();
    }

    private void orders() throws IOException {
        if (symbol.orders().isEmpty()) {
            return;
        }
        page.section("orders-" + index, "Orders for the bar after " + bars.timeLabel(bars.size() - 1));
        DataTable table = new DataTable(
                "Orders",
                Column.text("strategy"),
                Column.text("order"),
                Column.of("price", Format.PRICE),
                Column.of("quantity", Format.PERCENT),
                Column.of("stop", Format.PRICE),
                Column.of("target", Format.PRICE),
                Column.text("condition"),
                Column.text("evidence"));
        int none = 0;
        for (Order order : symbol.orders()) {
            if (order.side() == Side.NONE) {
                none++;
                continue;
            }
            List<@Nullable Object> row = new ArrayList<>();
            row.add(order.strategy());
            row.add(order.side().label() + " " + order.type());
            row.add(order.price());
            row.add(order.quantity());
            row.add(order.stop());
            row.add(order.target());
            row.add(order.condition() == null ? "" : order.condition().replace('-', ' '));
            row.add(Judgement.remark(symbol.outcome(), order));
            table.row(row);
        }
        if (table.rows() > 0) {
            page.table(table);
        }
        page.note((none > 0 ? none + (none == 1 ? " strategy places" : " strategies place") + " no order. " : "")
                + "What each strategy's path would place next, with parameters of one more fit that ends with the data.");
        page.end();
    }

    /** The points that searches evaluated, of the newest fold whose trials were kept. */
    private void searches() throws IOException {
        if (completed.isEmpty() || study.strategies().stream().allMatch(strategy -> strategy.space().isEmpty())) {
            return;
        }
        Completed newest = completed.getFirst();
        RunJournal from = journal;
        if (from != null && study.search().keepsTrials() && from.withTrials(newest.simulation().index()) instanceof Completed whole) {
            newest = whole;
        }
        new TrialCharts(page, study, bars, newest, symbol.outcome(), index).write();
    }

    /** Returns the axis of names that a section shares, having put them into the page. */
    static Axis share(Page page, String label, String id, List<String> names) throws IOException {
        page.share(id, names);
        return Axis.shared(label, id);
    }
}
