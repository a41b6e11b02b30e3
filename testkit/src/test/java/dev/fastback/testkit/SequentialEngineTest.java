package dev.fastback.testkit;

import dev.fastback.run.Engine;
import dev.fastback.run.SequentialEngine;

class SequentialEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SequentialEngine();
    }
}
