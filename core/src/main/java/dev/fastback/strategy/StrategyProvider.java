package dev.fastback.strategy;

import dev.fastback.component.Component;
import java.util.List;

/** Makes strategies; found with {@link java.util.ServiceLoader}, by {@code Strategies}. */
public interface StrategyProvider extends Component {
    /** Returns the names of the strategies that it makes in their usual settings, in the order of lists. */
    List<String> strategies();

    /**
     * Makes the strategy of a description; a description without settings gives the usual ones.
     *
     * @throws IllegalArgumentException if it makes no such strategy, or a setting is unknown or not permitted
     */
    TunableStrategy create(StrategySpec spec);

    /**
     * Makes the strategy of a description that comes with its code, in another process for example.
     *
     * @param code as {@link TunableStrategy#code} returned it; empty where the strategy comes compiled
     * @throws IllegalArgumentException as {@link #create(StrategySpec)}, or if these are not the bytes of its code
     */
    default TunableStrategy create(StrategySpec spec, byte[] code) {
        if (code.length > 0) {
            throw new IllegalArgumentException("provider " + name() + " makes no strategies of code");
        }
        return create(spec);
    }
}
