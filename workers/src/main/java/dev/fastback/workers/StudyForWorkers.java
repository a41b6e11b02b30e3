package dev.fastback.workers;

import dev.fastback.codec.StudyCodec;
import dev.fastback.forecast.builtin.Forecasters;
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
record StudyForWorkers(PreparedStudy study, Forecasters.@Nullable Recipe model) {
    StudyForWorkers {
        study = model == null ? study : OwnModel.withoutForecasts(study);
    }

    void writeTo(OutputStream out) throws IOException {
        OwnModel.write(model, out);
        StudyCodec.write(study, out);
    }
}
