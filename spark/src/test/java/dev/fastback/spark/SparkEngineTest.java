package dev.fastback.spark;

import dev.fastback.engine.Engine;
import dev.fastback.testkit.EngineContract;
import java.util.Arrays;

/** The engine on two threads of Spark keeps what every engine promises. */
class SparkEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SparkEngine("local[2]", 2, null);
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }

    /** The pools of the connection live on with it: what must not live on is a thread that still runs our code. */
    @Override
    protected boolean keptByItsHost(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith("dev.fastback."));
    }
}
