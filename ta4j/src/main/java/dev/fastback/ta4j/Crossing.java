package dev.fastback.ta4j;

import dev.fastback.api.Default;
import dev.fastback.api.Range;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.Strategy;
import org.ta4j.core.rules.NotRule;
import org.ta4j.core.rules.OverIndicatorRule;

/**
 * Long while a fast average is above a slow one.
 *
 * @param fast bars of the fast one
 * @param slow bars of the slow one
 */
public record Crossing(
        @Range(min = 2, max = 100) @Default("20") int fast, @Range(min = 3, max = 200) @Default("50") int slow)
        implements Ta4jStrategy {
    @Override
    public boolean valid() {
        return fast < slow;
    }

    @Override
    public Strategy strategy(Ta4jIndicators in) {
        Rule up = new OverIndicatorRule(in.sma(fast), in.sma(slow));
        return new BaseStrategy(up, new NotRule(up), slow - 1);
    }
}
