package dev.fastback.engine;

import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;

/** Runs simulations one after another in the calling thread. */
public final class SequentialEngine implements Engine {
    @Override
    public String name() {
        return "sequential";
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        for (int i = 0; i < indices.length && !stop.isRequested(); i++) {
            sink.accept(study.run(indices[i]));
        }
    }
}
