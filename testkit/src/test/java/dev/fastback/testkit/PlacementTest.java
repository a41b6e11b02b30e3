package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.journal.RunJournal;
import dev.fastback.journal.StudyView;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.RunHistory;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the work around searches is done, and by how many threads, changes no bit: forecasts, paths, statistics, sums, hash. */
class PlacementTest {
    /** Keeps results as bytes and makes results of them in the thread that asks for them, as the store does. */
    private static final class BytesJournal implements RunJournal {
        private final MemoryJournal rest;
        private final SimulationCodec codec;
        private final Map<Integer, byte[]> results = new TreeMap<>();

        BytesJournal(Study study) {
            rest = new MemoryJournal(study);
            codec = new SimulationCodec(study);
        }

        @Override
        public void append(List<SimulationResult> added) {
            added.forEach(result -> results.put(result.simulation().index(), codec.encode(result)));
        }

        @Override
        public BitSet finished() {
            BitSet finished = new BitSet();
            results.keySet().forEach(finished::set);
            return finished;
        }

        @Override
        public List<@Nullable SimulationResult> results(int from, int to) {
            return read(from, to).get();
        }

        @Override
        public Supplier<List<@Nullable SimulationResult>> read(int from, int to) {
            List<byte @Nullable []> read = new ArrayList<>();
            for (int i = from; i < to; i++) {
                read.add(results.get(i));
            }
            return () -> {
                List<@Nullable SimulationResult> made = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    byte[] bytes = read.get(i - from);
                    made.add(bytes == null ? null : codec.decode(i, bytes).withoutTrials());
                }
                return made;
            };
        }

        @Override
        public void putForecasts(ForecastRecord forecasts) {
            rest.putForecasts(forecasts);
        }

        @Override
        public Optional<ForecastRecord> forecasts() {
            return rest.forecasts();
        }

        @Override
        public void putSymbols(List<SymbolOutcome> outcomes) {
            rest.putSymbols(outcomes);
        }

        @Override
        public void putHistory(RunHistory history) {
            rest.putHistory(history);
        }

        @Override
        public Optional<RunHistory> history() {
            return rest.history();
        }

        @Override
        public SymbolOutcome symbol(int index) {
            return rest.symbol(index);
        }
    }

    private static final ResultReader NO_HASH = new ResultReader() {
        @Override
        public boolean wantsHash() {
            return false;
        }
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void threadsChangeNoBit(long seed) throws IOException {
        Study study = study(new SplittableRandom(seed));
        StudyResult alone = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        String hash = alone.resultHash();
        List<SymbolOutcome> outcomes = outcomes(alone);
        for (int workers = 1; workers <= 3; workers++) {
            String where = "seed " + seed + ", " + workers + " workers";
            BytesJournal journal = new BytesJournal(study);
            StudyResult together = StudyRunner.run(study, RunOptions.of(new ThreadEngine(workers)).withJournal(journal));
            together.read(ResultReader.NONE, workers);
            assertThat(together.resultHash()).as(where).isEqualTo(hash);
            assertThat(outcomes(together)).as(where).isEqualTo(outcomes);
            StudyResult stored = StudyView.of(study, journal);
            stored.read(ResultReader.NONE, workers); // which finds the sums by itself
            assertThat(stored.resultHash()).as(where).isEqualTo(hash);
            assertThat(stored.firstFailures().keySet()).as(where).isEqualTo(alone.firstFailures().keySet());
            StudyResult unhashed = StudyView.of(study, journal);
            unhashed.read(NO_HASH, workers);
            assertThat(unhashed.summary()).as(where).hasSameSizeAs(alone.summary());
            assertThat(unhashed.resultHash()).as(where).isEqualTo(hash); // by a further pass
        }
    }

    /** A study of one symbol or a few, now and then one that is too short, of different lengths, folds and searches. */
    private static Study study(SplittableRandom random) {
        StudyBuilder study = Study.builder();
        int symbols = 1 + random.nextInt(4);
        for (int s = 0; s < symbols; s++) {
            study.add(RandomBars.walk(random, s == 2 ? 30 : 90 + random.nextInt(200)).withSymbol("S" + s));
        }
        SearchSettings search = random.nextInt(3) == 0 ? new SearchSettings("direct", 40) : SearchSettings.EXACT;
        return study.forecaster(Forecasters.of(random.nextBoolean() ? "ar" : "mean5"))
                .search(search.withSharedBy(random.nextInt(3) == 0 ? 4 : 1))
                .walkForward(new WalkForward(20 + random.nextInt(300), 7, 1 + random.nextInt(2), 1))
                .judged(random.nextInt(4) != 0)
                .seed(random.nextLong())
                .build();
    }

    private static List<SymbolOutcome> outcomes(StudyResult result) {
        return result.symbols().stream().map(symbol -> symbol.outcome()).toList();
    }
}
