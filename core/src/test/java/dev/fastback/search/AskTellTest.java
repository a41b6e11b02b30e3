package dev.fastback.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskTellTest {
    private static final ParameterSpace SPACE = new ParameterSpace(List.of(new RealParameter("x", 0, 1)));
    private static final int POINTS = 1_000_000;
    private static final long MILLI = 1_000_000;

    @Test
    void stepsFollowThePaceAndStayFewButForTheQuickest() {
        assertThat(AskTell.next(1, 1, 1_000)).isEqualTo(4);
        assertThat(AskTell.next(16, 16, 16_000)).isEqualTo(64);
        assertThat(AskTell.next(256, 256, 10_000)).isEqualTo(1024);
        assertThat(AskTell.next(1024, 1024, 10_000)).as("no more").isEqualTo(1024);
        assertThat(AskTell.next(1024, 1024, 2 * MILLI)).as("over a millisecond").isEqualTo(64);
        assertThat(AskTell.next(1024, 1024, 1024 * 10 * MILLI)).as("at once, however long it took").isOne();
        assertThat(AskTell.next(64, 3, 1_000)).as("the end of a batch says little").isEqualTo(64);
        assertThat(AskTell.next(1, 1, 0)).as("below the clock's resolution").isEqualTo(4);
        assertThat(AskTell.next(4, 4, MILLI)).as("as many as take the usual time").isEqualTo(10);
    }

    @Test
    void aStepEndsSoonThoughPointsSuddenlyTakeLong() {
        StopSignal stop = new StopSignal();
        Sudden objective = new Sudden(stop);
        SearchContext context = new SearchContext(Budget.UNLIMITED, 0, stop, TrialSink.NONE);
        assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> AskTell.run(new OneBatch(), objective, context));
        assertThat(objective.steps).as("all points but the slow ones were quick").hasSizeGreaterThan(100);
        assertThat(objective.steps).allMatch(points -> points <= 1024);
        assertThat(objective.steps.getLast()).as("the step in which it slowed down").isLessThanOrEqualTo(1024);
    }

    /** Takes next to nothing for each of the first hundred thousand points; then it takes its time, and a stop comes. */
    private static final class Sudden implements Objective {
        private final StopSignal stop;
        private final List<Integer> steps = new ArrayList<>();

        Sudden(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public ParameterSpace space() {
            return SPACE;
        }

        @Override
        public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
            steps.add(to - from);
            for (int i = from; i < to; i++) {
                values.metric(0)[i] = i;
            }
            if (to > 100_000) {
                stop.request();
            }
        }
    }

    /** Asks for many points at once. */
    private static final class OneBatch implements Optimizer {
        private boolean asked;

        @Override
        public PointBatch ask() {
            PointBatch batch = new PointBatch(1);
            for (int i = 0; i < POINTS && !asked; i++) {
                batch.add(new double[] {i / (double) POINTS});
            }
            asked = true;
            return batch;
        }

        @Override
        public void tell(ValueBatch values) {
            throw new AssertionError("the batch was not evaluated to its end");
        }

        @Override
        public Solution best() {
            throw new AssertionError("it was stopped");
        }
    }
}
