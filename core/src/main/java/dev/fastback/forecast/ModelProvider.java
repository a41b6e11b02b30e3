package dev.fastback.forecast;

import java.util.SortedMap;

/** Makes forecasters of model files that a card describes. */
public interface ModelProvider extends ForecasterProvider {
    /** The name of the provider that reads cards. */
    String NAME = "onnx";

    /**
     * Looks at a model as far as that can be done, runs it, and says what is wrong with it or its card.
     *
     * @param card the file of the card
     */
    ModelReport check(String card, ForecasterSettings settings);

    /** Returns the cards of well-known models that come with it, by name. */
    SortedMap<String, String> cards();
}
