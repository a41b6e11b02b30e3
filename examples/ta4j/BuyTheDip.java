// ./fastback optimize --strategy examples/ta4j/BuyTheDip.java --data prices.csv
import dev.fastback.ta4j.*;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.indicators.*;
import org.ta4j.core.rules.*;

public record BuyTheDip(
        @Range(min = 2, max = 20) @Default("5") int bars,
        @Range(min = 10, max = 40, step = 5) @Default("30") int low,
        @Range(min = 1, max = 20) @Default("5") double stop)
        implements Ta4jStrategy {
    public Strategy strategy(Ta4jIndicators in) {
        var rsi = in.get(RSIIndicator.class, bars, () -> new RSIIndicator(in.close(), bars));
        return new BaseStrategy(
                new UnderIndicatorRule(rsi, low),
                new OverIndicatorRule(rsi, 60).or(new StopLossRule(in.close(), stop)), bars + 1);
    }
}
