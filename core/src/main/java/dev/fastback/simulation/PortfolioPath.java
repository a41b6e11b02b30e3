package dev.fastback.simulation;

import dev.fastback.data.BarSeries;
import dev.fastback.data.CommonTimes;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.study.Study;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.StudyResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A strategy's unseen paths of all symbols as one: equal parts of the money on each symbol, made equal again after every bar. At each time at which
 * any symbol's bar begins, its return is the mean of what the symbols earned, of those whose paths reach over that time; a symbol without a bar
 * then earned nothing. Making the parts equal is not charged. Made of what the paths tell, so that it is no part of the result. Its verdict is
 * that of its own bars, adjusted for the portfolios of all strategies, and of the overfitting of the search that symbols share.
 */
public final class PortfolioPath {
    private final int symbols;
    private final BarSeries first;
    private final BarSeries last;
    private final UnseenPath path;
    private final Judgement judgement;

    private PortfolioPath(int symbols, BarSeries first, BarSeries last, UnseenPath path, Judgement judgement) {
        this.symbols = symbols;
        this.first = first;
        this.last = last;
        this.path = path;
        this.judgement = judgement;
    }

    /** Returns the number of symbols that have a path. */
    public int symbols() {
        return symbols;
    }

    /** Returns when its first bar begins, as text. */
    public String from() {
        return first.timeLabel(0);
    }

    /** Returns when its last bar begins, as text. */
    public String to() {
        return last.timeLabel(0);
    }

    /**
     * Returns the path, whose bars are the times in order. Its trades are those of all symbols, the value it traded is the mean of theirs, its
     * position the number of those that end long less those that end short; buying and holding is that of the same equal parts.
     */
    public UnseenPath path() {
        return path;
    }

    /** Returns how far the path may be believed. */
    public Judgement judgement() {
        return judgement;
    }

    /** Returns the portfolio of each strategy that has a path on some symbol, in the order of the strategies. */
    public static List<PortfolioPath> of(StudyResult result) {
        return new Made(result).portfolios();
    }

    /** One pass over the symbols. */
    private static final class Made {
        private final Study study;
        private final CommonTimes times;
        private final List<OfStrategy> strategies = new ArrayList<>();

        Made(StudyResult result) {
            study = result.study();
            times = CommonTimes.of(
                    result.symbols().stream().filter(symbol -> !symbol.paths().isEmpty()).map(Made::span).toList());
            study.strategies().forEach(strategy -> strategies.add(new OfStrategy(strategy.name(), times)));
            result.symbols().forEach(this::add);
        }

        private void add(SymbolResult symbol) {
            if (symbol.paths().isEmpty()) {
                return;
            }
            CommonTimes.Span span = span(symbol);
            int[] places = times.places(span);
            double[] market = UnseenPaths.held(symbol.symbol(), study, span.from(), span.to()).barReturns(0, places.length);
            for (OfStrategy strategy : strategies) {
                symbol.outcome().path(strategy.name).ifPresent(path -> strategy.add(symbol, path, places, market));
                if (strategy.evidence == null) {
                    strategy.evidence = symbol.outcome().evidence(strategy.name).orElse(null);
                }
            }
        }

        /** Returns the bars of the paths of a symbol that has some. */
        private static CommonTimes.Span span(SymbolResult symbol) {
            UnseenPath any = symbol.paths().getFirst();
            return new CommonTimes.Span(symbol.symbol().bars(), any.from(), any.to());
        }

        List<PortfolioPath> portfolios() {
            List<OfStrategy> known = strategies.stream().filter(strategy -> strategy.symbols > 0).toList();
            List<UnseenPath> paths = known.stream().map(strategy -> strategy.path(study)).toList();
            List<@Nullable StrategyEvidence> evidence = new ArrayList<>();
            known.forEach(strategy -> evidence.add(study.search().isPooled() ? strategy.evidence : null));
            List<Judgement> judgements = Judgement.of(paths, evidence);
            return IntStream.range(0, known.size()).mapToObj(i -> known.get(i).portfolio(paths.get(i), judgements.get(i))).toList();
        }
    }

    /** Sums of one strategy. */
    private static final class OfStrategy {
        private final String name;
        private final double[] returns;
        private final double[] market;
        private final byte[] marks;
        private final CommonTimes times;
        /** Of each symbol, which of the times its bars are. */
        private final List<int[]> placed = new ArrayList<>();
        private final List<BarSeries> ends = new ArrayList<>();
        private int symbols;
        private int trades;
        private double turnover;
        private int position;
        private boolean isPartial;
        private double periodsPerYear;
        /** That of the first symbol which has one: what symbols share is the same for all. */
        private @Nullable StrategyEvidence evidence;

        OfStrategy(String name, CommonTimes times) {
            this.name = name;
            this.times = times;
            returns = new double[times.count()];
            market = new double[times.count()];
            marks = new byte[times.count()];
        }

        void add(SymbolResult symbol, UnseenPath path, int[] places, double[] held) {
            for (int i = 0; i < places.length; i++) {
                returns[places[i]] += path.barReturn(path.from() + i);
                marks[places[i]] |= path.marks(path.from() + i);
                market[places[i]] += held[i];
            }
            placed.add(places);
            BarSeries bars = symbol.symbol().bars();
            ends.add(bars.slice(path.from(), path.from() + 1));
            ends.add(bars.slice(path.to() - 1, path.to()));
            symbols++;
            trades += path.totals().trades();
            turnover += path.totals().turnover();
            position += path.totals().position();
            isPartial |= path.totals().isPartial();
            periodsPerYear = Math.max(periodsPerYear, path.totals().periodsPerYear());
        }

        UnseenPath path(Study study) {
            int[] reaching = times.reaching(placed);
            double held = 1;
            for (int i = 0; i < returns.length; i++) {
                returns[i] = reaching[i] == 0 ? 0 : returns[i] / reaching[i];
                market[i] = reaching[i] == 0 ? 0 : market[i] / reaching[i];
                held *= Math.max(0, 1 + market[i]);
            }
            UnseenPath path = new UnseenPath(
                    name, 0, returns, marks, new UnseenPath.Totals(trades, turnover / symbols, held - 1, position, isPartial, periodsPerYear));
            return study.isJudged() ? path.judged(market, study.seed()) : path;
        }

        PortfolioPath portfolio(UnseenPath path, Judgement judgement) {
            return new PortfolioPath(
                    symbols, ends.stream().min(BY_TIME).orElseThrow(), ends.stream().max(BY_TIME).orElseThrow(), path, judgement);
        }
    }

    private static final Comparator<BarSeries> BY_TIME = Comparator.comparingLong(bar -> bar.timeMillis(0));
}
