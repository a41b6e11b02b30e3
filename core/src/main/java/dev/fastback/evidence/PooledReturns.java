package dev.fastback.evidence;

import dev.fastback.data.CommonTimes;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.List;

/**
 * What parameters earn on the fits of all symbols with the same fold, in equal parts, as the portfolio of unseen bars does: at each time at which any
 * symbol's fitted bar begins, the mean of what the symbols earned whose fits reach over that time; a symbol without a bar then earned nothing.
 */
final class PooledReturns implements FittedReturns {
    private final PreparedStudy prepared;
    private final TunableStrategy strategy;
    private final List<Part> parts = new ArrayList<>();
    /** How many symbols reach over each time. */
    private final int[] reaching;
    private final long work;
    private final double periodsPerYear;

    /** A symbol's fit, and the time of each of its bars among those of all. */
    private record Part(int symbol, MarketSlice fit, int[] places) {}

    PooledReturns(PreparedStudy prepared, int fold, TunableStrategy strategy) {
        this.prepared = prepared;
        this.strategy = strategy;
        List<MarketSlice> fits = new ArrayList<>();
        List<Integer> symbols = new ArrayList<>();
        for (int s = 0; s < prepared.study().symbols().size(); s++) {
            Fold one = prepared.study().fold(s, fold);
            if (one.isUsable()) {
                symbols.add(s);
                fits.add(prepared.symbol(s).fit(one));
            }
        }
        List<CommonTimes.Span> spans = fits.stream().map(fit -> new CommonTimes.Span(fit.bars(), fit.from(), fit.to())).toList();
        CommonTimes times = CommonTimes.of(spans);
        for (int k = 0; k < fits.size(); k++) {
            parts.add(new Part(symbols.get(k), fits.get(k), times.places(spans.get(k))));
        }
        reaching = times.reaching(parts.stream().map(Part::places).toList());
        work = parts.stream().mapToLong(part -> part.places().length).sum();
        periodsPerYear = parts.stream().mapToDouble(part -> part.fit().market().periodsPerYear()).max().orElse(1);
    }

    @Override
    public int bars() {
        return reaching.length;
    }

    @Override
    public long work() {
        return work;
    }

    @Override
    public double periodsPerYear() {
        return periodsPerYear;
    }

    @Override
    public double[] of(Parameters parameters) {
        double[] returns = new double[reaching.length];
        for (Part part : parts) {
            double[] own = prepared.evaluate(part.symbol(), strategy, part.fit(), parameters).barReturns();
            for (int i = 0; i < own.length; i++) {
                returns[part.places()[i]] += own[i];
            }
        }
        for (int i = 0; i < returns.length; i++) {
            returns[i] = reaching[i] == 0 ? 0 : returns[i] / reaching[i];
        }
        return returns;
    }
}
