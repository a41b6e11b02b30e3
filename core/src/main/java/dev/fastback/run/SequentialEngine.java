package dev.fastback.run;

import java.util.function.Consumer;

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
    public void run(PreparedStudy study, Consumer<SimulationResult> sink, StopSignal stop) {
        int count = study.study().simulationCount();
        for (int i = 0; i < count && !stop.isRequested(); i++) {
            sink.accept(study.run(i));
        }
    }
}
