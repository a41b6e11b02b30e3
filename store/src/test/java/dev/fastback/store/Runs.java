package dev.fastback.store;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Studies and runs for tests. */
final class Runs {
    private Runs() {}

    /** Returns a study of two symbols; a third of the simulations has too few bars. */
    static Study study(long seed, int simulations) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", seed, Math.max(20, simulations * 2 / 3)))
                .add(SyntheticMarket.bars("BTCUSD", seed, 300))
                .strategies(Strategies.all())
                .walkForward(new WalkForward(simulations, 7, 1, 0))
                .seed(seed)
                .build();
    }

    /** Returns a generator for a test and prints the seed, which the system property {@code fastback.seed} sets. */
    static SplittableRandom random(String test, long defaultSeed) {
        long seed = Long.getLong("fastback.seed", defaultSeed);
        System.out.println(test + ": seed " + seed);
        return new SplittableRandom(seed);
    }

    /** Runs lines of SQL on the store of a folder, past it. */
    static void sql(Path home, String... lines) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"));
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    static NewRun run(Study study) {
        return new NewRun(
                Instant.parse("2026-11-23T14:30:15Z"),
                "0.1.0",
                "25",
                study.seed(),
                study.simulationCount(),
                "{\"seed\":" + study.seed() + ",\"simulations\":" + study.simulationCount() + "}",
                "{\"arguments\":[]}");
    }

    /** Returns all results of a study, computed anew. */
    static List<SimulationResult> results(Study study) {
        return StudyRunner.run(study).simulations().toList();
    }

    static StudyResult finish(Study study, SqliteJournal journal) {
        return StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
    }

    /** Stores a whole run and returns its id. */
    static String store(Path home, Study study) {
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(run(study), study)) {
            finish(study, journal);
            journal.finish(RunState.COMPLETED);
            return journal.record().id();
        }
    }
}
