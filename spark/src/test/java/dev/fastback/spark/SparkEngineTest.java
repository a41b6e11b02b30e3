package dev.fastback.spark;

import dev.fastback.engine.Engine;
import dev.fastback.testkit.EngineContract;

/** The engine on two threads of Spark keeps what every engine promises. */
class SparkEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SparkEngine("local[2]", 2);
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }
}
