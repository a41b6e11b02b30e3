package dev.fastback.input;

import dev.fastback.data.BarSeries;
import dev.fastback.json.CanonicalJson;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.CrossSettings;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchRules;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The study object of reports: what was asked. Equal studies have equal objects. */
public final class StudyJson {
    /** The key of what decides the bits of a model's forecasts; only where a model forecasts. */
    static final String MODEL = "model";

    private static final long MOST_EXACT = 1L << 53;

    private StudyJson() {}

    /** Returns the object. */
    public static Map<String, @Nullable Object> of(Study study, StudySettings settings, LoadedMarket market) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbols", study.symbols().stream().map(StudyJson::symbol).toList());
        map.put("synthetic", market.synthetic());
        if (market.holdout().bars() > 0) {
            map.put("holdout", market.holdout().bars());
            map.put("holdoutOpened", market.holdout().opened());
        }
        map.put("forecaster", study.forecaster().id());
        SortedMap<String, String> origin = study.forecaster().origin();
        if (!origin.isEmpty()) {
            map.put(MODEL, origin);
        }
        map.put("strategies", study.strategies().stream().map(strategy -> strategy(study, strategy)).toList());
        Map<String, BarSeries> others = study.symbols().isEmpty() ? Map.of() : study.symbols().getFirst().bars().others();
        if (!others.isEmpty()) {
            Map<String, Object> beside = new LinkedHashMap<>();
            others.forEach((name, bars) -> beside.put(name, new TreeMap<>(Map.of("bars", bars.size(), "dataHash", bars.contentHash()))));
            map.put("beside", beside);
        }
        putSearch(map, study, settings);
        map.put("feeRule", settings.feeRule().label());
        putFolds(map, study.walkForward());
        map.put("fills", study.unseen().fills().label());
        map.put("ambiguous", study.unseen().ambiguity().label());
        map.put("statistics", study.isJudged() ? "on" : "off");
        if (!study.cross().equals(CrossSettings.DEFAULT)) {
            map.put("crossValidation", List.of(study.cross().groups(), study.cross().tested()));
            map.put("embargo", study.cross().embargo());
        }
        map.put("original", settings.original());
        // Beyond 2^53 JSON's numbers would join two seeds.
        boolean exact = study.seed() >= -MOST_EXACT && study.seed() <= MOST_EXACT;
        map.put("seed", exact ? (Object) study.seed() : Long.toString(study.seed()));
        return map;
    }

    private static void putSearch(Map<String, @Nullable Object> map, Study study, StudySettings settings) {
        map.put("metric", study.metric().name());
        map.put("search", study.search().name());
        map.put("mode", settings.mode() == null ? null : settings.mode().label());
        map.put("maxEvaluations", budgets(study));
        if (study.search().sharedBy() > 1) {
            map.put("sharedBy", study.search().sharedBy());
        }
        if (study.search().isPooled()) {
            map.put("pooled", true);
        }
        if (study.search().fills() == Fills.SIMULATOR) {
            map.put("fitFills", study.search().fills().label());
        }
        SearchRules rules = study.search().rules();
        if (rules.batch() != SearchRules.DEFAULT.batch()) {
            map.put("searchBatch", rules.batch());
        }
        if (rules.patience() != null) {
            map.put("patience", rules.patience());
        }
        if (rules.target() != null) {
            map.put("target", rules.target());
        }
        if (study.search().keepsTrials()) {
            map.put("keepTrials", study.search().keepsBlocks() ? "blocks" : "values");
        }
    }

    private static void putFolds(Map<String, @Nullable Object> map, WalkForward folds) {
        map.put("simulations", folds.simulations());
        map.put("train", folds.train());
        map.put("testBars", folds.testBars());
        map.put("step", folds.step());
        map.put("anchored", folds.anchored());
        map.put("purge", folds.purge());
        map.put("fitsLastBar", folds.fitsLastBar());
        map.put("heldBackBars", folds.heldBack());
    }

    /** Returns the object as canonical text. */
    static String text(Study study, StudySettings settings, LoadedMarket market) {
        return CanonicalJson.write(of(study, settings, market));
    }

    private static Map<String, @Nullable Object> budgets(Study study) {
        boolean limited = study.search().search().hasBudget();
        Map<String, @Nullable Object> budgets = new LinkedHashMap<>();
        for (TunableStrategy strategy : study.strategies()) {
            if (!strategy.space().isEmpty()) {
                budgets.put(
                        strategy.name(),
                        limited ? (Object) study.search().budgetOf(strategy).evaluations() : null);
            }
        }
        return budgets;
    }

    private static Map<String, @Nullable Object> strategy(Study study, TunableStrategy strategy) {
        StrategySpec spec = strategy.spec();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", spec.name());
        map.put("provider", spec.provider());
        map.put("settings", spec.settings());
        map.put("sourceHash", spec.sourceHash());
        // What its results were made with: a strategy that was changed between a run and its resumption is another one.
        map.put("parameters", strategy.space().parameters().stream().map(StudyJson::parameter).toList());
        map.put("constraints", strategy.space().constraints().stream().map(Constraint::description).toList());
        map.put("forecasts", strategy.needs().forecasts());
        map.put("warmUpBars", study.symbols().stream().mapToInt(symbol -> strategy.needs(symbol.bars()).warmUpBars()).max().orElse(0));
        return map;
    }

    private static Map<String, @Nullable Object> parameter(Parameter parameter) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", parameter.name());
        switch (parameter) {
            case RealParameter real -> {
                map.put("kind", "real");
                map.put("min", real.min());
                map.put("max", real.max());
                if (real.step() > 0) {
                    map.put("step", real.step());
                }
                if (real.log()) {
                    map.put("log", true);
                }
            }
            case IntegerParameter whole -> {
                map.put("kind", "integer");
                map.put("min", whole.from());
                map.put("max", whole.to());
                map.put("step", whole.step());
            }
            case ChoiceParameter choice -> {
                map.put("kind", "choice");
                map.put("choices", choice.choices());
            }
        }
        return map;
    }

    private static Map<String, @Nullable Object> symbol(StudySymbol symbol) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", symbol.name());
        map.put("dataHash", symbol.bars().contentHash());
        map.put("bars", symbol.bars().size());
        map.put("from", symbol.bars().timeLabel(0));
        map.put("to", symbol.bars().timeLabel(symbol.bars().size() - 1));
        map.put("asset", symbol.market().assetClass().label());
        map.put("longOnly", symbol.market().isLongOnly());
        map.put("fee", symbol.market().feeFraction());
        map.put("spread", symbol.market().spreadRatio());
        map.put("periodsPerYear", symbol.market().periodsPerYear());
        if (!symbol.market().terms().isPlain()) {
            map.put("terms", terms(symbol.market()));
        }
        return map;
    }

    /** Returns how orders are executed and charged besides the fee and the spread. */
    public static Map<String, @Nullable Object> terms(Market market) {
        OrderTerms terms = market.terms();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("slippage", terms.slippage());
        map.put("slippageTicks", terms.slippageTicks());
        map.put("makerFee", market.venue().costs().makerFee());
        map.put("fixedFee", terms.fixedFee());
        map.put("minimumFee", terms.minimumFee());
        map.put("borrow", terms.borrowRate());
        map.put("funding", terms.fundingRate());
        map.put("tick", terms.contract().tick());
        map.put("lot", terms.contract().lot());
        map.put("multiplier", terms.contract().multiplier());
        map.put("leverage", terms.contract().leverage());
        map.put("maintenance", terms.contract().maintenance());
        map.put("cash", terms.cash());
        map.put("limitFills", terms.limitFill().label());
        if (terms.signalFill() != SignalFill.OPEN) {
            map.put("signalFill", terms.signalFill().label());
        }
        return map;
    }
}
