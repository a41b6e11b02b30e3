package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link Forecaster} promises. A subclass names the forecaster. */
public abstract class ForecasterContract {
    private static final int LENGTH = 600;

    /** For subclasses. */
    protected ForecasterContract() {}

    /** Returns the forecaster to test. */
    protected abstract Forecaster forecaster();

    @Test
    void answersABatchAsItAnswersOneByOne() {
        List<Context> contexts = contexts(random("batch"));
        ForecastBatch batch = forecaster().forecast(contexts);
        assertThat(batch.point()).hasSameSizeAs(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            ForecastBatch one = forecaster().forecast(List.of(contexts.get(i)));
            assertThat(row(batch, i)).as(contexts.get(i).length() + " values").isEqualTo(row(one, 0));
        }
    }

    @Test
    void looksAtNothingOutsideTheContext() {
        SplittableRandom random = random("look-ahead");
        for (Context context : contexts(random)) {
            double[] other = context.series().clone();
            for (int i = 0; i < other.length; i++) {
                if (i < context.from() || i >= context.to()) {
                    other[i] = random.nextGaussian();
                }
            }
            Context elsewhere = new Context(other, context.from(), context.to());
            assertThat(row(forecaster().forecast(List.of(elsewhere)), 0))
                    .isEqualTo(row(forecaster().forecast(List.of(context)), 0));
        }
    }

    @Test
    void looksAtNoMoreValuesThanItsLimit() {
        double[] series = moves(random("limit"), LENGTH);
        int limit = forecaster().contextLimit();
        assertThat(limit).isPositive();
        for (int to : new int[] {limit, limit + 1, LENGTH}) {
            if (to > LENGTH) {
                continue;
            }
            Context whole = new Context(series, 0, to);
            Context limited = new Context(series, Math.max(0, to - limit), to);
            assertThat(row(forecaster().forecast(List.of(whole)), 0))
                    .isEqualTo(row(forecaster().forecast(List.of(limited)), 0));
        }
    }

    @Test
    void forecastsZeroWithoutValues() {
        ForecastBatch batch = forecaster().forecast(List.of(new Context(new double[] {1, 2, 3}, 2, 2)));
        assertThat(row(batch, 0)).containsExactly(0.0, 0.0, 0.0);
    }

    @Test
    void answersAnEmptyBatch() {
        assertThat(forecaster().forecast(List.of()).point()).isEmpty();
    }

    @Test
    void isFiniteAndItsBandContainsThePoint() {
        List<Context> contexts = contexts(random("finite"));
        ForecastBatch batch = forecaster().forecast(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            assertThat(batch.point()[i]).isFinite();
            assertThat(batch.lower()[i]).isFinite().isLessThanOrEqualTo(batch.point()[i]);
            assertThat(batch.upper()[i]).isFinite().isGreaterThanOrEqualTo(batch.point()[i]);
        }
    }

    @Test
    void isDeterministicAndWritesNothing() {
        List<Context> contexts = contexts(random("deterministic"));
        List<double[]> before = contexts.stream().map(c -> c.series().clone()).toList();
        ForecastBatch first = forecaster().forecast(contexts);
        ForecastBatch second = forecaster().forecast(contexts);
        assertThat(second.point()).isEqualTo(first.point());
        assertThat(second.lower()).isEqualTo(first.lower());
        assertThat(second.upper()).isEqualTo(first.upper());
        for (int i = 0; i < contexts.size(); i++) {
            assertThat(contexts.get(i).series()).isEqualTo(before.get(i));
        }
    }

    @Test
    void namesItself() {
        assertThat(forecaster().id()).isNotBlank();
    }

    /** Returns contexts of all lengths from 0 to 40 and some long ones, of ordinary, flat, tiny and huge moves. */
    private static List<Context> contexts(SplittableRandom random) {
        double[] zeros = new double[LENGTH];
        double[] equal = new double[LENGTH];
        Arrays.fill(equal, 0.001);
        List<double[]> many = new ArrayList<>(List.of(zeros, equal));
        for (double scale : new double[] {0.02, 1e-160, 1e-300, 1e6, 1e145}) {
            double[] moves = moves(random, LENGTH);
            for (int i = 0; i < moves.length; i++) {
                moves[i] *= scale / 0.02;
            }
            many.add(moves);
        }
        double[] halfFlat = moves(random, LENGTH);
        Arrays.fill(halfFlat, 0, LENGTH / 2, 0.0);
        many.add(halfFlat);
        List<Context> contexts = new ArrayList<>();
        for (double[] series : many) {
            for (int length = 0; length <= 40; length++) {
                int to = length + random.nextInt(LENGTH - length + 1);
                contexts.add(new Context(series, to - length, to));
            }
            contexts.add(new Context(series, 0, LENGTH));
            contexts.add(new Context(series, 100, LENGTH - 100));
        }
        return contexts;
    }

    private static double[] moves(SplittableRandom random, int n) {
        return random.doubles(n, -0.05, 0.05).toArray();
    }

    private static double[] row(ForecastBatch batch, int i) {
        return new double[] {batch.point()[i], batch.lower()[i], batch.upper()[i]};
    }

    private SplittableRandom random(String test) {
        return Seeds.random(getClass().getSimpleName() + " " + test, 11);
    }
}
