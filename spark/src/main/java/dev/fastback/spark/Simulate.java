package dev.fastback.spark;

import dev.fastback.codec.ResultFiles;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.OwnModel;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/** Runs some simulations, one after another, and sends their results back or writes them to a file that the parent finds too. */
final class Simulate extends OnExecutor<Simulate.Task, Simulate.Answer> {
    private static final long serialVersionUID = 1L;

    private final @Nullable String folder;

    /**
     * Makes the work of tasks.
     *
     * @param folder where results are written; null to send them back
     */
    Simulate(Sent sent, @Nullable String folder) {
        super(sent);
        this.folder = folder;
    }

    /**
     * Simulations to run.
     *
     * @param indices in order
     * @param slices with their symbols
     */
    record Task(int[] indices, Slice[] slices) implements OnExecutor.Task {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What a task sends back.
     *
     * @param indices the simulations that ended, in order
     * @param results the result of each, encoded; none where they are in a file
     * @param file where they are; null where they are sent
     * @param trouble why they are not in a file that was asked for; null else
     * @param nanos time that they took together
     * @param executor where it ran
     * @param model what the model of that executor has cost so far; null where it was given forecasts
     */
    record Answer(
            int[] indices, byte[][] results, @Nullable String file, @Nullable String trouble, long nanos, String executor, @Nullable ModelUse model)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    Answer run(StudyOnExecutor.Part part, @Nullable OwnModel model, Task task) {
        long start = System.nanoTime();
        PreparedStudy study = part.study();
        int[] here = part.indices(task.indices());
        OwnModel.Forecast ready;
        try {
            ready = model == null ? new OwnModel.Forecast(study, Map.of()) : model.forecast(study, here);
        } catch (StoppedException e) {
            return answer(new int[0], List.of(), start, model == null ? null : model.use());
        }
        SimulationCodec codec = new SimulationCodec(study.study());
        List<byte[]> results = new ArrayList<>(here.length);
        int done = 0;
        while (done < here.length && !study.stop().isRequested()) {
            SimulationResult failed = ready.failed(here[done]);
            SimulationResult result = failed != null ? failed : ready.study().run(here[done]);
            if (result instanceof SimulationResult.Interrupted) {
                break;
            }
            results.add(codec.encode(result));
            done++;
        }
        return answer(Arrays.copyOf(task.indices(), done), results, start, model == null ? null : model.use());
    }

    private Answer answer(int[] indices, List<byte[]> results, long start, @Nullable ModelUse model) {
        String trouble = null;
        if (folder != null && indices.length > 0) {
            // Two attempts of a task write a file each: their results are equal but for the times in them.
            Path file = Path.of(folder, indices[0] + "-" + TaskContext.get().taskAttemptId() + ResultFiles.SUFFIX);
            try {
                ResultFiles.write(file, indices, results);
                return new Answer(indices, new byte[0][], file.toString(), null, System.nanoTime() - start, executor(), model);
            } catch (IOException e) {
                trouble = e.toString().lines().findFirst().orElse("");
            }
        }
        return new Answer(indices, results.toArray(byte[][]::new), null, trouble, System.nanoTime() - start, executor(), model);
    }
}
