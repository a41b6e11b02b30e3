package dev.fastback.workers.wire;

import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.OwnModel;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.simulation.PreparedStudy;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to each worker.
 *
 * @param study with forecasts, or without where workers make them
 * @param model what each worker makes them with; null where they are given
 */
public record StudyForWorkers(PreparedStudy study, @Nullable ForecasterRecipe model) {
    public StudyForWorkers {
        study = model == null ? study : OwnModel.withoutForecasts(study);
    }

    /**
     * Writes it for one worker.
     *
     * @param device that the worker opens; null for none
     */
    public void writeTo(@Nullable DeviceRequest device, OutputStream out) throws IOException {
        OwnModel.write(model, out);
        OwnDevice.write(device, out);
        StudyCodec.write(study, out);
    }
}
