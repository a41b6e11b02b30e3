package dev.fastback.spark;

import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.OwnModel;
import dev.fastback.simulation.PreparedStudy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The study of this executor: decoded once, shared by its tasks; the last one is kept.
 *
 * @param study with forecasts, or without where the executor makes them
 * @param model what it makes them with; null where they are given
 */
record StudyOnExecutor(PreparedStudy study, @Nullable OwnModel model) {
    private static @Nullable String id;
    private static @Nullable StudyOnExecutor prepared;

    /** Returns the study with a name, decoded from its pieces if it is not the last one. */
    static synchronized StudyOnExecutor get(String wanted, Supplier<byte[][]> pieces) {
        StudyOnExecutor known = prepared;
        if (known == null || !wanted.equals(id)) {
            prepared = null; // room for the new one
            known = decode(pieces.get());
            prepared = known;
            id = wanted;
        }
        return known;
    }

    private static StudyOnExecutor decode(byte[][] pieces) {
        try (InputStream in = new SequenceInputStream(
                Collections.enumeration(Arrays.stream(pieces).map(ByteArrayInputStream::new).toList()))) {
            OwnModel model = OwnModel.read(in);
            return new StudyOnExecutor(StudyCodec.read(in), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
