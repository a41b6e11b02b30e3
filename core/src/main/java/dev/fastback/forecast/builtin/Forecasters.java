package dev.fastback.forecast.builtin;

import dev.fastback.component.Components;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterProvider;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.Mean5Forecaster;
import dev.fastback.forecast.ModelProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/** The forecasters by name: the statistical ones, the model that comes with Fastback, and those that a {@link ForecasterProvider} makes. */
public final class Forecasters {
    private static final Components<ForecasterProvider> ALL = Components.of(
            "forecaster",
            List.of(
                    new Statistical("mean5", new Mean5Forecaster()),
                    new Statistical("previous", new PreviousForecaster()),
                    new Statistical("ewma", EwmaForecaster.DEFAULT),
                    new Statistical("ar", ArForecaster.DEFAULT),
                    new Statistical("zero", new ZeroForecaster()),
                    new Statistical("ewma-vol", new EwmaVolForecaster()),
                    new Statistical("rolling", new RollingForecaster()),
                    new Linear(),
                    new Nano()),
            ServiceLoader.load(ForecasterProvider.class, Forecasters.class.getClassLoader()));

    /** What stands before the file of a linear model. */
    public static final String LINEAR_FILE = "linear:";

    private Forecasters() {}

    /** Returns what there is, the reference forecaster first. */
    public static Components<ForecasterProvider> all() {
        return ALL;
    }

    /** Returns the names, the reference forecaster first. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * Returns the forecaster that a text asks for: a name, which gives it in its usual settings; a name, a colon and settings; the file of a model's card,
     * which ends in {@code .yaml} or {@code .yml}; or several of these with commas between them, each for what those before it cannot answer
     * ({@link FallbackForecaster}).
     *
     * @throws IllegalArgumentException if there is none, or it cannot work here; the message lists the names, or says why
     */
    public static Forecaster of(String text) {
        return of(text, ForecasterSettings.DEFAULT);
    }

    /** Returns the forecaster that a text asks for, made with settings. */
    public static Forecaster of(String text, ForecasterSettings settings) {
        if (text.indexOf(',') < 0) {
            return one(text, settings);
        }
        List<Forecaster> chain = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("a forecaster is missing between commas: " + text);
            }
            chain.add(one(part.strip(), settings));
        }
        return new FallbackForecaster(chain);
    }

    /** Returns whether a text names the card of a model. */
    public static boolean isCard(String text) {
        return text.endsWith(".yaml") || text.endsWith(".yml");
    }

    /**
     * Returns whether any forecaster that a text asks for computes on the device of {@link ForecasterSettings}.
     *
     * @throws IllegalArgumentException if there is no such forecaster
     */
    public static boolean useDevice(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).anyMatch(part -> isCard(part) || provider(part).usesDevice());
    }

    /**
     * Returns what reads cards of models.
     *
     * @throws IllegalArgumentException if it is not there or cannot work here, in one line
     */
    public static ModelProvider models() {
        if (ALL.find(ModelProvider.NAME).isEmpty()) {
            throw new IllegalArgumentException("models need the module onnx, fastback-onnx, which is not on the class path");
        }
        return (ModelProvider) ALL.get(ModelProvider.NAME);
    }

    private static Forecaster one(String text, ForecasterSettings settings) {
        if (isCard(text)) {
            return models().create(text, settings);
        }
        return provider(text).create(text, settings);
    }

    private static ForecasterProvider provider(String text) {
        int colon = text.indexOf(':');
        return ALL.get(colon < 0 ? text : text.substring(0, colon));
    }

    /** The linear model: the one that comes with Fastback, or that of a file. */
    private record Linear() implements ForecasterProvider {
        @Override
        public String name() {
            return "linear";
        }

        @Override
        public Forecaster create(String text) {
            return text.equals(name()) ? new LinearForecaster() : LinearForecaster.of(text.substring(LINEAR_FILE.length()));
        }

        @Override
        public boolean usesDevice() {
            return false;
        }
    }

    /** The model that comes with Fastback; its file is read when it is asked for. */
    private record Nano() implements ForecasterProvider {
        @Override
        public String name() {
            return "nano";
        }

        @Override
        public Forecaster create(String text) {
            if (!text.equals(name())) {
                throw new IllegalArgumentException("forecaster nano has no settings: " + text);
            }
            return new NanoForecaster();
        }

        @Override
        public boolean usesDevice() {
            return false;
        }
    }

    private record Statistical(String name, Forecaster forecaster) implements ForecasterProvider {
        @Override
        public Forecaster create(String text) {
            if (!text.equals(name)) {
                throw new IllegalArgumentException("forecaster " + name + " has no settings: " + text);
            }
            return forecaster;
        }

        @Override
        public boolean usesDevice() {
            return false;
        }
    }
}
