package dev.fastback.engine;

import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastRun;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The model of a process that loads it for itself, a worker or an executor. Before simulations run it forecasts the bars that their folds need, once for those that come together; where
 * parameters are shared, all bars of the study, when the first simulations come. Rows are neither looked for in the cache nor put there: the
 * process that runs the study has done so, and what is asked for is the model's own cost.
 *
 * <p>Safe for use by many threads, which forecast one after another.
 */
public final class OwnModel {
    private static final double NANOS = 1e9;

    private final ForecasterRecipe recipe;
    private @Nullable Forecaster forecaster;
    private @Nullable Forecast whole;
    private final long residentBefore = ResidentMemory.bytes();
    private long rows;
    private long nanos;

    /**
     * A study with forecasts.
     *
     * @param study with those that some simulations need
     * @param failures by the number of a symbol, why it could not be forecast
     */
    public record Forecast(PreparedStudy study, Map<Integer, Throwable> failures) {
        public Forecast {
            failures = Map.copyOf(failures);
        }

        /** Returns the result of a simulation that could not be forecast; null for one that can run. */
        public @Nullable SimulationResult failed(int index) {
            Simulation simulation = study.study().simulation(index);
            Throwable failure = failures.get(simulation.symbol());
            return failure == null || !simulation.fold().isUsable() ? null : PreparedStudy.failed(simulation, failure);
        }
    }

    private OwnModel(ForecasterRecipe recipe) {
        this.recipe = recipe;
    }

    /**
     * Returns what makes a forecaster's model again in another process.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static ForecasterRecipe recipe(Forecaster forecaster) {
        return forecaster.recipe().orElseThrow(() -> new IllegalArgumentException(
                "--model-per-worker is for forecasters with a model that a process can load, and " + forecaster.id() + " has none"));
    }

    /** Tells a process whether it loads a model, and which; null for none. */
    public static void write(@Nullable ForecasterRecipe recipe, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeBoolean(recipe != null);
        if (recipe != null) {
            Path cache = recipe.settings().cache();
            out.writeUTF(recipe.text());
            out.writeUTF(cache == null ? "" : cache.toAbsolutePath().toString());
            out.writeUTF(recipe.settings().device());
        }
        out.flush();
    }

    /** Reads what {@link #write} told; null where no model is to be loaded. */
    public static @Nullable OwnModel read(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        if (!in.readBoolean()) {
            return null;
        }
        String text = in.readUTF();
        String cache = in.readUTF();
        return new OwnModel(new ForecasterRecipe(text, new ForecasterSettings(cache.isEmpty() ? null : Path.of(cache), in.readUTF(), false)));
    }

    /** Returns a study without the forecasts that its workers make for themselves. */
    public static PreparedStudy withoutForecasts(PreparedStudy study) {
        List<PreparedSymbol> symbols = new ArrayList<>();
        for (int s = 0; s < study.study().symbols().size(); s++) {
            symbols.add(new PreparedSymbol(study.symbol(s).symbol(), study.symbol(s).forecasts().withoutAny()));
        }
        return study.withSymbols(symbols);
    }

    /**
     * Returns the study with the forecasts that some simulations need.
     *
     * @throws StoppedException if told to stop before all were made
     */
    public synchronized Forecast forecast(PreparedStudy study, int[] indices) {
        if (whole != null) {
            return new Forecast(whole.study().withStop(study.stop()), whole.failures());
        }
        long start = System.nanoTime();
        Study asked = study.study();
        boolean shares = asked.search().isShared();
        Map<Integer, List<Fold>> folds = shares ? allFolds(asked) : folds(asked, indices);
        Forecast made = forecast(study, folds);
        whole = shares ? made : null;
        nanos += System.nanoTime() - start;
        return made;
    }

    private static Map<Integer, List<Fold>> allFolds(Study study) {
        Map<Integer, List<Fold>> folds = new TreeMap<>();
        for (int s = 0; s < study.symbols().size(); s++) {
            folds.put(s, study.usableFolds(s));
        }
        return folds;
    }

    private static Map<Integer, List<Fold>> folds(Study study, int[] indices) {
        Map<Integer, List<Fold>> folds = new TreeMap<>();
        for (int index : indices) {
            Simulation simulation = study.simulation(index);
            if (simulation.fold().isUsable()) {
                folds.computeIfAbsent(simulation.symbol(), s -> new ArrayList<>()).add(simulation.fold());
            }
        }
        return folds;
    }

    private Forecast forecast(PreparedStudy study, Map<Integer, List<Fold>> folds) {
        List<Integer> symbols = List.copyOf(folds.keySet());
        List<ForecastPlan> plans = new ArrayList<>();
        folds.forEach((s, of) -> plans.add(ForecastPlan.of(study.symbol(s).symbol().bars(), of, false)));
        ForecastRun.Answers answers = ForecastRun.ask(plans, forecaster(), study.stop()::isRequested, 1).orElseThrow(StoppedException::new);
        ForecastUse use = answers.use();
        rows += use.inferred() > 0 ? use.inferred() : plans.stream().mapToLong(plan -> plan.distinct() / 4).sum();
        List<PreparedSymbol> prepared = new ArrayList<>();
        for (int s = 0; s < study.study().symbols().size(); s++) {
            prepared.add(study.symbol(s));
        }
        Map<Integer, Throwable> failures = new TreeMap<>();
        for (int k = 0; k < symbols.size(); k++) {
            ForecastRun.Outcome outcome = answers.outcomes().get(k);
            if (outcome.failure() != null) {
                failures.put(symbols.get(k), outcome.failure());
            } else {
                Forecasts forecasts = outcome.forecasts();
                prepared.set(symbols.get(k), new PreparedSymbol(study.symbol(symbols.get(k)).symbol(), forecasts));
            }
        }
        return new Forecast(study.withSymbols(prepared), failures);
    }

    /** Returns what it has cost this process so far. */
    public synchronized ModelUse use() {
        long now = ResidentMemory.bytes();
        return new ModelUse(1, rows, nanos / NANOS, now, Math.max(0, now - residentBefore));
    }

    private Forecaster forecaster() {
        Forecaster known = forecaster;
        if (known == null) {
            known = Forecasters.of(recipe);
            forecaster = known;
        }
        return known;
    }
}
