package dev.fastback.codec;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.ParameterSpace;
import dev.fastback.search.Parameters;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulation results as bytes, for journals on disk and workers in other processes. A result reads back equal, doubles to the last
 * bit. What the study tells anyway (folds, names of strategies and parameters) is not written, so both sides need the same study.
 *
 * <p>Layout, big-endian: version (1 byte), status (1 byte: 0 completed, 1 skipped, 2 failed), then for completed the two times and
 * each strategy in the study's order: one double per parameter where there are figures of a fit, which figures are there (8 bytes, one bit per
 * {@link Figure}), and 8 bytes per figure that is. For the others texts as length and UTF-8, at most 1 MiB each.
 */
public final class SimulationCodec {
    private static final int VERSION = 3;

    private static final int COMPLETED = 0;
    private static final int SKIPPED = 1;
    private static final int FAILED = 2;
    private static final int MAX_TEXT = 1 << 20;

    private final Study study;

    /** Makes a codec for the results of one study. */
    public SimulationCodec(Study study) {
        this.study = study;
    }

    /**
     * Returns the bytes of a result.
     *
     * @throws IllegalArgumentException if it is interrupted: such results are not kept
     */
    public byte[] encode(SimulationResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            switch (result) {
                case Completed completed -> {
                    out.writeByte(COMPLETED);
                    out.writeLong(completed.searchNanos());
                    out.writeLong(completed.scoreNanos());
                    for (StrategyResult strategy : completed.strategies()) {
                        write(out, strategy);
                    }
                }
                case Skipped skipped -> {
                    out.writeByte(SKIPPED);
                    writeText(out, skipped.why());
                }
                case Failed failed -> {
                    out.writeByte(FAILED);
                    writeText(out, failed.why());
                    writeText(out, failed.details());
                }
                case Interrupted interrupted ->
                    throw new IllegalArgumentException("an interrupted simulation has no bytes: " + interrupted.simulation());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the result of the simulation with the given index.
     *
     * @throws UnknownFormatException if another build wrote them
     * @throws IllegalArgumentException if these are not the bytes of such a result; the message says what is wrong
     */
    public SimulationResult decode(int index, byte[] bytes) {
        Simulation simulation = study.simulation(index);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new UnknownFormatException("simulation " + index, version, VERSION);
            }
            int status = in.readUnsignedByte();
            SimulationResult result =
                    switch (status) {
                        case COMPLETED -> completed(in, simulation);
                        case SKIPPED -> new Skipped(simulation, readText(in));
                        case FAILED -> new Failed(simulation, readText(in), readText(in));
                        default -> throw new IllegalArgumentException("simulation " + index + " has no such status: " + status);
                    };
            if (in.available() > 0) {
                throw new IllegalArgumentException("simulation " + index + " has " + in.available() + " bytes too many");
            }
            return result;
        } catch (IOException e) {
            throw new IllegalArgumentException("simulation " + index + " is cut short at " + bytes.length + " bytes", e);
        }
    }

    private SimulationResult completed(DataInputStream in, Simulation simulation) throws IOException {
        long searchNanos = in.readLong();
        long scoreNanos = in.readLong();
        List<StrategyResult> strategies = new ArrayList<>(study.strategies().size());
        for (TunableStrategy strategy : study.strategies()) {
            strategies.add(readStrategy(in, strategy));
        }
        return new Completed(simulation, strategies, searchNanos, scoreNanos);
    }

    private static void write(DataOutputStream out, StrategyResult result) throws IOException {
        Figures figures = result.figures();
        out.writeLong(figures.present());
        for (int i = 0; i < result.parameters().space().dimension(); i++) {
            out.writeDouble(result.parameters().coordinate(i));
        }
        for (Figure figure : Figure.all()) {
            if (figures.has(figure)) {
                out.writeLong(figures.bits(figure));
            }
        }
    }

    private static StrategyResult readStrategy(DataInputStream in, TunableStrategy strategy) throws IOException {
        ParameterSpace space = strategy.space();
        long present = in.readLong();
        if (present >>> Figure.all().size() != 0) {
            throw new IllegalArgumentException("strategy " + strategy.name() + " has unknown figures: " + Long.toHexString(present));
        }
        double[] point = new double[space.dimension()];
        for (int i = 0; i < point.length; i++) {
            point[i] = in.readDouble();
            if (!space.parameters().get(i).permits(point[i])) {
                throw new IllegalArgumentException(
                        "strategy " + strategy.name() + " has " + space.parameters().get(i).name() + " " + point[i]);
            }
        }
        Figures.Builder figures = Figures.of(strategy.name());
        for (Figure figure : Figure.all()) {
            if ((present >>> figure.ordinal() & 1) != 0) {
                figures.setBits(figure, in.readLong());
            }
        }
        return new StrategyResult(
                strategy.name(), space.isEmpty() ? Parameters.NONE : Parameters.of(space, point), figures.build());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_TEXT);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IllegalArgumentException("a text has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
