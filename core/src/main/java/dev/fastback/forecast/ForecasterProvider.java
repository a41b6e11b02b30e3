package dev.fastback.forecast;

import dev.fastback.component.Component;

/** Makes forecasters; found with {@link java.util.ServiceLoader}, by {@code Forecasters}. */
public interface ForecasterProvider extends Component {
    /**
     * Makes the forecaster that a text asks for.
     *
     * @param text the provider's name, for example {@code mean5}; where it has settings, a colon and what it understands may follow
     * @throws IllegalArgumentException if it makes no such forecaster; the message says why in one line
     */
    Forecaster create(String text);

    /**
     * Makes the forecaster that a text asks for, where how it is made can be chosen.
     *
     * @throws IllegalArgumentException likewise
     */
    default Forecaster create(String text, ForecasterSettings settings) {
        return create(text);
    }

    /** Returns whether what it makes may compute on the device of the settings; those of Fastback that are computed in Java do not. */
    default boolean usesDevice() {
        return true;
    }
}
