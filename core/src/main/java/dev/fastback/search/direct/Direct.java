package dev.fastback.search.direct;

import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The DIRECT method (dividing rectangles) for any number of real parameters; {@link DirectConfig} names its sources.
 *
 * <p>The box, seen as the unit cube, is divided into rectangles, each known by the value at its centre. An iteration chooses
 * the rectangles that could hold the best point and cuts each into thirds along its longest sides. Which ones it chooses does
 * not depend on the values that it asks for, so a batch is a whole iteration; the first one also holds the centre of the box.
 *
 * <p>With {@link DirectConfig.Variant#SCIPY} the points asked for are those of SciPy 1.10.1, bit for bit and in its order, for
 * the objective with its sign changed; only the reported best point may differ by a last bit, because it is a point that was
 * evaluated. Where the originals have no answer: a parameter whose bounds are equal keeps its value and is not searched; a
 * value that is not a number counts as worse than all others, so that a run in which every value is not a number returns the
 * centre and NaN; a point that rounding puts outside the box is moved to its bound. A run over a box that is a single point
 * evaluates it and ends with {@link StopReason#EXACT}. The fixed work arrays of SciPy, which end a run of it early when they
 * overflow, are not imitated.
 *
 * <p>Before the end, {@link #best} gives {@link StopReason#BUDGET} for the reason: whoever stops asking has spent enough.
 *
 * <p>Not safe for use by several threads. Memory is {@code 32 + 8 n} bytes an evaluation for {@code n} parameters, eight more for
 * every 64 of them beyond the first, and at most twice that while it grows.
 */
public final class Direct implements Optimizer {
    private static final int MAX_FIRST_CAPACITY = 2048;

    private final DirectConfig config;
    private final DirectBox box;
    private final DirectMeasure measure;
    private final DirectRectangles rectangles;
    private final DirectSelection selection;
    private final DirectSplit split;
    private final IntSequence chosen = new IntSequence();
    private final PointBatch batch;

    private boolean asked;
    private int iteration = 1;
    private long evaluations;
    private int best;
    private double bestValue = Double.NaN;
    private @Nullable StopReason reason;

    /**
     * Makes a run over a box.
     *
     * @throws IllegalArgumentException if the width of a parameter is not finite
     */
    public Direct(ParameterSpace space, DirectConfig config) {
        this.config = Objects.requireNonNull(config, "config");
        box = new DirectBox(space);
        int n = box.searchedDimension();
        int capacity = Math.min(config.maxEvaluations(), MAX_FIRST_CAPACITY);
        measure = new DirectMeasure(n, config.locallyBiased());
        rectangles = DirectRectangles.take(n, capacity + capacity / 8 + 4 * n + 1);
        DirectLevels levels = new DirectLevels(rectangles);
        selection = new DirectSelection(rectangles, levels, measure, config);
        split = new DirectSplit(rectangles, levels, measure);
        batch = new PointBatch(space.dimension());
    }

    @Override
    public PointBatch ask() {
        if (!asked && reason == null) {
            int first = rectangles.count();
            if (iteration == 1) {
                rectangles.addCube();
                split.addChildren(0);
            } else {
                selection.select(rectangles.value(best), chosen);
                for (int i = 0; i < chosen.size; i++) {
                    split.addChildren(chosen.items[i]);
                }
            }
            box.addPoints(rectangles, first, batch);
            asked = true;
        }
        return batch;
    }

    @Override
    public void tell(ValueBatch values) {
        if (!asked) {
            throw new IllegalStateException("no points were asked for");
        }
        if (values.metrics() > 1 || values.constraints() > 0) {
            throw new IllegalArgumentException("DIRECT weighs one metric without outcome constraints: " + values.metrics() + ", "
                    + values.constraints());
        }
        batch.requireValues(values);
        takeValues(values.metric(0));
        int child = rectangles.count() - batch.count();
        if (iteration == 1) {
            split.divide(0, child + 1);
        } else {
            for (int i = 0; i < chosen.size; i++) {
                child = split.divide(chosen.items[i], child);
            }
        }
        asked = false;
        batch.clear();
        reason = endIteration();
    }

    /** Ends the use of this run; its memory serves the next one of the thread. */
    void giveBack() {
        rectangles.giveBack();
    }

    private @Nullable StopReason endIteration() {
        if (rectangles.dimension == 0) {
            return StopReason.EXACT;
        }
        StopReason reached = iteration == 1 ? null : reached();
        if (reached != null) {
            return reached;
        }
        iteration++;
        return iteration >= config.maxIterations() ? StopReason.ITERATIONS : null;
    }

    private @Nullable StopReason reached() {
        if (rectangles.volume(best) <= config.volumeTolerance()) {
            return StopReason.VOLUME;
        }
        if (measure.size(split.level(best)) <= config.lengthTolerance()) {
            return StopReason.LENGTH;
        }
        if (config.target().isPresent()) {
            double target = -config.target().getAsDouble();
            double unit = target == 0.0 ? 1.0 : Math.abs(target);
            if ((rectangles.value(best) - target) / unit <= config.targetTolerance()) {
                return StopReason.TARGET;
            }
        }
        return evaluations > config.maxEvaluations() ? StopReason.BUDGET : null;
    }

    // The new rectangles are the points of the batch, in its order.
    private void takeValues(double[] values) {
        int first = rectangles.count() - batch.count();
        for (int i = 0; i < batch.count(); i++) {
            int rectangle = first + i;
            rectangles.setValue(rectangle, -values[i]);
            if (rectangle == 0 || rectangles.keys[rectangle] < rectangles.keys[best]) {
                best = rectangle;
                bestValue = values[i];
            }
        }
        evaluations += batch.count();
    }

    @Override
    public Solution best() {
        if (evaluations == 0) {
            throw new IllegalStateException("no value was told yet");
        }
        return new Solution(
                box.point(rectangles, best),
                bestValue,
                evaluations,
                iteration,
                Math.max(0, evaluations - config.maxEvaluations()),
                reason == null ? StopReason.BUDGET : reason);
    }
}
