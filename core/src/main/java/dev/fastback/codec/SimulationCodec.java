package dev.fastback.codec;

import dev.fastback.result.Performance;
import dev.fastback.result.SearchOutcome.Sharing;
import dev.fastback.result.SearchOutcome.Verdict;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Strategy;
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
import org.jspecify.annotations.Nullable;

/**
 * Simulation results as bytes, for journals on disk and workers in other processes. A result reads back equal, doubles to the last
 * bit. What the study tells anyway (folds, names of strategies and parameters) is not written, so both sides need the same study.
 *
 * <p>Layout, big-endian: version (1 byte), status (1 byte: 0 completed, 1 skipped, 2 failed), then for completed the two times and
 * each strategy in the study's order; for the others texts as length and UTF-8, at most 1 MiB each. A field that may be absent is preceded by a byte that
 * tells whether it is there.
 */
public final class SimulationCodec {
    private static final int VERSION = 2;
    /** Without shared parameters; otherwise the same. */
    private static final int VERSION_WITHOUT_SHARING = 1;

    private static final int COMPLETED = 0;
    private static final int SKIPPED = 1;
    private static final int FAILED = 2;
    private static final int MAX_POINT = 1 << 16;
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
     * @throws IllegalArgumentException if these are not the bytes of such a result; the message says what is wrong
     */
    public SimulationResult decode(int index, byte[] bytes) {
        Simulation simulation = study.simulation(index);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION && version != VERSION_WITHOUT_SHARING) {
                throw new IllegalArgumentException("simulation " + index + " has format " + version + ", known is " + VERSION);
            }
            int status = in.readUnsignedByte();
            SimulationResult result =
                    switch (status) {
                        case COMPLETED -> completed(in, simulation, version);
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

    private SimulationResult completed(DataInputStream in, Simulation simulation, int version) throws IOException {
        long searchNanos = in.readLong();
        long scoreNanos = in.readLong();
        List<StrategyResult> strategies = new ArrayList<>(study.strategies().size());
        for (Strategy strategy : study.strategies()) {
            strategies.add(readStrategy(in, strategy, version));
        }
        return new Completed(simulation, strategies, searchNanos, scoreNanos);
    }

    private static void write(DataOutputStream out, StrategyResult result) throws IOException {
        out.writeBoolean(result.search() != null);
        if (result.search() != null) {
            write(out, result.search());
        }
        write(out, result.inSample());
        out.writeBoolean(result.outOfSample() != null);
        if (result.outOfSample() != null) {
            write(out, result.outOfSample());
        }
        out.writeBoolean(result.adjustedReturn() != null);
        if (result.adjustedReturn() != null) {
            out.writeDouble(result.adjustedReturn());
        }
    }

    private static StrategyResult readStrategy(DataInputStream in, Strategy strategy, int version) throws IOException {
        SearchOutcome search = null;
        if (in.readBoolean()) {
            if (!(strategy instanceof SearchedStrategy searched)) {
                throw new IllegalArgumentException("strategy " + strategy.name() + " is not searched, but has a search");
            }
            search = readSearch(in, searched, version);
        }
        Performance inSample = readPerformance(in);
        Performance outOfSample = in.readBoolean() ? readPerformance(in) : null;
        Double adjusted = in.readBoolean() ? Double.valueOf(in.readDouble()) : null;
        return new StrategyResult(strategy.name(), search, inSample, outOfSample, adjusted);
    }

    private static void write(DataOutputStream out, SearchOutcome search) throws IOException {
        out.writeInt(search.point().length);
        for (double coordinate : search.point()) {
            out.writeDouble(coordinate);
        }
        Boolean closeAtEndOfDay = search.closeAtEndOfDay();
        out.writeByte(closeAtEndOfDay == null ? 0 : closeAtEndOfDay ? 2 : 1);
        out.writeDouble(search.baseline());
        out.writeDouble(search.profit());
        out.writeLong(search.evaluations());
        out.writeLong(search.overBudget());
        out.writeLong(search.searchNanos());
        Verdict verdict = search.verdict();
        out.writeBoolean(verdict != null);
        if (verdict != null) {
            out.writeDouble(verdict.exactProfit());
            out.writeDouble(verdict.tradeableProfit());
            out.writeBoolean(verdict.knifeEdge());
            out.writeDouble(verdict.cellWidth());
            out.writeDouble(verdict.cellHeight());
        }
        Sharing sharing = search.sharing();
        out.writeBoolean(sharing != null);
        if (sharing != null) {
            out.writeInt(sharing.simulations());
            out.writeDouble(sharing.meanProfit());
            out.writeDouble(sharing.aloneProfit());
        }
    }

    private static SearchOutcome readSearch(DataInputStream in, SearchedStrategy strategy, int version) throws IOException {
        int length = in.readInt();
        if (length != strategy.parameterNames().size() || length > MAX_POINT) {
            throw new IllegalArgumentException("strategy " + strategy.name() + " has " + length + " parameters");
        }
        double[] point = new double[length];
        for (int i = 0; i < length; i++) {
            point[i] = in.readDouble();
        }
        int mode = in.readUnsignedByte();
        @Nullable Boolean closeAtEndOfDay = mode == 0 ? null : Boolean.valueOf(mode == 2);
        double baseline = in.readDouble();
        double profit = in.readDouble();
        long evaluations = in.readLong();
        long overBudget = in.readLong();
        long searchNanos = in.readLong();
        Verdict verdict = in.readBoolean()
                ? new Verdict(in.readDouble(), in.readDouble(), in.readBoolean(), in.readDouble(), in.readDouble())
                : null;
        Sharing sharing = version != VERSION_WITHOUT_SHARING && in.readBoolean()
                ? new Sharing(in.readInt(), in.readDouble(), in.readDouble())
                : null;
        return new SearchOutcome(
                strategy.parameterNames(),
                point,
                closeAtEndOfDay,
                baseline,
                profit,
                evaluations,
                overBudget,
                searchNanos,
                verdict,
                sharing);
    }

    private static void write(DataOutputStream out, Performance performance) throws IOException {
        out.writeInt(performance.bars());
        out.writeDouble(performance.totalReturn());
        out.writeDouble(performance.sharpe());
        out.writeInt(performance.trades());
        out.writeDouble(performance.maxDrawdown());
        out.writeInt(performance.ambiguousBars());
    }

    private static Performance readPerformance(DataInputStream in) throws IOException {
        return new Performance(
                in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readDouble(), in.readInt());
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
