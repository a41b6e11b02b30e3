package dev.fastback.strategy;

import dev.fastback.component.Component;
import java.util.List;

/** Makes strategies; found with {@link java.util.ServiceLoader}, see {@link Strategies}. */
public interface StrategyProvider extends Component {
    /** Returns the names of the strategies that it makes in their usual settings, in the order of lists. */
    List<String> strategies();

    /**
     * Makes the strategy of a description; a description without settings gives the usual ones.
     *
     * @throws IllegalArgumentException if it makes no such strategy, or a setting is unknown or not permitted
     */
    TunableStrategy create(StrategySpec spec);
}
