package dev.fastback.engine;

import dev.fastback.engine.WorkerState.Activity;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.util.List;

/** Runs simulations one after another in the calling thread. */
public final class SequentialEngine implements Engine {
    static final String NAME = "sequential";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        int[] finished = new int[1];
        Activity[] activity = {Activity.BUSY};
        WorkerReport report =
                new WorkerReport(sink, () -> List.of(new WorkerState("worker-0", activity[0], finished[0])));
        report.tell();
        PreparedStudy stoppable = study.withStop(stop);
        for (int i = 0; i < indices.length && !stop.isRequested(); i++) {
            sink.accept(stoppable.run(indices[i]));
            finished[0]++;
            report.tellIfDue();
        }
        activity[0] = Activity.ENDED;
        report.tell();
    }
}
