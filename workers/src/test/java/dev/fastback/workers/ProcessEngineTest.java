package dev.fastback.workers;

import dev.fastback.run.Engine;
import dev.fastback.testkit.EngineContract;

class ProcessEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new ProcessEngine(ProcessSettings.of(2).withMemoryBytes(64L << 20));
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }
}
