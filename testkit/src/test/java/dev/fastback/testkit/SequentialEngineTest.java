package dev.fastback.testkit;

import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;

class SequentialEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SequentialEngine();
    }
}
