package dev.fastback.forecast.builtin;

import dev.fastback.component.OneLine;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastException;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterUnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several forecasters, each for what those before it could not answer: where one throws, or gives what is no forecast. A batch that fails is asked again in halves,
 * so that a context takes no other with it. What the last one cannot answer fails as it would alone. Fallbacks are counted in {@link ForecastUse}.
 *
 * @param forecasters in the order in which they are asked, at least two
 */
public record FallbackForecaster(List<Forecaster> forecasters) implements Forecaster {
    public FallbackForecaster {
        forecasters = List.copyOf(forecasters);
        if (forecasters.size() < 2) {
            throw new IllegalArgumentException("a chain has at least two forecasters: " + forecasters.size());
        }
    }

    @Override
    public String id() {
        return forecasters.stream().map(Forecaster::id).collect(Collectors.joining(","));
    }

    @Override
    public int contextLimit() {
        return forecasters.stream().mapToInt(Forecaster::contextLimit).max().orElseThrow();
    }

    @Override
    public SortedMap<String, String> origin() {
        SortedMap<String, String> origin = new TreeMap<>();
        for (int i = 0; i < forecasters.size(); i++) {
            String place = "." + (i + 1);
            forecasters.get(i).origin().forEach((name, value) -> {
                String known = origin.putIfAbsent(name, value);
                if (known != null && !known.equals(value)) {
                    origin.put(name + place, value); // two models, each with a file of its own
                }
            });
        }
        return origin;
    }

    /** Returns what the first one does not leave to others. */
    @Override
    public Forecaster forShortSeries() {
        return forecasters.getFirst().forShortSeries();
    }

    @Override
    public void asked() {
        forecasters.forEach(Forecaster::asked);
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        ForecastBatch all = ForecastBatch.ofSize(contexts.size());
        int[] open = new int[contexts.size()];
        Arrays.setAll(open, i -> i);
        Map<Integer, String> faults = new HashMap<>();
        ForecastUse use = fill(contexts, open, 0, all, faults);
        return all.withUse(use).withFaults(faults);
    }

    /** What a forecaster left open: which of the questions, and why, of the first one. */
    private static final class Open {
        final List<Integer> questions = new ArrayList<>();
        @Nullable String reason;

        void add(int question, String why) {
            questions.add(question);
            reason = reason == null ? why : reason;
        }
    }

    /** Has the forecaster with an index, and those after it, answer some questions; returns what it took. */
    private ForecastUse fill(List<Context> contexts, int[] questions, int index, ForecastBatch all, Map<Integer, String> faults) {
        Forecaster forecaster = forecasters.get(index);
        if (index == forecasters.size() - 1) {
            ForecastBatch given = forecaster.forecast(Arrays.stream(questions).mapToObj(contexts::get).toList());
            copy(given, questions, all);
            given.faults().forEach((i, fault) -> faults.put(questions[i], fault));
            return given.use();
        }
        Open open = new Open();
        ForecastUse use = ask(contexts, questions, forecaster, all, open);
        if (open.questions.isEmpty()) {
            return use;
        }
        int[] left = open.questions.stream().mapToInt(Integer::intValue).toArray();
        ForecastUse.Fallback fallback = new ForecastUse.Fallback(
                forecaster.id(), forecasters.get(index + 1).id(), left.length, String.valueOf(open.reason));
        return use.plus(new ForecastUse(0, 0, List.of(fallback))).plus(fill(contexts, left, index + 1, all, faults));
    }

    private static ForecastUse ask(List<Context> contexts, int[] questions, Forecaster forecaster, ForecastBatch all, Open open) {
        ForecastBatch given;
        try {
            given = forecaster.forecast(Arrays.stream(questions).mapToObj(contexts::get).toList());
            if (given.point().length != questions.length) {
                throw new ForecastException("answered " + given.point().length + " of " + questions.length + " questions");
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            if (questions.length == 1 || isOfNoContext(e)) {
                for (int question : questions) {
                    open.add(question, OneLine.of(e));
                }
                return ForecastUse.NONE;
            }
            int middle = questions.length / 2;
            return ask(contexts, Arrays.copyOfRange(questions, 0, middle), forecaster, all, open)
                    .plus(ask(contexts, Arrays.copyOfRange(questions, middle, questions.length), forecaster, all, open));
        }
        for (int i = 0; i < questions.length; i++) {
            String fault = given.fault(i);
            if (fault != null) {
                open.add(questions[i], fault);
            }
        }
        copy(given, questions, all);
        return given.use();
    }

    /** Returns whether a forecaster can be used for no context at all: halves would fail likewise. */
    private static boolean isOfNoContext(Throwable e) {
        return e instanceof LinkageError || e instanceof ForecasterUnusableException;
    }

    private static void copy(ForecastBatch given, int[] questions, ForecastBatch all) {
        for (int i = 0; i < questions.length; i++) {
            all.point()[questions[i]] = given.point()[i];
            all.lower()[questions[i]] = given.lower()[i];
            all.upper()[questions[i]] = given.upper()[i];
        }
    }
}
