package dev.fastback.codec;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.Forecasts;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitEvaluators;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Strategies;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Windows;
import dev.fastback.study.EndOfDayPolicy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepared studies as bytes, for workers in other processes of the same version: bars, markets, settings and forecasts, so that a
 * copy runs every simulation to the same bits without asking a forecaster again. Strategies, search and evaluator travel by name; of
 * the forecaster only its name is left.
 */
public final class StudyCodec {
    private static final int VERSION = 2;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_COUNT = 1 << 24;

    private StudyCodec() {}

    /**
     * Checks that a study can be sent.
     *
     * @throws IllegalArgumentException if a strategy or the evaluator is not one that comes with Fastback; the message names it
     */
    public static void requireSendable(PreparedStudy prepared) {
        for (Strategy strategy : prepared.study().strategies()) {
            boolean known = Strategies.all().stream()
                    .anyMatch(own -> own.name().equals(strategy.name()) && own.getClass() == strategy.getClass());
            if (!known) {
                throw new IllegalArgumentException("strategy " + strategy.name() + " (" + strategy.getClass().getName()
                        + ") does not come with Fastback and cannot be sent to another process");
            }
        }
        String evaluator = prepared.evaluator().name();
        if (!prepared.evaluator().equals(ScalarEvaluator.INSTANCE) && ProfitEvaluators.find(evaluator).isEmpty()) {
            throw new IllegalArgumentException(
                    "evaluator " + evaluator + " does not come with Fastback and cannot be sent to another process");
        }
    }

    /**
     * Writes a study.
     *
     * @throws IllegalArgumentException as {@link #requireSendable}, before anything is written
     */
    public static void write(PreparedStudy prepared, OutputStream target) throws IOException {
        requireSendable(prepared);
        Study study = prepared.study();
        DataOutputStream out = new DataOutputStream(target);
        out.writeByte(VERSION);
        out.writeInt(study.symbols().size());
        for (int s = 0; s < study.symbols().size(); s++) {
            write(out, prepared.symbol(s));
        }
        writeText(out, study.forecaster().id());
        out.writeInt(study.forecaster().contextLimit());
        writeTexts(out, study.strategies().stream().map(Strategy::name).toList());
        writeText(out, study.search().name());
        Integer maxEvaluations = study.search().maxEvaluations();
        out.writeBoolean(maxEvaluations != null);
        out.writeInt(maxEvaluations == null ? 0 : maxEvaluations);
        out.writeInt(study.search().shared());
        writeText(out, study.endOfDay().name());
        WalkForward folds = study.walkForward();
        out.writeInt(folds.simulations());
        out.writeInt(folds.validation());
        out.writeInt(folds.testBars());
        out.writeInt(folds.heldBack());
        out.writeBoolean(study.reportAdjustedReturn());
        out.writeLong(study.seed());
        writeText(out, prepared.evaluator().name());
        out.flush();
    }

    /**
     * Reads a study.
     *
     * @throws IllegalArgumentException if these are not the bytes of a study; the message says what is wrong
     */
    public static PreparedStudy read(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("study has format " + version + ", known is " + VERSION);
        }
        int count = readCount(in);
        List<PreparedSymbol> symbols = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            symbols.add(readSymbol(in));
        }
        Study study = new Study(
                symbols.stream().map(PreparedSymbol::symbol).toList(),
                new NamedForecaster(readText(in), in.readInt()),
                readTexts(in).stream().map(Strategies::of).toList(),
                readSearch(in),
                EndOfDayPolicy.valueOf(readText(in)),
                new WalkForward(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
                in.readBoolean(),
                in.readLong());
        return new PreparedStudy(study, evaluator(readText(in)), symbols);
    }

    private static ProfitEvaluator evaluator(String name) {
        if (name.equals(ScalarEvaluator.INSTANCE.name())) {
            return ScalarEvaluator.INSTANCE;
        }
        return ProfitEvaluators.find(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown evaluator " + name))
                .create();
    }

    private static SearchSettings readSearch(DataInputStream in) throws IOException {
        String name = readText(in);
        boolean hasBudget = in.readBoolean();
        int maxEvaluations = in.readInt();
        return new SearchSettings(name, hasBudget ? Integer.valueOf(maxEvaluations) : null, in.readInt());
    }

    private static void write(DataOutputStream out, PreparedSymbol prepared) throws IOException {
        StudySymbol symbol = prepared.symbol();
        Market market = symbol.market();
        writeText(out, symbol.name());
        symbol.bars().writeTo(out);
        writeText(out, market.assetClass().name());
        out.writeDouble(market.feeFraction());
        writeText(out, market.feeRule().name());
        out.writeDouble(market.spreadRatio());
        out.writeDouble(market.box().highMin());
        out.writeDouble(market.box().highMax());
        out.writeDouble(market.box().lowMin());
        out.writeDouble(market.box().lowMax());
        out.writeDouble(market.periodsPerYear());
        writeTexts(out, symbol.warnings());
        prepared.forecasts().writeTo(out);
    }

    private static PreparedSymbol readSymbol(DataInputStream in) throws IOException {
        BarSeries bars = BarSeries.readFrom(readText(in), in);
        Market market = new Market(
                AssetClass.valueOf(readText(in)),
                in.readDouble(),
                FeeRule.valueOf(readText(in)),
                in.readDouble(),
                new SearchBox(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                in.readDouble());
        StudySymbol symbol = new StudySymbol(bars, market, readTexts(in));
        Forecasts forecasts = Forecasts.readFrom(bars, in);
        return new PreparedSymbol(symbol, forecasts, Windows.of(bars, forecasts));
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int count = readCount(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IllegalArgumentException("a text of the study has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int readCount(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a list of the study has " + count + " entries");
        }
        return count;
    }

    /** What a copy knows of the forecaster: the forecasts are there already. */
    private record NamedForecaster(String id, int contextLimit) implements Forecaster {
        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            throw new IllegalStateException("forecaster " + id + " is in another process; its forecasts were sent");
        }
    }
}
