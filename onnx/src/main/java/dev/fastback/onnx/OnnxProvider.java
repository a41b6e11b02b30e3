package dev.fastback.onnx;

import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.ModelProvider;
import dev.fastback.forecast.ModelReport;
import dev.fastback.onnx.card.CardException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes forecasters of model cards. */
public final class OnnxProvider implements ModelProvider {
    private static final List<String> CARDS = List.of("chronos-bolt", "chronos-2", "timesfm-2.5", "ttm");

    /** Makes the provider. */
    public OnnxProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> unavailable() {
        return OnnxRuntime.unavailable();
    }

    @Override
    public Forecaster create(String text) {
        return create(text, ForecasterSettings.DEFAULT);
    }

    @Override
    public Forecaster create(String text, ForecasterSettings settings) {
        String file = text.startsWith(NAME + ":") ? text.substring(NAME.length() + 1) : text;
        if (file.equals(NAME)) {
            throw new CardException("forecaster onnx needs a card: name its file, which ends in .yaml, or onnx:FILE");
        }
        return OnnxForecaster.of(path(file), settings);
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new CardException("the card is no path: " + file);
        }
    }

    @Override
    public ModelReport check(String card, ForecasterSettings settings) {
        return ModelCheck.of(path(card), settings);
    }

    @Override
    public SortedMap<String, String> cards() {
        SortedMap<String, String> cards = new TreeMap<>();
        for (String name : CARDS) {
            try (InputStream in = OnnxProvider.class.getResourceAsStream("cards/" + name + ".yaml")) {
                if (in == null) {
                    throw new IllegalStateException("card " + name + " is not in the jar");
                }
                cards.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cards;
    }
}
