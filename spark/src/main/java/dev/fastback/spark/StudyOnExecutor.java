package dev.fastback.spark;

import dev.fastback.codec.StudyCodec;
import dev.fastback.codec.StudyParts;
import dev.fastback.engine.OwnModel;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The study of this executor: decoded once, shared by its tasks; the last one is kept. Of a study in slices those that tasks asked for last are kept, as far as there is room. Safe for use by many threads.
 */
final class StudyOnExecutor {
    /** As they were sent; in memory they take as much, and others want the rest. */
    private static final long KEPT_BYTES = Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 4);

    private static @Nullable String id;
    private static @Nullable StudyOnExecutor prepared;

    private final @Nullable OwnModel model;
    /** All symbols with the rest; null of a study in slices. */
    private final @Nullable Part whole;
    /** The rest of a study in slices; null of a whole one. */
    private final @Nullable StudyParts parts;
    /** By its first symbol, the one asked for last at the end. */
    private final Map<Integer, Decoded> slices = new LinkedHashMap<>(16, 0.75f, true);
    private long sliceBytes;

    private record Decoded(List<PreparedSymbol> symbols, long bytes) {}

    /**
     * A study of the symbols that a task needs.
     *
     * @param study of these symbols alone
     * @param symbols which of the whole study's they are, rising
     */
    record Part(PreparedStudy study, int[] symbols) {
        static Part all(PreparedStudy study) {
            return new Part(study, IntStream.range(0, study.study().symbols().size()).toArray());
        }

        /** Returns the number here of a simulation of the whole study. */
        int index(int ofWhole) {
            int folds = study.study().walkForward().simulations();
            return Arrays.binarySearch(symbols, ofWhole / folds) * folds + ofWhole % folds;
        }

        /** Returns the numbers here of simulations of the whole study. */
        int[] indices(int[] ofWhole) {
            return Arrays.stream(ofWhole).map(this::index).toArray();
        }
    }

    private StudyOnExecutor(@Nullable OwnModel model, @Nullable Part whole, @Nullable StudyParts parts) {
        this.model = model;
        this.whole = whole;
        this.parts = parts;
    }

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
        try (InputStream in = stream(pieces)) {
            OwnModel model = OwnModel.read(in);
            boolean isWhole = new DataInputStream(in).readBoolean();
            return isWhole ? new StudyOnExecutor(model, Part.all(StudyCodec.read(in)), null) : new StudyOnExecutor(model, null, StudyParts.readRest(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(byte[][] pieces) {
        return new SequenceInputStream(Collections.enumeration(Arrays.stream(pieces).map(ByteArrayInputStream::new).toList()));
    }

    /** Returns what forecasts are made with; null where they are given. */
    @Nullable OwnModel model() {
        return model;
    }

    /**
     * Returns the study of the symbols in some slices, or all of one that came whole.
     *
     * @param wanted in the order of their symbols
     */
    Part of(Slice[] wanted) {
        if (whole != null) {
            return whole;
        }
        List<PreparedSymbol> symbols = new ArrayList<>();
        IntStream.Builder numbers = IntStream.builder();
        for (Slice slice : wanted) {
            symbols.addAll(symbols(slice));
            IntStream.range(slice.from(), slice.to()).forEach(numbers);
        }
        return new Part(Objects.requireNonNull(parts).of(symbols), numbers.build().toArray());
    }

    private synchronized List<PreparedSymbol> symbols(Slice slice) {
        Decoded known = slices.get(slice.from());
        if (known == null) {
            byte[][] pieces = slice.bytes().value();
            try (InputStream in = stream(pieces)) {
                known = new Decoded(Objects.requireNonNull(parts).readSymbols(in), Arrays.stream(pieces).mapToLong(piece -> piece.length).sum());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sliceBytes += known.bytes();
            slices.put(slice.from(), known);
            Iterator<Decoded> oldest = slices.values().iterator();
            while (sliceBytes > KEPT_BYTES && slices.size() > 1) {
                sliceBytes -= oldest.next().bytes();
                oldest.remove();
            }
        }
        return known.symbols();
    }
}
