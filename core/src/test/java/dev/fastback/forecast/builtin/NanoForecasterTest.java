package dev.fastback.forecast.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.KnownBars;
import dev.fastback.forecast.nano.NanoInput;
import dev.fastback.forecast.nano.NanoNetwork;
import dev.fastback.forecast.nano.NanoShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NanoForecasterTest {
    private static final BarSeries BARS = SyntheticMarket.bars("ASPEN", 8, 700);

    private static List<Context> contexts(BarSeries bars, int from, int to) {
        List<Context> contexts = new ArrayList<>();
        for (Column column : Column.values()) {
            for (int target = from; target < to; target++) {
                contexts.add(context(bars, column, target));
            }
        }
        return contexts;
    }

    private static Context context(BarSeries bars, Column column, int target) {
        double[] moves = new double[bars.size()];
        for (int t = 1; t < moves.length; t++) {
            moves[t] = bars.value(column, t) / bars.value(column, t - 1) - 1;
        }
        return new Context(moves, 1, target, new KnownBars(bars.slice(0, target), column));
    }

    private static double[] row(ForecastBatch batch, int i) {
        return new double[] {batch.lower()[i], batch.point()[i], batch.upper()[i]};
    }

    /** The definition, bar by bar. */
    private static double[] plain(BarSeries bars, Column column, int target) {
        double[][] logs = new double[4][bars.size()];
        for (Column c : Column.values()) {
            for (int t = 0; t < bars.size(); t++) {
                logs[c.ordinal()][t] = StrictMath.log(bars.value(c, t));
            }
        }
        float[] moves = NanoInput.moves(logs[0], logs[1], logs[2], logs[3]);
        int output = column == Column.HIGH ? 1 : column == Column.LOW ? 2 : 0;
        double[] closes = logs[Column.CLOSE.ordinal()];
        double[] prices = logs[column.ordinal()];
        int first = Math.max(NanoShape.BARS + 1, target - 250);
        double[] misses = new double[target - first];
        for (int t = first; t < target; t++) {
            misses[t - first] = (prices[t] - closes[t - 1]) / width(moves, output, t);
        }
        Arrays.sort(misses);
        double width = width(moves, output, target);
        double[] quantiles = new double[3];
        for (int i = 0; i < 3; i++) {
            double quantile = Quantiles.of(misses, new double[] {0.1, 0.5, 0.9}[i]);
            quantiles[i] = bars.close(target - 1) * Math.exp(width * quantile) / bars.value(column, target - 1) - 1;
        }
        return quantiles;
    }

    private static float width(float[] moves, int output, int target) {
        float[] quantiles = new float[NanoShape.OUTPUT];
        NanoNetwork.shipped()
                .compute(moves, NanoInput.rowOf(target - 1), quantiles, 0, NanoShape.CELLS, new NanoNetwork.Workspace());
        return quantiles[output * NanoShape.LEVELS + 8] - quantiles[output * NanoShape.LEVELS];
    }

    @Test
    void isItsWidthTimesTheQuantilesOfItsOwnPastMoves() {
        for (int target : new int[] {189, 250, 379, 380, 500, 699}) {
            for (Column column : Column.values()) {
                ForecastBatch batch = new NanoForecaster().forecast(List.of(context(BARS, column, target)));
                assertThat(row(batch, 0)).as(column + " of bar " + target).containsExactly(plain(BARS, column, target), within(1e-9));
            }
        }
    }

    @Test
    void anAnswerDoesNotDependOnTheQuestionsBesideIt() {
        List<Context> contexts = contexts(BARS, 180, 420);
        contexts.addAll(contexts(SyntheticMarket.bars("ETHUSD", 8, 500), 300, 310));
        Collections.shuffle(contexts, new Random(6));
        ForecastBatch batch = new NanoForecaster().forecast(contexts);
        for (int i = 0; i < contexts.size(); i += 7) {
            ForecastBatch one = new NanoForecaster().forecast(List.of(contexts.get(i)));
            assertThat(row(batch, i)).as("seed 6, question " + i).isEqualTo(row(one, 0));
        }
    }

    @Test
    void olderBarsThanItsLimitChangeNothing() {
        int target = 650;
        int limit = new NanoForecaster().contextLimit();
        for (Column column : Column.values()) {
            ForecastBatch whole = new NanoForecaster().forecast(List.of(context(BARS, column, target)));
            BarSeries newer = BARS.slice(target - limit - 1, BARS.size());
            ForecastBatch limited = new NanoForecaster().forecast(List.of(context(newer, column, limit + 1)));
            assertThat(row(limited, 0)).isEqualTo(row(whole, 0));
        }
    }

    @Test
    void shortContextsAndBareMovesAreAnsweredByEwmaVol() {
        Context few = context(BARS, Column.HIGH, 188);
        Context bare = new Context(few.series(), 1, 600);
        List<Context> contexts = List.of(few, bare);
        ForecastBatch batch = new NanoForecaster().forecast(contexts);
        ForecastBatch others = new EwmaVolForecaster().forecast(contexts);
        assertThat(row(batch, 0)).isEqualTo(row(others, 0));
        assertThat(row(batch, 1)).isEqualTo(row(others, 1));
    }

    @Test
    void whatEwmaVolAnswersIsCounted() {
        Context few = context(BARS, Column.HIGH, 188);
        Context enough = context(BARS, Column.HIGH, 189);
        Context empty = new Context(few.series(), 1, 1);
        Context bare = new Context(few.series(), 1, 600);
        assertThat(new NanoForecaster().forecast(List.of(empty, few, enough, bare)).use().fallbacks())
                .containsExactly(new ForecastUse.Fallback(
                        "nano", "ewma-vol", 2, "it needs 189 bars before the one that is forecast, and there are 188"));
        assertThat(new NanoForecaster().forecast(List.of(enough, empty)).use()).isEqualTo(ForecastUse.NONE);
    }

    @Test
    void otherWeightsHaveAnotherOrigin() {
        NanoNetwork shipped = NanoNetwork.shipped();
        assertThat(new NanoForecaster().origin())
                .containsExactly(java.util.Map.entry("nano", "ff61d875319fdec931747123f4e3bad0234970f1c8c60eac56401098d2f0dc9c"));
        float[] parameters = shipped.parameters();
        parameters[7] = Math.nextUp(parameters[7]);
        assertThat(new NanoForecaster(NanoNetwork.of(parameters)).origin())
                .isNotEqualTo(new NanoForecaster(NanoNetwork.of(shipped.parameters())).origin());
    }

    @Test
    void bandsHoldFourOfFiveMovesAndBeatEwmaVolForHighAndLow() {
        double[] skill = new double[4];
        double[] coverage = new double[4];
        for (String symbol : List.of("BTCUSD", "ASPEN", "HAZEL", "ROWAN")) {
            BarSeries bars = SyntheticMarket.bars(symbol, 21, 1500);
            ForecastBatch answers = new NanoForecaster().forecast(contexts(bars, 400, 1500));
            ForecastBatch others = new EwmaVolForecaster().forecast(contexts(bars, 400, 1500));
            for (Column column : Column.values()) {
                double own = 0;
                double reference = 0;
                for (int target = 400; target < 1500; target++) {
                    int i = column.ordinal() * 1100 + target - 400;
                    double move = bars.value(column, target) / bars.value(column, target - 1) - 1;
                    own += loss(answers, i, move);
                    reference += loss(others, i, move);
                    coverage[column.ordinal()] += move >= answers.lower()[i] && move <= answers.upper()[i] ? 1 / 4400.0 : 0;
                }
                skill[column.ordinal()] += (1 - own / reference) / 4;
            }
        }
        for (Column column : List.of(Column.HIGH, Column.LOW, Column.CLOSE)) {
            assertThat(coverage[column.ordinal()]).as(column + ", coverage").isBetween(0.77, 0.83);
        }
        assertThat(skill[Column.HIGH.ordinal()]).isGreaterThan(0.15);
        assertThat(skill[Column.LOW.ordinal()]).isGreaterThan(0.15);
        assertThat(skill[Column.CLOSE.ordinal()]).isGreaterThan(0);
    }

    private static double loss(ForecastBatch batch, int i, double move) {
        double[] quantiles = row(batch, i);
        double[] levels = {0.1, 0.5, 0.9};
        double loss = 0;
        for (int k = 0; k < 3; k++) {
            loss += Math.max(levels[k] * (move - quantiles[k]), (levels[k] - 1) * (move - quantiles[k]));
        }
        return loss;
    }
}
