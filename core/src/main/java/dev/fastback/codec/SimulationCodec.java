package dev.fastback.codec;

import dev.fastback.evaluation.Metric;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Simulation results as bytes, for journals on disk and workers in other processes. A result reads back equal, doubles to the last
 * bit. What the study tells anyway (folds, names of strategies and parameters) is not written, so both sides need the same study.
 *
 * <p>Layout, big-endian: version (1 byte), status (1 byte: 0 completed, 1 skipped, 2 failed), then for completed the two times and
 * each strategy in the study's order: which figures are there (8 bytes, one bit per {@link Figure}), one double per parameter, and 8 bytes
 * per figure that is there, and, where the figures tell of kept trials, their length (4 bytes) and the bytes of {@link Trials}; and where the study
 * has several metrics, of a strategy with parameters the points of its front (4 bytes) with one double per parameter and per metric each. For the
 * others texts as length and UTF-8, at most 1 MiB each.
 */
public final class SimulationCodec {
    private static final int VERSION = 5;
    /** Those without fronts, and before them without trials. */
    private static final int OLDEST = 3;

    private static final int COMPLETED = 0;
    private static final int SKIPPED = 1;
    private static final int FAILED = 2;
    private static final int MAX_TEXT = 1 << 20;

    private final Study study;
    private final boolean hasNumbersAlone;
    /** First bar of each symbol that can be fitted on; 0 where nobody asked yet. */
    private final int[] firstBars;

    /** Makes a codec for the results of one study. */
    public SimulationCodec(Study study) {
        this.study = study;
        this.hasNumbersAlone = study.hasNumbersAlone();
        this.firstBars = new int[study.symbols().size()];
    }

    /**
     * Returns the bytes of a result.
     *
     * @throws IllegalArgumentException if it is interrupted: such results are not kept
     */
    public byte[] encode(SimulationResult result) {
        return switch (result) {
            case Completed completed -> {
                int size = 2 + 2 * Long.BYTES;
                for (StrategyResult strategy : completed.strategies()) {
                    size += size(strategy);
                }
                ByteBuffer out = begun(size, COMPLETED);
                out.putLong(completed.searchNanos());
                out.putLong(completed.scoreNanos());
                completed.strategies().forEach(strategy -> write(out, strategy));
                yield out.array();
            }
            case Skipped skipped -> texts(SKIPPED, skipped.why());
            case Failed failed -> texts(FAILED, failed.why(), failed.details());
            case Interrupted interrupted ->
                throw new IllegalArgumentException("an interrupted simulation has no bytes: " + interrupted.simulation());
        };
    }

    private static ByteBuffer begun(int size, int status) {
        return ByteBuffer.allocate(size).put((byte) VERSION).put((byte) status);
    }

    private static byte[] texts(int status, String... texts) {
        byte[][] encoded = new byte[texts.length][];
        int size = 2;
        for (int i = 0; i < texts.length; i++) {
            byte[] whole = texts[i].getBytes(StandardCharsets.UTF_8);
            encoded[i] = whole.length <= MAX_TEXT ? whole : Arrays.copyOf(whole, MAX_TEXT);
            size += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer out = begun(size, status);
        for (byte[] text : encoded) {
            out.putInt(text.length).put(text);
        }
        return out.array();
    }

    /**
     * Returns the result of the simulation with the given index.
     *
     * @throws UnknownFormatException if another build wrote them
     * @throws IllegalArgumentException if these are not the bytes of such a result; the message says what is wrong
     */
    public SimulationResult decode(int index, byte[] bytes) {
        Simulation simulation = simulation(index);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int version = Byte.toUnsignedInt(in.get());
            if (version < OLDEST || version > VERSION) {
                throw new UnknownFormatException("simulation " + index, version, VERSION);
            }
            int status = Byte.toUnsignedInt(in.get());
            SimulationResult result =
                    switch (status) {
                        case COMPLETED -> completed(in, simulation);
                        case SKIPPED -> new Skipped(simulation, readText(in));
                        case FAILED -> new Failed(simulation, readText(in), readText(in));
                        default -> throw new IllegalArgumentException("simulation " + index + " has no such status: " + status);
                    };
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("simulation " + index + " has " + in.remaining() + " bytes too many");
            }
            return result;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("simulation " + index + " is cut short at " + bytes.length + " bytes", e);
        }
    }

    /** Returns what the study does, which asks all strategies for the first bar each time. */
    private Simulation simulation(int index) {
        Objects.checkIndex(index, study.simulationCount());
        int symbol = index / study.walkForward().simulations();
        int first = firstBars[symbol]; // any thread finds the same
        if (first == 0) {
            first = study.firstBar(symbol);
            firstBars[symbol] = first;
        }
        int fold = index % study.walkForward().simulations();
        return new Simulation(index, symbol, study.walkForward().fold(fold, study.symbols().get(symbol).bars().size(), first));
    }

    private SimulationResult completed(ByteBuffer in, Simulation simulation) {
        if (hasNumbersAlone && in.remaining() >= 2 * Long.BYTES && in.remaining() % Long.BYTES == 0) {
            SimulationResult result = ofNumbers(in, simulation);
            if (result != null) {
                return result;
            }
        }
        long searchNanos = in.getLong();
        long scoreNanos = in.getLong();
        List<StrategyResult> strategies = new ArrayList<>(study.strategies().size());
        for (TunableStrategy strategy : study.strategies()) {
            strategies.add(readStrategy(in, strategy, hasFront(strategy) ? study.metric().parts() : List.of()));
        }
        return new Completed(simulation, strategies, searchNanos, scoreNanos);
    }

    /**
     * Reads a result without trials and fronts, whose bytes are 64-bit numbers, all at once: its figures share them. Returns null, and reads nothing,
     * where there are trials all the same.
     */
    private @Nullable SimulationResult ofNumbers(ByteBuffer in, Simulation simulation) {
        long[] all = new long[in.remaining() / Long.BYTES];
        in.asLongBuffer().get(all);
        int at = 2;
        List<StrategyResult> strategies = new ArrayList<>(study.strategies().size());
        for (TunableStrategy strategy : study.strategies()) {
            ParameterSpace space = strategy.space();
            if (at >= all.length || all.length - at < numbers(space, all[at])) {
                throw new BufferUnderflowException();
            }
            long present = all[at];
            requireKnown(strategy, present);
            if ((present >>> Figure.TRIALS_KEPT.ordinal() & 1) != 0) {
                return null;
            }
            strategies.add(new StrategyResult(strategy.name(), parameters(strategy, space, all, at), figures(space, all, at)));
            at += numbers(space, present);
        }
        if (at < all.length) {
            throw new IllegalArgumentException(
                    "simulation " + simulation.index() + " has " + Long.BYTES * (all.length - at) + " bytes too many");
        }
        in.position(in.limit());
        return new Completed(simulation, strategies, all[0], all[1]);
    }

    /** Returns how many numbers a strategy has: which figures there are, its parameters, the figures. */
    private static int numbers(ParameterSpace space, long present) {
        return 1 + space.dimension() + Long.bitCount(present);
    }

    private static Parameters parameters(TunableStrategy strategy, ParameterSpace space, long[] all, int at) {
        int dimension = space.dimension();
        if (dimension == 0) {
            return Parameters.NONE;
        }
        double[] point = new double[dimension];
        for (int i = 0; i < point.length; i++) {
            point[i] = permitted(strategy, i, Double.longBitsToDouble(all[at + 1 + i]));
        }
        return Parameters.of(space, point);
    }

    private static Figures figures(ParameterSpace space, long[] all, int at) {
        return Figures.within(all[at], all, at + 1 + space.dimension());
    }

    private static void requireKnown(TunableStrategy strategy, long present) {
        if (present >>> Figure.all().size() != 0) {
            throw new IllegalArgumentException("strategy " + strategy.name() + " has unknown figures: " + Long.toHexString(present));
        }
    }

    private static double permitted(TunableStrategy strategy, int position, double coordinate) {
        Parameter parameter = strategy.space().parameters().get(position);
        if (!parameter.permits(coordinate)) {
            throw new IllegalArgumentException("strategy " + strategy.name() + " has " + parameter.name() + " " + coordinate);
        }
        return coordinate;
    }

    private static int size(StrategyResult result) {
        Trials trials = result.trials();
        MetricFront front = result.front();
        return Long.BYTES * (1 + result.parameters().space().dimension() + Long.bitCount(result.figures().present()))
                + (trials == null ? 0 : Integer.BYTES + trials.size())
                + (front == null
                        ? 0
                        : Integer.BYTES + Double.BYTES * front.points().size() * (result.parameters().space().dimension() + front.metrics().size()));
    }

    private boolean hasFront(TunableStrategy strategy) {
        return study.metric().parts().size() > 1 && !strategy.space().isEmpty();
    }

    private static void write(ByteBuffer out, StrategyResult result) {
        out.putLong(result.figures().present());
        for (int i = 0; i < result.parameters().space().dimension(); i++) {
            out.putDouble(result.parameters().coordinate(i));
        }
        for (long bits : result.figures().bits()) {
            out.putLong(bits);
        }
        Trials trials = result.trials();
        if (trials != null) {
            out.putInt(trials.size()).put(trials.bytes());
        }
        if (result.front() != null) {
            out.putInt(result.front().points().size());
            for (MetricFront.Point point : result.front().points()) {
                for (double coordinate : point.parameters().coordinates()) {
                    out.putDouble(coordinate);
                }
                for (double value : point.values()) {
                    out.putDouble(value);
                }
            }
        }
    }

    private static StrategyResult readStrategy(ByteBuffer in, TunableStrategy strategy, List<Metric> metrics) {
        ParameterSpace space = strategy.space();
        int start = in.position();
        long present = in.getLong();
        requireKnown(strategy, present);
        long[] all = new long[numbers(space, present)];
        in.position(start).asLongBuffer().get(all);
        in.position(start + Long.BYTES * all.length);
        Figures figures = figures(space, all, 0);
        return new StrategyResult(
                strategy.name(),
                parameters(strategy, space, all, 0),
                figures,
                figures.has(Figure.TRIALS_KEPT) ? readTrials(in, space, figures) : null,
                metrics.isEmpty() ? null : readFront(in, strategy, metrics));
    }

    private static double[] readPoint(ByteBuffer in, TunableStrategy strategy) {
        double[] point = new double[strategy.space().dimension()];
        for (int i = 0; i < point.length; i++) {
            point[i] = permitted(strategy, i, in.getDouble());
        }
        return point;
    }

    private static MetricFront readFront(ByteBuffer in, TunableStrategy strategy, List<Metric> metrics) {
        int count = in.getInt();
        int size = Double.BYTES * (strategy.space().dimension() + metrics.size());
        if (count < 0 || (long) count * size > in.remaining()) {
            throw new IllegalArgumentException("a front has " + count + " points, and " + in.remaining() + " bytes are left");
        }
        List<MetricFront.Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Parameters parameters = Parameters.of(strategy.space(), readPoint(in, strategy));
            double[] values = new double[metrics.size()];
            for (int m = 0; m < values.length; m++) {
                values[m] = in.getDouble();
            }
            points.add(new MetricFront.Point(parameters, values));
        }
        return new MetricFront(metrics.stream().map(metric -> metric.measures().getFirst().name()).toList(), points);
    }

    private static Trials readTrials(ByteBuffer in, ParameterSpace space, Figures figures) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("trials have " + length + " bytes, and " + in.remaining() + " are left");
        }
        Trials trials = Trials.of(in.slice(in.position(), length), space);
        in.position(in.position() + length);
        if (trials.kept() != figures.count(Figure.TRIALS_KEPT) || trials.evaluated() != figures.count(Figure.TRIALS_EVALUATED)) {
            throw new IllegalArgumentException("trials are " + trials + ", and the figures tell of " + figures.count(Figure.TRIALS_KEPT) + " of "
                    + figures.count(Figure.TRIALS_EVALUATED));
        }
        return trials;
    }

    private static String readText(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IllegalArgumentException("a text has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
