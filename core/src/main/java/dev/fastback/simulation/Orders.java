package dev.fastback.simulation;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.result.Order;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyResult;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Window;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Makes the orders for the bar after the data's end. */
public final class Orders {
    private Orders() {}

    public static List<Order> of(Study study, PreparedSymbol data, Completed newest) {
        BarSeries bars = data.symbol().bars();
        int next = bars.size();
        // As long as a fit, ending with the bar that is not there yet: its moves are unknown and not looked at.
        Window window = data.windows().windowWithNextBar(next - study.walkForward().validation() + 2);
        double highPrice = bars.high(next - 1) * (1.0 + data.forecasts().point(Column.HIGH, next));
        double lowPrice = bars.low(next - 1) * (1.0 + data.forecasts().point(Column.LOW, next));
        List<Order> orders = new ArrayList<>();
        for (int k = 0; k < study.strategies().size(); k++) {
            Strategy strategy = study.strategies().get(k);
            orders.add(
                    switch (strategy) {
                        case RuleStrategy rule -> {
                            Side side = rule.side(window, data.symbol().market());
                            boolean levels = rule.hasLevels();
                            yield new Order(rule.name(), side, levels ? highPrice : null, levels ? lowPrice : null);
                        }
                        case SearchedStrategy searched -> searched(
                                searched, searched.side(window, data.symbol().market()), newest.strategies().get(k), highPrice, lowPrice);
                    });
        }
        return orders;
    }

    private static Order searched(
            SearchedStrategy strategy, Side side, StrategyResult result, double highPrice, double lowPrice) {
        SearchOutcome outcome = java.util.Objects.requireNonNull(result.search());
        int high = strategy.parameterNames().indexOf("high");
        int low = strategy.parameterNames().indexOf("low");
        return new Order(
                strategy.name(),
                side,
                high < 0 ? null : Double.valueOf(highPrice * (1.0 + outcome.point()[high])),
                low < 0 ? null : Double.valueOf(lowPrice * (1.0 + outcome.point()[low])));
    }
}
