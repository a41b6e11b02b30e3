package dev.fastback.store;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long does the store take for a simulation, at the start and at the end of a long run? Arguments: a folder and the number of
 * simulations. Results of all nine strategies are copied to other indices, so that nothing but the store takes time.
 *
 * <pre>java -Xmx512m -cp ... dev.fastback.store.StoreOverhead FOLDER 1000000</pre>
 */
final class StoreOverhead {
    private static final int SYMBOLS = 10;
    private static final int BATCH = 256;

    private StoreOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int simulations = Integer.parseInt(arguments[1]);
        Path home = Path.of(arguments[0]);
        Study study = study(simulations / SYMBOLS);
        List<SimulationResult> samples = StudyRunner.run(study(100)).simulations().filter(Completed.class::isInstance).toList();
        long written = 0;
        String id;
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(study), study)) {
            id = journal.record().id();
            int tenth = Math.max(BATCH, simulations / 10);
            long mark = System.nanoTime();
            int marked = 0;
            for (int from = 0; from < simulations; from += BATCH) {
                List<SimulationResult> batch = new ArrayList<>(BATCH);
                for (int i = from; i < Math.min(simulations, from + BATCH); i++) {
                    Completed sample = (Completed) samples.get(i % samples.size());
                    batch.add(new Completed(study.simulation(i), sample.strategies(), sample.searchNanos(), sample.scoreNanos()));
                }
                long start = System.nanoTime();
                journal.append(batch);
                written += System.nanoTime() - start;
                if (from + BATCH - marked >= tenth) {
                    say("%,9d written, the last %,d at %.1f us each, heap %d MiB", from + BATCH, from + BATCH - marked,
                            (System.nanoTime() - mark) / 1e3 / (from + BATCH - marked),
                            Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20);
                    marked = from + BATCH;
                    mark = System.nanoTime();
                }
            }
            long start = System.nanoTime();
            journal.finish(RunState.STOPPED);
            say("finish, all read back: %.1f us a simulation", (System.nanoTime() - start) / 1e3 / simulations);
        }
        say("append: %.1f us a simulation; file %,d MiB", written / 1e3 / simulations, Files.size(home.resolve("runs.db")) >> 20);
        long start = System.nanoTime();
        try (RunStore store = RunStore.open(home)) {
            store.list();
            say("open and list: %.3f s", (System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            try (SqliteJournal journal = store.resume(id, Runs.run(study), study, null)) {
                say("resume, every result checked: %.1f us a simulation, %.3f s", (System.nanoTime() - start) / 1e3 / simulations,
                        (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private static Study study(int simulations) {
        var builder = Study.builder().walkForward(new WalkForward(simulations, 7, 1, 0));
        for (int s = 0; s < SYMBOLS; s++) {
            builder.add(SyntheticMarket.bars("ETHUSD", s, Math.min(SyntheticMarket.MAX_COUNT, simulations + 20)).withSymbol("S" + s));
        }
        return builder.build();
    }

    private static void say(String pattern, Object... values) {
        System.out.printf(Locale.ROOT, pattern + "%n", values);
    }
}
