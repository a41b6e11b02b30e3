package dev.fastback.spark;

import dev.fastback.codec.FitCodec;
import dev.fastback.engine.EngineException;
import dev.fastback.result.Fit;
import dev.fastback.search.SplitSearch;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.FitRanges;
import dev.fastback.simulation.FitTask;
import dev.fastback.simulation.trials.FitPart;
import dev.fastback.simulation.trials.FitRange;
import dev.fastback.study.SearchRules;
import dev.fastback.study.Study;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The searches of one simulation with their candidates split over executors. What comes back is put together in the order of the candidates; a
 * range in which the strategy throws something is evaluated again here, so that the simulation fails as anywhere else.
 */
final class SplitSearches {
    /** From so many candidates on a search is split, where there are few simulations; and from so many, however many there are. */
    static final long FEW = 1 << 16;
    static final long MANY = 1 << 24;

    private static final long FIRST_CANDIDATES = 4096;
    private static final long MOST_CANDIDATES = 1 << 24;
    /** Ranges that wait for one before them, at most, for each task at a time. */
    private static final int MOST_WAITING = 8;

    private final Call call;
    private final JavaSparkContext spark;
    private final OnExecutor.Sent sent;
    private final int simulation;
    private final Slice[] slices;
    private int search = -1;
    private @Nullable EngineException failure;

    SplitSearches(Call call, JavaSparkContext spark, OnExecutor.Sent sent, int simulation, Slice[] slices) {
        this.slices = slices;
        this.call = call;
        this.spark = spark;
        this.sent = sent;
        this.simulation = simulation;
    }

    /** Returns whether executors have more to do when simulations follow one another, each on all of them, than when each has some of its own. */
    static boolean pays(Study study, int simulations, int parallelism) {
        SearchRules rules = study.search().rules();
        boolean endsEarly = rules.patience() != null || rules.target() != null;
        if (!(study.search().search() instanceof SplitSearch search) || study.search().isShared() || endsEarly) {
            return false;
        }
        long most = study.strategies().stream()
                .map(strategy -> strategy.space())
                .filter(space -> !space.isEmpty())
                .mapToLong(search::places)
                .max()
                .orElse(0);
        return most >= MANY || (most >= FEW && simulations < 2L * parallelism);
    }

    /** Returns what a search finds: on the executors if it is large, else here. */
    Fit solve(FitTask task) {
        search++;
        Optional<FitRanges> ranges = task.ranges().filter(all -> all.places() >= FEW);
        if (ranges.isEmpty()) {
            return task.solve();
        }
        return new Split(ranges.get()).fit();
    }

    /** Throws what ended the run, if something has: a simulation does not fail of it. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    /** A range with its answer. */
    private record Ended(FitRange range, EvaluateRange.Answer answer) {
        FitPart part(FitRanges ranges) {
            return answer.end() == EvaluateRange.End.FOUND ? FitCodec.decodePart(answer.part()) : ranges.evaluate(range);
        }
    }

    /** One search. */
    private final class Split implements Jobs.Work<EvaluateRange.Task, EvaluateRange.Answer> {
        private final FitRanges ranges;
        private final Pace pace = new Pace(FIRST_CANDIDATES, MOST_CANDIDATES);
        /** Answers that came before those of earlier ranges, by the first place. */
        private final TreeMap<Long, Ended> waiting = new TreeMap<>();
        private long taken;

        Split(FitRanges ranges) {
            this.ranges = ranges;
        }

        Fit fit() {
            try {
                call.drive(new Jobs<>(spark, new EvaluateRange(sent), this), () -> ranges.next() < ranges.places());
            } catch (EngineException e) {
                failure = e;
                throw new StoppedException(ranges.best());
            }
            if (taken < ranges.places()) {
                throw new StoppedException(ranges.best());
            }
            return ranges.fit(pace.nanos());
        }

        @Override
        public EvaluateRange.@Nullable Task next(int parallelism) {
            long left = ranges.places() - ranges.next();
            if (left == 0 || waiting.size() > MOST_WAITING * parallelism) {
                return null;
            }
            return new EvaluateRange.Task(simulation, search, FitCodec.encode(ranges.begin(pace.next(left, parallelism))), slices);
        }

        @Override
        public List<EvaluateRange.Task> take(EvaluateRange.Task task, EvaluateRange.Answer answer) {
            FitRange range = FitCodec.decodeRange(task.range());
            call.seen(answer.executor(), 0);
            if (answer.end() == EvaluateRange.End.KILLED) {
                return List.of(task);
            }
            waiting.put(range.from(), new Ended(range, answer));
            pace.take(range.to() - range.from(), answer.nanos());
            while (!waiting.isEmpty() && waiting.firstKey() == taken) {
                Ended first = waiting.pollFirstEntry().getValue();
                ranges.take(first.part(ranges));
                taken = first.range().to();
            }
            return List.of();
        }

        @Override
        public List<EvaluateRange.Task> parts(EvaluateRange.Task task) {
            return List.of(task);
        }

        @Override
        public void lost(EvaluateRange.Task task, String reason) {
            throw new LostTask(reason);
        }
    }
}
