package dev.fastback.codec;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.NamedForecaster;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluators;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.CrossSettings;
import dev.fastback.study.Fills;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.study.UnseenSettings;
import dev.fastback.walkforward.WalkForward;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prepared studies as bytes, for workers in other processes of the same version: bars, markets, settings and forecasts, so that a
 * copy runs every simulation to the same bits without asking a forecaster again. Strategies travel by their descriptions, search, metric
 * and evaluators by name; of the forecaster only its name is left.
 */
public final class StudyCodec {
    private static final int VERSION = 11;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_CODE = 1 << 26;
    private static final int MAX_COUNT = 1 << 24;

    private StudyCodec() {}

    /**
     * Checks that a study can be sent.
     *
     * @throws IllegalArgumentException if a strategy is not made again by its provider, or the metric or the evaluator does not come with
     *     Fastback; the message names it
     */
    public static void requireSendable(PreparedStudy prepared) {
        for (TunableStrategy strategy : prepared.study().strategies()) {
            Strategies.whyNotRemade(strategy).ifPresent(why -> {
                throw new IllegalArgumentException("strategy " + strategy.name() + " (" + strategy.getClass().getName()
                        + ") cannot be sent to another process: " + why);
            });
        }
        if (!prepared.study().metric().equals(metric(prepared.study().metric().name()))) {
            throw new IllegalArgumentException(
                    "metric " + prepared.study().metric().name() + " does not come with Fastback and cannot be sent to another process");
        }
        String evaluator = prepared.evaluators().entryExit().name();
        if (ProfitEvaluators.all().find(evaluator).isEmpty()) {
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
        writeSymbols(prepared, 0, study.symbols().size(), out);
        writeOthers(out, study);
        writeSettings(out, prepared);
        out.flush();
    }

    /** Writes some symbols of a study, their number first. */
    static void writeSymbols(PreparedStudy prepared, int from, int to, DataOutputStream out) throws IOException {
        out.writeInt(to - from);
        for (int s = from; s < to; s++) {
            write(out, prepared.symbol(s));
        }
    }

    /** Writes what is the same for all symbols. */
    static void writeSettings(DataOutputStream out, PreparedStudy prepared) throws IOException {
        Study study = prepared.study();
        writeText(out, study.forecaster().id());
        out.writeInt(study.forecaster().contextLimit());
        out.writeInt(study.strategies().size());
        for (TunableStrategy strategy : study.strategies()) {
            write(out, strategy.spec());
            out.writeInt(strategy.code().length);
            out.write(strategy.code());
        }
        writeText(out, study.search().name());
        Integer maxEvaluations = study.search().maxEvaluations();
        out.writeBoolean(maxEvaluations != null);
        out.writeInt(maxEvaluations == null ? 0 : maxEvaluations);
        out.writeInt(study.search().sharedBy());
        out.writeBoolean(study.search().isPooled());
        writeText(out, study.search().fills().name());
        write(out, study.search().rules());
        writeText(out, study.metric().name());
        write(out, study.walkForward());
        writeText(out, study.unseen().fills().name());
        writeText(out, study.unseen().ambiguity().name());
        out.writeBoolean(study.reportAdjustedReturn());
        out.writeBoolean(study.isJudged());
        write(out, study.cross());
        out.writeLong(study.seed());
        writeText(out, prepared.evaluators().entryExit().name());
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
        Map<String, BarSeries> others = new LinkedHashMap<>(); // filled when all symbols are read, which may be among them
        List<PreparedSymbol> symbols = readSymbols(in, others);
        readOthers(in, symbols, others);
        return readSettings(in).with(symbols);
    }

    /**
     * Reads symbols that {@link #writeSymbols} wrote.
     *
     * @param others that all of them look at; may be filled later
     */
    static List<PreparedSymbol> readSymbols(DataInputStream in, Map<String, BarSeries> others) throws IOException {
        int count = readCount(in);
        List<PreparedSymbol> symbols = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            symbols.add(readSymbol(in, others));
        }
        return symbols;
    }

    /** What is the same for all symbols. */
    record Settings(
            NamedForecaster forecaster,
            List<TunableStrategy> strategies,
            SearchSettings search,
            Metric metric,
            WalkForward folds,
            UnseenSettings unseen,
            boolean reportAdjustedReturn,
            boolean isJudged,
            CrossSettings cross,
            long seed,
            Evaluators evaluators) {
        /** Returns the study of some symbols. */
        PreparedStudy with(List<PreparedSymbol> symbols) {
            Study study = new Study(
                    symbols.stream().map(PreparedSymbol::symbol).toList(),
                    forecaster,
                    strategies,
                    search,
                    metric,
                    folds,
                    unseen,
                    reportAdjustedReturn,
                    isJudged,
                    cross,
                    seed);
            return new PreparedStudy(study, evaluators, symbols);
        }
    }

    /** Reads what {@link #writeSettings} wrote. */
    static Settings readSettings(DataInputStream in) throws IOException {
        return new Settings(
                new NamedForecaster(readText(in), in.readInt()),
                readStrategies(in),
                readSearch(in),
                Metrics.of(readText(in)),
                readFolds(in),
                new UnseenSettings(Fills.valueOf(readText(in)), Ambiguity.valueOf(readText(in))),
                in.readBoolean(),
                in.readBoolean(),
                readCross(in),
                in.readLong(),
                new Evaluators(ProfitEvaluators.all().get(readText(in)).create()));
    }

    /** Returns the metric that a name reads back to; null if there is none. */
    private static @Nullable Metric metric(String name) {
        try {
            return Metrics.of(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void write(DataOutputStream out, WalkForward folds) throws IOException {
        out.writeInt(folds.simulations());
        out.writeInt(folds.train());
        out.writeInt(folds.testBars());
        out.writeInt(folds.step());
        out.writeBoolean(folds.anchored());
        out.writeInt(folds.purge());
        out.writeBoolean(folds.fitsLastBar());
        out.writeInt(folds.heldBack());
    }

    private static WalkForward readFolds(DataInputStream in) throws IOException {
        return new WalkForward(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readInt(),
                in.readBoolean(),
                in.readInt());
    }

    private static void write(DataOutputStream out, CrossSettings cross) throws IOException {
        out.writeInt(cross.groups());
        out.writeInt(cross.tested());
        Integer embargo = cross.embargo();
        out.writeBoolean(embargo != null);
        out.writeInt(embargo == null ? 0 : embargo);
    }

    private static CrossSettings readCross(DataInputStream in) throws IOException {
        int groups = in.readInt();
        int tested = in.readInt();
        boolean isGiven = in.readBoolean();
        int embargo = in.readInt();
        return new CrossSettings(groups, tested, isGiven ? Integer.valueOf(embargo) : null);
    }

    private static void write(DataOutputStream out, StrategySpec spec) throws IOException {
        writeText(out, spec.provider());
        writeText(out, spec.name());
        out.writeInt(spec.settings().size());
        for (Map.Entry<String, String> setting : spec.settings().entrySet()) {
            writeText(out, setting.getKey());
            writeText(out, setting.getValue());
        }
        out.writeBoolean(spec.sourceHash() != null);
        if (spec.sourceHash() != null) {
            writeText(out, spec.sourceHash());
        }
    }

    private static List<TunableStrategy> readStrategies(DataInputStream in) throws IOException {
        int count = readCount(in);
        List<TunableStrategy> strategies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String provider = readText(in);
            String name = readText(in);
            int settings = readCount(in);
            Map<String, String> values = new TreeMap<>();
            for (int k = 0; k < settings; k++) {
                values.put(readText(in), readText(in));
            }
            String sourceHash = in.readBoolean() ? readText(in) : null;
            strategies.add(Strategies.of(new StrategySpec(provider, name, values, sourceHash), readCode(in)));
        }
        return strategies;
    }

    private static byte[] readCode(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_CODE) {
            throw new IllegalArgumentException("the code of a strategy has " + length + " bytes");
        }
        byte[] code = new byte[length];
        in.readFully(code);
        return code;
    }

    private static SearchSettings readSearch(DataInputStream in) throws IOException {
        String name = readText(in);
        boolean hasBudget = in.readBoolean();
        int maxEvaluations = in.readInt();
        return new SearchSettings(
                name, hasBudget ? Integer.valueOf(maxEvaluations) : null, in.readInt(), in.readBoolean(), Fills.valueOf(readText(in)), readRules(in));
    }

    private static void write(DataOutputStream out, SearchRules rules) throws IOException {
        out.writeInt(rules.batch());
        out.writeInt(rules.patience() == null ? 0 : rules.patience());
        out.writeDouble(rules.target() == null ? Double.NaN : rules.target());
        out.writeByte(rules.trials() == null ? -1 : rules.trials().ordinal());
    }

    private static SearchRules readRules(DataInputStream in) throws IOException {
        int batch = in.readInt();
        int patience = in.readInt();
        double target = in.readDouble();
        int trials = in.readByte();
        if (trials >= KeptTrials.values().length) {
            throw new IllegalArgumentException("study keeps trials in an unknown way: " + trials);
        }
        return new SearchRules(
                batch,
                patience == 0 ? null : Integer.valueOf(patience),
                Double.isNaN(target) ? null : Double.valueOf(target),
                trials < 0 ? null : KeptTrials.values()[trials]);
    }

    private static void write(DataOutputStream out, PreparedSymbol prepared) throws IOException {
        StudySymbol symbol = prepared.symbol();
        Market market = symbol.market();
        writeText(out, symbol.name());
        symbol.bars().writeTo(out);
        writeText(out, market.assetClass().name());
        out.writeBoolean(market.isLongOnly());
        out.writeDouble(market.feeFraction());
        writeText(out, market.feeRule().name());
        out.writeDouble(market.spreadRatio());
        out.writeDouble(market.periodsPerYear());
        write(out, market.terms());
        writeTexts(out, symbol.notes());
        writeTexts(out, symbol.warnings());
        prepared.forecasts().writeTo(out);
    }

    /** Writes the series that are looked at beside the symbols, the same for all of them; those that are symbols of the study by name alone. */
    static void writeOthers(DataOutputStream out, Study study) throws IOException {
        Map<String, BarSeries> others = study.symbols().isEmpty() ? Map.of() : study.symbols().getFirst().bars().others();
        out.writeInt(others.size());
        for (Map.Entry<String, BarSeries> other : others.entrySet()) {
            writeText(out, other.getKey());
            boolean isSymbol = study.symbols().stream().anyMatch(symbol -> symbol.name().equals(other.getKey()));
            out.writeBoolean(isSymbol);
            if (!isSymbol) {
                other.getValue().writeTo(out);
            }
        }
    }

    static void readOthers(DataInputStream in, List<PreparedSymbol> symbols, Map<String, BarSeries> others) throws IOException {
        int count = readCount(in);
        for (int i = 0; i < count; i++) {
            String name = readText(in);
            others.put(
                    name,
                    in.readBoolean()
                            ? symbols.stream()
                                    .map(symbol -> symbol.symbol().bars())
                                    .filter(bars -> bars.symbol().equals(name))
                                    .findFirst()
                                    .orElseThrow(() -> new IllegalArgumentException("no symbol " + name + " in the study"))
                            : BarSeries.readFrom(name, in));
        }
    }

    private static PreparedSymbol readSymbol(DataInputStream in, Map<String, BarSeries> others) throws IOException {
        BarSeries bars = BarSeries.readFrom(readText(in), in).withOthers(others);
        Market market = new Market(
                AssetClass.valueOf(readText(in)),
                in.readBoolean(),
                in.readDouble(),
                FeeRule.valueOf(readText(in)),
                in.readDouble(),
                in.readDouble(),
                readTerms(in));
        StudySymbol symbol = new StudySymbol(bars, market, readTexts(in), readTexts(in));
        return new PreparedSymbol(symbol, Forecasts.readFrom(bars, in));
    }

    private static void write(DataOutputStream out, OrderTerms terms) throws IOException {
        Contract contract = terms.contract();
        out.writeDouble(terms.makerFee() == null ? Double.NaN : terms.makerFee());
        for (double number : new double[] {
            terms.fixedFee(), terms.minimumFee(), terms.slippage(), terms.slippageTicks(), terms.borrowRate(), terms.fundingRate(),
            contract.tick(), contract.lot(), contract.multiplier(), contract.leverage(), contract.maintenance()
        }) {
            out.writeDouble(number);
        }
        writeText(out, terms.limitFill().name());
        writeText(out, terms.ambiguity().name());
        out.writeDouble(terms.cash());
        writeText(out, terms.signalFill().name());
    }

    private static OrderTerms readTerms(DataInputStream in) throws IOException {
        double makerFee = in.readDouble();
        return new OrderTerms(
                Double.isNaN(makerFee) ? null : Double.valueOf(makerFee),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                new Contract(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                LimitFill.valueOf(readText(in)),
                Ambiguity.valueOf(readText(in)),
                in.readDouble(),
                SignalFill.valueOf(readText(in)));
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
}
