package dev.fastback.ta4j;

import dev.fastback.api.Default;
import dev.fastback.api.Range;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.Strategy;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * Larry Connors' RSI-2 as ta4j's examples have it, its long side: in a rising market buys what fell within a few bars, sells when it has
 * risen as fast.
 *
 * @param trend bars of the average above which the market is rising
 * @param turn bars of the average beyond which an entry or exit is too late
 * @param bars bars of the relative strength index
 * @param oversold level below which it is bought
 * @param overbought level above which it is sold
 */
public record Rsi2(
        @Range(min = 50, max = 300, step = 10) @Default("200") int trend,
        @Range(min = 3, max = 20) @Default("5") int turn,
        @Range(min = 2, max = 6) @Default("2") int bars,
        @Range(min = 5, max = 30, step = 5) @Default("5") int oversold,
        @Range(min = 70, max = 95, step = 5) @Default("95") int overbought)
        implements Ta4jStrategy {
    @Override
    public Strategy strategy(Ta4jIndicators in) {
        SMAIndicator shortSma = in.sma(turn);
        SMAIndicator longSma = in.sma(trend);
        RSIIndicator rsi = in.rsi(bars);
        Rule entry = new OverIndicatorRule(shortSma, longSma)
                .and(new CrossedDownIndicatorRule(rsi, oversold))
                .and(new OverIndicatorRule(shortSma, in.close()));
        Rule exit = new UnderIndicatorRule(shortSma, longSma)
                .and(new CrossedUpIndicatorRule(rsi, overbought))
                .and(new UnderIndicatorRule(shortSma, in.close()));
        return new BaseStrategy(entry, exit, trend - 1);
    }
}
