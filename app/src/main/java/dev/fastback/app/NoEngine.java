package dev.fastback.app;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;

/** Runs nothing, for reports of what is in a journal. */
final class NoEngine implements Engine {
    /** The only one. */
    static final NoEngine INSTANCE = new NoEngine();

    private NoEngine() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public int workers() {
        return 0;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        // What is missing stays missing.
    }
}
