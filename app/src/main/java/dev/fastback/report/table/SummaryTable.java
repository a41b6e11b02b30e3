package dev.fastback.report.table;

import static dev.fastback.report.Words.evidence;
import static dev.fastback.report.Words.format;
import static dev.fastback.report.Words.orDash;
import static dev.fastback.report.Words.percent;

import dev.fastback.parallel.InOrder;
import dev.fastback.report.CsvReporter;
import dev.fastback.report.Words;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.study.Study;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The summary as a table for people: a line for each symbol and strategy, those with the better verdict first. */
public final class SummaryTable {
    /** With more parameters than this, all of them share a column. */
    private static final int MOST_PARAMETERS = 4;

    /** Lines that are formatted at a time. */
    private static final int BLOCK = 128;

    private static final String ALL_PARAMETERS = "parameters";

    private SummaryTable() {}

    /** Adds the table of a result's summary. */
    static void appendTo(StringBuilder out, StudyResult result, Screen screen, int workers) {
        boolean many = result.symbols().size() > 1;
        List<StrategySummary> lines = StrategySummary.byVerdict(result.summary());
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

    /** Returns the names of the parameters that have a column each; one column for all when there are many. */
    private static List<String> parameterColumns(Study study) {
        Set<String> names = CsvReporter.parameterNames(study);
        return names.size() <= MOST_PARAMETERS ? List.copyOf(names) : List.of(ALL_PARAMETERS);
    }

    private static String parameter(StrategySummary line, String name) {
        Map<String, Object> newest = line.newest() == null ? Map.of() : line.newest().toMap();
        Object value = name.equals(ALL_PARAMETERS) ? newest : newest.get(name);
        return value == null || newest.isEmpty() ? "" : Words.parameter(value);
    }
}
