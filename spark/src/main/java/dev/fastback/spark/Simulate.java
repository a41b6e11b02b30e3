package dev.fastback.spark;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs some simulations, one after another. */
final class Simulate extends OnExecutor<int[], Simulate.Answer> {
    private static final long serialVersionUID = 1L;

    Simulate(Sent sent) {
        super(sent);
    }

    /**
     * What a task sends back.
     *
     * @param indices the simulations that ended, in order
     * @param results the result of each, encoded
     * @param nanos time that they took together
     * @param executor where it ran
     */
    record Answer(int[] indices, byte[][] results, long nanos, String executor) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    Answer run(PreparedStudy study, int[] indices) {
        SimulationCodec codec = new SimulationCodec(study.study());
        List<byte[]> results = new ArrayList<>(indices.length);
        long start = System.nanoTime();
        int done = 0;
        while (done < indices.length && !study.stop().isRequested()) {
            SimulationResult result = study.run(indices[done]);
            if (result instanceof SimulationResult.Interrupted) {
                break;
            }
            results.add(codec.encode(result));
            done++;
        }
        return new Answer(Arrays.copyOf(indices, done), results.toArray(byte[][]::new), System.nanoTime() - start, executor());
    }
}
