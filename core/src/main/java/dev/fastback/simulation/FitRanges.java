package dev.fastback.simulation;

import dev.fastback.result.Fit;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.SplitSearch;
import dev.fastback.search.TrialSink;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.simulation.trials.FitPart;
import dev.fastback.simulation.trials.FitRange;
import dev.fastback.simulation.trials.TopTrials;
import dev.fastback.simulation.trials.TrialKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One search of a simulation in ranges of its places: begun in their order in one process, evaluated anywhere, taken back in their order. The fit
 * is that of the whole search, trials included, for any ranges. Not safe for use by several threads, but for {@link #evaluate}.
 */
public final class FitRanges {
    private final FitTask task;
    private final SplitSearch search;
    private final ParameterSpace space;
    private final @Nullable TrialKeeper trials;
    private final @Nullable TopTrials top;
    private final List<Solution> found = new ArrayList<>();
    private long begun;
    private long number;

    FitRanges(FitTask task, SplitSearch search, @Nullable TrialKeeper trials, @Nullable TopTrials top) {
        this.task = task;
        this.search = search;
        this.space = task.objective().space();
        this.trials = trials;
        this.top = top;
    }

    /** Returns how many places there are. */
    public long places() {
        return search.places(space);
    }

    /** Returns the place at which the next range begins; {@link #places} when all ranges were begun. */
    public long next() {
        return begun;
    }

    /**
     * Begins the next range. Where trials are kept, it counts the points that constraints permit, because a trial is known by its number.
     *
     * @param count places, positive, at most as many as are left
     */
    public FitRange begin(long count) {
        FitRange range = new FitRange(begun, begun + count, number, trials == null ? null : trials.bound());
        if (range.to() > places()) {
            throw new IllegalArgumentException("range must end by " + places() + ": " + range.to());
        }
        begun = range.to();
        number += trials == null ? count : search.points(space, range.from(), range.to());
        return range;
    }

    /**
     * Evaluates a range, here and now; what was taken so far has no part in it.
     *
     * @throws dev.fastback.search.StoppedException if told to stop meanwhile
     */
    public FitPart evaluate(FitRange range) {
        SearchContext context = task.context();
        TrialKeeper kept = trials == null ? null : trials.ofRange(range);
        TrialSink sink = kept == null ? TrialSink.NONE : kept;
        TopTrials judged = top == null ? null : top.ofRange(sink);
        Optional<Solution> best = search.search(
                task.objective(),
                new SearchContext(context.budget(), context.seed(), context.stop(), judged == null ? sink : judged, context.batch()),
                range.from(),
                range.to());
        return new FitPart(best.orElse(null), kept == null ? null : kept.part(), judged == null ? List.of() : judged.best());
    }

    /** Takes what was found in the range that follows those taken so far. */
    public void take(FitPart part) {
        if (part.best() != null) {
            found.add(part.best());
        }
        if (trials != null && part.kept() != null) {
            trials.take(part.kept());
        }
        if (top != null) {
            top.take(part.judged());
        }
    }

    /** Returns the best of what was taken so far; null if there is none. */
    public @Nullable Solution best() {
        return found.isEmpty() ? null : search.joined(space, found);
    }

    /**
     * Returns the fit, when all ranges were taken.
     *
     * @param nanos time that they took together
     * @throws IllegalArgumentException if the constraints permit no point; the message says so
     */
    public Fit fit(long nanos) {
        return task.fit(search.joined(space, found), nanos);
    }
}
