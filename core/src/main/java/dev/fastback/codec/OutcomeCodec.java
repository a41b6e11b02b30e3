package dev.fastback.codec;

import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.RunHistory;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenEvidence;
import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.stats.MeanEvidence;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows beside its simulations, as bytes for journals on disk: its forecasts, how many and how good, and the outcome of each symbol.
 * It reads back equal, prices to the last bit. The study is not needed to read it.
 *
 * <p>Layout, big-endian: version (1 byte); of forecasts the five counts (8 bytes each), the number of columns that are scored (4 bytes) and for each
 * its sums (six of 8 bytes; versions 2 and 3 have none of them), and of each fallback the ids of both forecasters, the questions (8 bytes) and the
 * reason; of a symbol the number of orders (4 bytes) and for each the strategy's name, the type and the side's label as modified UTF-8 with its
 * length (2 bytes), then price, quantity, stop and target, each as one byte that is 1 if there is one, and 8 bytes if so; then the number of unseen
 * paths (4 bytes) and for each the strategy's name, the first bar, the number of bars (4 bytes each), their returns (8 bytes each) and marks (1 byte
 * each), its totals, and one byte that is 1 if its bars were judged, with what they say if so; then the number of strategies with evidence (4 bytes),
 * and for each its name, the number of figures (2 bytes), the figures in the order of {@link EvidenceFigure} (8 bytes each, NaN where one is absent),
 * and reasons and stabilities, each with their number (2 bytes), and since version 6 the conditions that no trial meets, empty where there is nothing to say. Since version 5 what is drawn beyond figures follows, by {@link DetailCodec}: after
 * each path its trades, after the evidence of each strategy its distributions and its surface, and last what was forecast.
 */
public final class OutcomeCodec {
    private static final int VERSION = 6;
    /** The outcomes of symbols in which conditions that no trial meets were the beginning of a reason. */
    private static final int UNMET_IN_REASON = 5;
    /** The outcomes of symbols before what is drawn was kept; read without it. */
    private static final int WITHOUT_DETAIL = 4;
    private static final String BEGINS_UNMET = "no trial of the newest fit meets ";

    private static final int HISTORY_VERSION = 4;
    private static final int FORECASTS_VERSION = 4;

    private OutcomeCodec() {}

    /** Returns the bytes of what is known of forecasts. */
    public static byte[] encode(ForecastRecord forecasts) {
        ForecastCounts counts = forecasts.counts();
        return bytes(FORECASTS_VERSION, out -> {
            out.writeLong(counts.asked());
            out.writeLong(counts.distinct());
            out.writeLong(counts.forOrders());
            out.writeLong(counts.cached());
            out.writeLong(counts.inferred());
            out.writeInt(forecasts.scores().columns().size());
            for (ForecastScores.Sums sums : forecasts.scores().columns()) {
                out.writeLong(sums.bars());
                out.writeDouble(sums.absoluteError());
                out.writeDouble(sums.pinball());
                out.writeLong(sums.inside());
                out.writeDouble(sums.zeroPinball());
                out.writeDouble(sums.ewmaVolPinball());
            }
            for (ForecastUse.Fallback fallback : counts.fallbacks()) {
                out.writeUTF(fallback.from());
                out.writeUTF(fallback.to());
                out.writeLong(fallback.questions());
                out.writeUTF(fallback.reason());
            }
        });
    }

    /** Returns the bytes of a run's history. */
    public static byte[] encode(RunHistory history) {
        return bytes(HISTORY_VERSION, out -> {
            out.writeInt(history.symbols().size());
            for (RunHistory.OfSymbol symbol : history.symbols()) {
                out.writeUTF(symbol.symbol());
                out.writeLong(symbol.trials());
                out.writeInt(symbol.earlierStudies());
                out.writeLong(symbol.earlierTrials());
            }
        });
    }

    /**
     * Reads a run's history.
     *
     * @throws UnknownFormatException if another build wrote it
     * @throws IllegalArgumentException if these are not the bytes of a history; the message says what is wrong
     */
    public static RunHistory decodeHistory(byte[] bytes) {
        return read("the history", HISTORY_VERSION, bytes, in -> {
            int count = in.readInt();
            if (count < 0 || count > bytes.length) {
                throw new IllegalArgumentException("the history has " + count + " symbols");
            }
            List<RunHistory.OfSymbol> symbols = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                symbols.add(new RunHistory.OfSymbol(in.readUTF(), in.readLong(), in.readInt(), in.readLong()));
            }
            return new RunHistory(symbols);
        });
    }

    /** Returns the bytes of a symbol's outcome. */
    public static byte[] encode(SymbolOutcome outcome) {
        return bytes(VERSION, out -> {
            out.writeInt(outcome.orders().size());
            for (Order order : outcome.orders()) {
                out.writeUTF(order.strategy());
                out.writeUTF(order.type());
                out.writeUTF(order.side().label());
                writePrice(out, order.price());
                writePrice(out, order.quantity());
                writePrice(out, order.stop());
                writePrice(out, order.target());
                out.writeUTF(order.condition() == null ? "" : order.condition());
            }
            out.writeInt(outcome.paths().size());
            for (UnseenPath path : outcome.paths()) {
                write(out, path);
            }
            out.writeInt(outcome.evidence().size());
            for (StrategyEvidence evidence : outcome.evidence()) {
                write(out, evidence);
            }
            DetailCodec.write(out, outcome.forecasts());
        });
    }

    /**
     * Reads what is known of forecasts; of versions 2 and 3, which had no scores, the counts.
     *
     * @throws UnknownFormatException if another build wrote them
     * @throws IllegalArgumentException if these are not such bytes; the message says what is wrong
     */
    public static ForecastRecord decodeForecasts(byte[] bytes) {
        boolean scored = bytes.length == 0 || bytes[0] != 2 && bytes[0] != 3;
        return read("the record of forecasts", scored ? FORECASTS_VERSION : bytes[0], bytes, in -> {
            ForecastCounts counts =
                    new ForecastCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
            ForecastScores scores = scored ? readScores(in, bytes.length) : ForecastScores.NONE;
            return new ForecastRecord(counts.with(new ForecastUse(counts.cached(), counts.inferred(), readFallbacks(in))), scores);
        });
    }

    private static List<ForecastUse.Fallback> readFallbacks(DataInputStream in) throws IOException {
        List<ForecastUse.Fallback> fallbacks = new ArrayList<>();
        while (in.available() > 0) { // the bytes are all there
            fallbacks.add(new ForecastUse.Fallback(in.readUTF(), in.readUTF(), in.readLong(), in.readUTF()));
        }
        return fallbacks;
    }

    private static ForecastScores readScores(DataInputStream in, int most) throws IOException {
        int columns = in.readInt();
        if (columns < 0 || columns > most) {
            throw new IllegalArgumentException("the record of forecasts has " + columns + " columns");
        }
        List<ForecastScores.Sums> sums = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            sums.add(new ForecastScores.Sums(
                    in.readLong(), in.readDouble(), in.readDouble(), in.readLong(), in.readDouble(), in.readDouble()));
        }
        return new ForecastScores(sums);
    }

    /**
     * Reads a symbol's outcome; of version 4 without what is drawn beyond figures, of versions 4 and 5 with what they tell of unmet conditions.
     *
     * @throws UnknownFormatException if another build wrote it
     * @throws IllegalArgumentException if these are not the bytes of an outcome; the message says what is wrong
     */
    public static SymbolOutcome decodeSymbol(byte[] bytes) {
        int version = bytes.length > 0 && (bytes[0] == WITHOUT_DETAIL || bytes[0] == UNMET_IN_REASON) ? bytes[0] : VERSION;
        boolean detailed = version != WITHOUT_DETAIL;
        return read("the outcome of a symbol", version, bytes, in -> {
            int count = in.readInt();
            if (count < 0 || count > bytes.length) {
                throw new IllegalArgumentException("the outcome of a symbol has " + count + " orders");
            }
            List<Order> orders = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                orders.add(new Order(
                        in.readUTF(), in.readUTF(), side(in.readUTF()), readPrice(in), readPrice(in), readPrice(in), readPrice(in),
                        condition(in.readUTF())));
            }
            int pathCount = in.readInt();
            if (pathCount < 0 || pathCount > bytes.length) {
                throw new IllegalArgumentException("the outcome of a symbol has " + pathCount + " paths");
            }
            List<UnseenPath> paths = new ArrayList<>(pathCount);
            for (int i = 0; i < pathCount; i++) {
                paths.add(readPath(in, bytes.length, detailed));
            }
            int evidenceCount = in.readInt();
            if (evidenceCount < 0 || evidenceCount > bytes.length) {
                throw new IllegalArgumentException("the outcome of a symbol has evidence of " + evidenceCount + " strategies");
            }
            List<StrategyEvidence> evidence = new ArrayList<>(evidenceCount);
            for (int i = 0; i < evidenceCount; i++) {
                evidence.add(readEvidence(in, bytes.length, version));
            }
            ForecastPath forecasts = detailed ? DetailCodec.readForecasts(in, bytes.length) : ForecastPath.NONE;
            return new SymbolOutcome(orders, paths, evidence, forecasts, true);
        });
    }

    private static @Nullable String condition(String label) {
        return label.isEmpty() ? null : label;
    }

    private static void write(DataOutputStream out, UnseenPath path) throws IOException {
        out.writeUTF(path.strategy());
        out.writeInt(path.from());
        out.writeInt(path.to() - path.from());
        for (int bar = path.from(); bar < path.to(); bar++) {
            out.writeDouble(path.barReturn(bar));
        }
        for (int bar = path.from(); bar < path.to(); bar++) {
            out.writeByte(path.marks(bar));
        }
        UnseenPath.Totals totals = path.totals();
        out.writeInt(totals.trades());
        out.writeDouble(totals.turnover());
        out.writeDouble(totals.buyAndHold());
        out.writeByte(totals.position());
        out.writeBoolean(totals.isPartial());
        out.writeDouble(totals.periodsPerYear());
        UnseenEvidence evidence = path.evidence();
        out.writeBoolean(evidence != null);
        if (evidence != null) {
            write(out, evidence.mean());
            write(out, evidence.excess());
        }
        DetailCodec.writeTrades(out, path.newestTrades());
    }

    private static void write(DataOutputStream out, MeanEvidence evidence) throws IOException {
        out.writeInt(evidence.bars());
        out.writeDouble(evidence.mean());
        out.writeDouble(evidence.standardError());
        out.writeDouble(evidence.pValue());
        out.writeDouble(evidence.low());
        out.writeDouble(evidence.high());
        out.writeDouble(evidence.sharpe());
        out.writeDouble(evidence.sharpeError());
    }

    private static MeanEvidence readMeanEvidence(DataInputStream in) throws IOException {
        return new MeanEvidence(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void write(DataOutputStream out, StrategyEvidence evidence) throws IOException {
        out.writeUTF(evidence.strategy());
        out.writeShort(EvidenceFigure.all().size());
        for (EvidenceFigure figure : EvidenceFigure.all()) {
            out.writeDouble(evidence.real(figure));
        }
        out.writeShort(evidence.reasons().size());
        for (Map.Entry<String, String> reason : evidence.reasons().entrySet()) {
            out.writeUTF(reason.getKey());
            out.writeUTF(reason.getValue());
        }
        out.writeShort(evidence.stability().size());
        for (Map.Entry<String, Double> movement : evidence.stability().entrySet()) {
            out.writeUTF(movement.getKey());
            out.writeDouble(movement.getValue());
        }
        out.writeUTF(evidence.unmet().orElse(""));
        DetailCodec.write(out, evidence.spreads());
        DetailCodec.write(out, evidence.surface());
    }

    private static StrategyEvidence readEvidence(DataInputStream in, int most, int version) throws IOException {
        StrategyEvidence.Builder evidence = StrategyEvidence.of(in.readUTF());
        int figures = in.readUnsignedShort();
        if (figures > EvidenceFigure.all().size()) {
            throw new IllegalArgumentException("evidence has " + figures + " figures, known are " + EvidenceFigure.all().size());
        }
        for (int i = 0; i < figures; i++) {
            evidence.set(EvidenceFigure.all().get(i), in.readDouble());
        }
        int reasons = in.readUnsignedShort();
        for (int i = 0; i < reasons; i++) {
            readReason(in.readUTF(), in.readUTF(), version, evidence);
        }
        int movements = in.readUnsignedShort();
        for (int i = 0; i < movements; i++) {
            evidence.stability(in.readUTF(), in.readDouble());
        }
        if (version > UNMET_IN_REASON) {
            String unmet = in.readUTF();
            evidence.unmet(unmet.isEmpty() ? null : unmet);
        }
        if (version != WITHOUT_DETAIL) {
            DetailCodec.readSpreads(in).forEach(evidence::spread);
            evidence.surface(DetailCodec.readSurface(in, most));
        }
        return evidence.build();
    }

    private static void readReason(String group, String reason, int version, StrategyEvidence.Builder evidence) {
        if (version > UNMET_IN_REASON || !group.equals(EvidenceFigure.TRIALS) || !reason.startsWith(BEGINS_UNMET)) {
            evidence.reason(group, reason);
            return;
        }
        String[] parts = reason.split("; ", 2);
        evidence.unmet(parts[0]);
        if (parts.length > 1) {
            evidence.reason(group, parts[1]);
        }
    }

    private static UnseenPath readPath(DataInputStream in, int most, boolean detailed) throws IOException {
        String strategy = in.readUTF();
        int from = in.readInt();
        int bars = in.readInt();
        if (bars < 0 || bars > most) {
            throw new IllegalArgumentException("the path of " + strategy + " has " + bars + " bars");
        }
        double[] returns = new double[bars];
        for (int i = 0; i < bars; i++) {
            returns[i] = in.readDouble();
        }
        byte[] marks = new byte[bars];
        in.readFully(marks);
        return new UnseenPath(
                strategy,
                from,
                returns,
                marks,
                new UnseenPath.Totals(in.readInt(), in.readDouble(), in.readDouble(), in.readByte(), in.readBoolean(), in.readDouble()),
                in.readBoolean() ? new UnseenEvidence(readMeanEvidence(in), readMeanEvidence(in)) : null,
                detailed ? DetailCodec.readTrades(in, most) : List.of());
    }

    private static byte[] bytes(int version, DataBytes.Writer rest) {
        return DataBytes.of(out -> {
            out.writeByte(version);
            rest.write(out);
        });
    }

    private static <T> T read(String what, int known, byte[] bytes, DataBytes.Reader<T> rest) {
        return DataBytes.read(what, bytes, in -> {
            int version = in.readUnsignedByte();
            if (version != known) {
                throw new UnknownFormatException(what, version, known);
            }
            return rest.read(in);
        });
    }

    private static Side side(String label) {
        return Arrays.stream(Side.values())
                .filter(side -> side.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no side " + label));
    }

    private static void writePrice(DataOutputStream out, @Nullable Double price) throws IOException {
        out.writeBoolean(price != null);
        if (price != null) {
            out.writeDouble(price);
        }
    }

    private static @Nullable Double readPrice(DataInputStream in) throws IOException {
        return in.readBoolean() ? Double.valueOf(in.readDouble()) : null;
    }
}
