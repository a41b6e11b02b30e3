package dev.fastback.strategy;

import java.util.Objects;

/**
 * By what the candidates of a search are simulated, for reports. Whichever it is, the best of them are simulated bar by bar.
 *
 * @param name {@link #TRADES} or {@link #BARS}
 * @param why in a few words
 */
public record SimulatorChoice(String name, String why) {
    /** Trade by trade, which is faster. */
    public static final String TRADES = "trades";
    /** Bar by bar, by the simulator that knows everything. */
    public static final String BARS = "bars";

    public SimulatorChoice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
    }
}
