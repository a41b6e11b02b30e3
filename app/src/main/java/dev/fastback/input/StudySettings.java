package dev.fastback.input;

import static dev.fastback.terminal.UsageException.require;
import static dev.fastback.terminal.UsageException.valued;

import dev.fastback.component.NearName;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.evaluation.OutcomeConstraint;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.NamedForecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.input.options.FoldOptions;
import dev.fastback.input.options.MarketOptions;
import dev.fastback.input.options.OwnOptions;
import dev.fastback.input.options.SearchOptions;
import dev.fastback.input.options.StudyOptions;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Search;
import dev.fastback.search.Searches;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.CrossSettings;
import dev.fastback.study.Fills;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.study.UnseenSettings;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a study, resolved from options and environment.
 *
 * @param forecaster what forecasts
 * @param strategies what is simulated
 * @param search how parameters are found
 * @param mode the budget's name, null when none was chosen
 * @param walkForward the folds
 * @param unseen how unseen bars are executed
 * @param judged whether statistics say how far the results may be believed
 * @param cross how the trials of searches are cross-validated
 * @param feeRule how fees are charged in the fit
 * @param original whether the original's conventions were asked for
 * @param seed the seed
 * @param metric what is made as large as possible
 * @param own what follows from the bars where the strategies are users'; null where they are built in, and {@code search} and
 *     {@code walkForward} are final
 */
public record StudySettings(
        Forecaster forecaster,
        List<TunableStrategy> strategies,
        SearchSettings search,
        @Nullable Mode mode,
        WalkForward walkForward,
        UnseenSettings unseen,
        boolean judged,
        CrossSettings cross,
        FeeRule feeRule,
        boolean original,
        long seed,
        Metric metric,
        @Nullable OwnStudy own) {
    private static final int FAST_SIMULATIONS = 35;

    /** So that the indices of what is missing fit into one array, whatever the memory. */
    private static final int MAX_SIMULATIONS = 1 << 30;
    /** As many simulations that the bars have no room for are a slip of the hand or a round number; more of them would fill the store for nothing. */
    private static final int MAX_WITHOUT_ROOM = 1_000_000;

    /**
     * Resolves the settings: options first, then what {@code --original} implies, then the environment, then the defaults.
     *
     * @param cache where rows of models are kept between runs; null for nowhere
     * @throws UsageException if options contradict each other or a value is unknown
     */
    public static StudySettings of(StudyOptions options, MarketOptions market, Terminal terminal, @Nullable Path cache) {
        String forecaster = options.forecaster() == null ? "mean5" : options.forecaster();
        ForecasterSettings models = new ForecasterSettings(cache, options.device() == null ? ForecasterSettings.DEFAULT.device() : options.device());
        Forecaster made = named("--forecaster", forecaster, name -> Forecasters.of(name, models));
        require(
                models.device().equals(ForecasterSettings.DEFAULT.device()) || Forecasters.useDevice(forecaster),
                "--onnx-provider " + models.device() + " is for models with a card, and --forecaster " + forecaster + " is computed in Java");
        return with(options, market, terminal, made);
    }

    /**
     * Resolves the settings of a stored run for a report, for which nothing is forecast: its forecaster is known by name only, and need not be
     * there any more.
     *
     * @param forecaster what the stored study says of it
     */
    public static StudySettings toRead(StudyOptions options, MarketOptions market, Terminal terminal, NamedForecaster forecaster) {
        return with(options, market, terminal, forecaster);
    }

    /** Returns whether the strategies are users', for whom folds and search follow from the bars. */
    public boolean isOwn() {
        return own != null;
    }

    private static StudySettings with(StudyOptions options, MarketOptions market, Terminal terminal, Forecaster forecaster) {
        if (options.own().isGiven()) {
            return ofOwn(options, market, forecaster, terminal);
        }
        require(
                options.own().params().isEmpty() && options.own().sets().isEmpty() && options.own().metric() == null && options.own().where().isEmpty(),
                "--param, --set, --metric and --where are for strategies of --strategy");
        require(options.rules().gridTime() == null, "--grid-time is for strategies of --strategy");
        Mode mode = mode(options, terminal);
        List<TunableStrategy> strategies = strategies(options, settings(options, market));
        return new StudySettings(
                forecaster,
                strategies,
                search(options, mode, fitFills(options, market)),
                mode,
                walkForward(options, strategies, terminal),
                unseen(options, market, false),
                judged(options),
                cross(options),
                feeRule(options, market),
                options.original(),
                options.seed(),
                Metrics.RETURN,
                null);
    }

    private static StudySettings ofOwn(StudyOptions options, MarketOptions market, Forecaster forecaster, Terminal terminal) {
        require(options.strategies().isEmpty(), "--strategy and --strategies exclude each other");
        require(options.mode() == null, "--mode is a budget for DIRECT; strategies of --strategy take --search and --maxfun, and fastback validate RUN searches again what they chose");
        require(!options.original(), "--original is about the built-in strategies of forecasts");
        require(!options.share() && options.shareBatch() == null, "--share-multipliers is about the built-in strategies of forecasts");
        require(options.closeAtEndOfDay() == null && market.bounds() == null, "--close-at-eod and --bounds are about the built-in strategies of forecasts");
        require(market.feeRule() == null, "--fee-rule is about the built-in strategies of forecasts: here every fill pays");
        require(
                fitFills(options, market) != Fills.LEVEL || options.fitFills() == null,
                "--fit-fills level is about the built-in strategies of forecasts: here every fit is an account of orders");
        require(options.folds().validation() == null, "--validation counts forecasts; strategies of --strategy take --train");
        require(
                options.rules().gridTime() == null || options.search() == null,
                "--grid-time " + options.rules().gridTime() + " decides which search is taken, and --search names one; leave one of them out");
        Metric metric = metric(options.own());
        return new StudySettings(
                forecaster,
                List.copyOf(OwnStrategies.of(options.own())),
                new SearchSettings("grid", null),
                null,
                WalkForward.DEFAULT,
                unseen(options, market, true),
                judged(options),
                cross(options),
                FeeRule.PER_FILL,
                false,
                options.seed(),
                metric,
                new OwnStudy(
                        options.simulations(), terminal.isOn("MARKETSIM_FAST_SIMULATE") ? FAST_SIMULATIONS : Integer.MAX_VALUE, options.folds(), options.search(), options.maxfun(), options.rules(), options.pool(), metric));
    }

    /** Returns the metric with its conditions; one that never trades is never the best, unless none trades. */
    private static Metric metric(OwnOptions own) {
        try {
            List<OutcomeConstraint> constraints = new ArrayList<>();
            for (String condition : own.where()) {
                for (String one : condition.split(",", -1)) {
                    constraints.add(OutcomeConstraint.of(one.strip()));
                }
            }
            if (constraints.stream().noneMatch(constraint -> constraint.measure().name().equals("trades") && constraint.isLeast())) {
                constraints.add(OutcomeConstraint.of("trades>=1"));
            }
            Metric plain = Metrics.of(own.metric() == null ? Metrics.SHARPE.name() : own.metric());
            require(plain.constraints().isEmpty(), "--metric takes names; conditions are given with --where");
            return Metrics.with(plain, constraints);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--metric and --where: " + e.getMessage());
        }
    }

    private static List<TunableStrategy> strategies(StudyOptions options, Map<String, String> settings) {
        if (options.strategies().isEmpty()) {
            return Strategies.all().stream().map(strategy -> Strategies.with(strategy, settings)).toList();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String list : options.strategies()) {
            for (String part : list.split(",", -1)) {
                String name = part.strip();
                require(!name.isEmpty(), "--strategies: a name is missing: " + list);
                require(names.add(name), "--strategies names " + name + " twice");
            }
        }
        return names.stream()
                .map(name -> named("--strategies", name, Strategies::of))
                .map(strategy -> Strategies.with(strategy, settings))
                .toList();
    }

    /** Returns the settings of strategies that were given, for those that have them. */
    private static Map<String, String> settings(StudyOptions options, MarketOptions market) {
        Map<String, String> settings = new HashMap<>();
        if (options.closeAtEndOfDay() != null) {
            settings.put("closeAtEndOfDay", valued("--close-at-eod", options.closeAtEndOfDay(), EndOfDayPolicy::of).label());
        }
        if (market.bounds() != null) {
            settings.put("bounds", bounds(market.bounds()));
        }
        return settings;
    }

    /** Returns how unseen bars are executed; accounts of users' strategies are simulated whatever the fills. */
    private static UnseenSettings unseen(StudyOptions options, MarketOptions market, boolean isOwn) {
        UnseenSettings usual = UnseenSettings.DEFAULT;
        Fills fills = options.fills() == null ? usual.fills() : valued("--fills", options.fills(), Fills::of);
        Optional<String> ofOrders = market.orders().given();
        require(
                isOwn || fills == Fills.SIMULATOR || ofOrders.isEmpty(),
                ofOrders.orElse("") + " needs the simulator; leave --fills level out");
        require(
                isOwn || market.orders().signalFill() == null,
                "--signal-fill is for strategies of --strategy: those of forecasts give their orders before the bar");
        return new UnseenSettings(fills, market.orders().terms().ambiguity());
    }

    /** Returns how bars that are fitted are filled. */
    private static Fills fitFills(StudyOptions options, MarketOptions market) {
        Fills fills = options.fitFills() == null ? Fills.LEVEL : valued("--fit-fills", options.fitFills(), Fills::of);
        require(fills == Fills.LEVEL || market.feeRule() == null, "--fee-rule is about fits at the level: the simulator charges every fill");
        require(fills == Fills.LEVEL || !options.original(), "--original fits at the level; leave --fit-fills simulator out");
        return fills;
    }

    /** Returns how trials are cross-validated. */
    private static CrossSettings cross(StudyOptions options) {
        int groups = CrossSettings.DEFAULT.groups();
        int tested = CrossSettings.DEFAULT.tested();
        String given = options.cross();
        require(
                judged(options) || (given == null && options.embargo() == null),
                (given == null ? "--embargo" : "--cross-validation") + " is one of the statistics, and --statistics off leaves them out; leave one of the two out");
        if (given != null) {
            require(given.matches("\\d{1,4},\\d{1,4}"), "--cross-validation takes the groups and how many are tested, N,K: " + given);
            groups = Integer.parseInt(given.substring(0, given.indexOf(',')));
            tested = Integer.parseInt(given.substring(given.indexOf(',') + 1));
        }
        try {
            return new CrossSettings(groups, tested, options.embargo());
        } catch (IllegalArgumentException e) {
            throw new UsageException((given == null ? "--embargo: " : "--cross-validation: ") + e.getMessage());
        }
    }

    private static boolean judged(StudyOptions options) {
        String given = options.statistics();
        require(given == null || given.equals("on") || given.equals("off"), "--statistics must be on or off: " + given);
        return !"off".equals(given);
    }

    /** Returns the box of both multipliers as strategies take it. */
    private static String bounds(String text) {
        String[] ends = text.split(",", -1);
        try {
            if (ends.length == 2) {
                double low = Double.parseDouble(ends[0].strip());
                double high = Double.parseDouble(ends[1].strip());
                require(
                        Double.isFinite(low) && Double.isFinite(high) && low <= high,
                        "--bounds must be finite, the lower one first: " + text);
                return low + "," + high + "," + low + "," + high;
            }
        } catch (NumberFormatException e) {
            // said below, as of a wrong count
        }
        throw new UsageException("--bounds must be two numbers, LO,HI: " + text);
    }

    /**
     * Returns the study of these symbols.
     *
     * @param shown newest bars of each that were a holdout and have been opened; defaults that follow from the bars do not count them
     * @throws UsageException if it has more simulations than a study can have
     */
    Study study(List<StudySymbol> symbols, int shown) {
        WalkForward folds = own == null ? walkForward : own.walkForward(symbols, strategies, shown);
        long simulations = (long) symbols.size() * folds.simulations();
        require(
                simulations <= MAX_SIMULATIONS,
                "--sims " + folds.simulations() + " on " + symbols.size() + (symbols.size() == 1 ? " symbol" : " symbols") + " makes "
                        + simulations + " simulations; a run has at most " + MAX_SIMULATIONS);
        SearchSettings chosen = own == null ? search : own.search(symbols, strategies, folds);
        if (chosen.isPooled()) {
            requirePool(symbols, chosen);
        }
        return new Study(symbols, forecaster, strategies, chosen, metric, folds, unseen, original, judged, cross, seed);
    }

    private static void requirePool(List<StudySymbol> symbols, SearchSettings search) {
        require(symbols.size() > 1, "--pool is for several symbols, and there is " + symbols.getFirst().name() + " alone");
        Market first = symbols.getFirst().market();
        for (StudySymbol symbol : symbols) {
            Market market = symbol.market();
            require(
                    !search.name().equals(ExactSearch.NAME)
                            || (market.feeFraction() == first.feeFraction() && market.isLongOnly() == first.isLongOnly()),
                    "--pool: exact search joins symbols with one fee that trade the same sides, and " + symbol.name() + " differs from "
                            + symbols.getFirst().name() + "; add --fee and --long-only, or --search direct");
        }
    }

    /**
     * Makes sure that a study does not consist of simulations that cannot run.
     *
     * @throws UsageException if more than a million cannot
     */
    public static void requireRoom(Study study) {
        WalkForward folds = study.walkForward();
        long most = study.symbols().stream().mapToInt(symbol -> folds.room(symbol.bars().size(), 1)).max().orElse(0);
        long without = study.symbols().stream().mapToLong(symbol -> Math.max(0, folds.simulations() - folds.room(symbol.bars().size(), 1))).sum();
        require(
                without <= MAX_WITHOUT_ROOM,
                "--sims " + folds.simulations() + ": the bars have room for " + most + " simulations of a symbol at most, and " + without
                        + " of those that are asked for could not run; ask for fewer");
    }

    private static WalkForward walkForward(StudyOptions options, List<TunableStrategy> strategies, Terminal terminal) {
        WalkForward usual = WalkForward.DEFAULT;
        int simulations = options.simulations() != null
                ? options.simulations()
                : terminal.isOn("MARKETSIM_FAST_SIMULATE")
                        ? Math.min(FAST_SIMULATIONS, usual.simulations())
                        : usual.simulations();
        require(simulations >= 1, "--sims must be positive: " + simulations);
        FoldOptions folds = options.folds();
        int validation = or(folds.validation(), usual.validation());
        int testBars = or(folds.testBars(), options.original() ? 0 : usual.testBars());
        int step = or(folds.step(), 1);
        int purge = or(folds.purge(), 0);
        require(validation >= 2, "--validation must be at least 2: " + validation);
        require(
                folds.validation() == null || folds.train() == null,
                "--train " + folds.train() + " and --validation " + folds.validation() + " say the same twice; give one of them");
        int train = or(folds.train(), validation - 1);
        require(train >= 1, "--train must be positive: " + train);
        require(train < Integer.MAX_VALUE, "--train must be at most " + (Integer.MAX_VALUE - 1) + ": " + train);
        require(testBars >= 0, "--test-bars must not be negative: " + testBars);
        require(step >= 1, "--step must be positive: " + step);
        require(purge >= 0 && purge < train, "--purge must be from 0 and leave some of the " + train + " bars of a fit: " + purge);
        return new WalkForward(
                simulations, train, testBars, step, folds.anchored(), purge, fitsLastBar(strategies), options.original() ? 1 : 0);
    }

    /** The newest known bar of a fold is forecast, not fitted, where a strategy looks at forecasts: the built-in strategies' convention. */
    private static boolean fitsLastBar(List<TunableStrategy> strategies) {
        return strategies.stream().noneMatch(strategy -> strategy.needs().forecasts());
    }

    private static int or(@Nullable Integer given, int usual) {
        return given != null ? given : usual;
    }

    private static @Nullable Mode mode(StudyOptions options, Terminal terminal) {
        if (options.mode() != null) {
            for (Mode mode : Mode.values()) {
                if (mode.label().equalsIgnoreCase(options.mode())) {
                    return mode;
                }
            }
            List<String> modes = Arrays.stream(Mode.values()).map(Mode::label).toList();
            throw new UsageException("--mode: unknown mode " + options.mode() + NearName.orAll(options.mode(), modes, "known"));
        }
        boolean fast = terminal.isOn("MARKETSIM_FAST_OPTIMIZE");
        if (fast && !ExactSearch.NAME.equalsIgnoreCase(options.search()) && !options.original()) {
            return Mode.DEVELOPMENT;
        }
        return options.original() && !ExactSearch.NAME.equalsIgnoreCase(options.search()) ? Mode.PRODUCTION : null;
    }

    private static SearchSettings search(StudyOptions options, @Nullable Mode mode, Fills fills) {
        SearchSettings named = searchAlone(options, mode, fills);
        require(
                fills == Fills.LEVEL || !named.name().equals(ExactSearch.NAME),
                "--fit-fills simulator: exact search knows fills at the level alone; add --search direct");
        SearchSettings alone = withRules(named, options.rules()).withPooled(options.pool()).withFills(fills);
        if (options.shareBatch() == null) {
            return options.share() ? alone.withSharedBy(SearchSettings.DEFAULT_SHARED_BY) : alone;
        }
        require(options.shareBatch() >= 2, "--share-batch must be at least 2: " + options.shareBatch());
        return alone.withSharedBy(options.shareBatch());
    }

    /** Returns settings with the rules that were given. */
    static SearchSettings withRules(SearchSettings settings, SearchOptions given) {
        require(given.patience() == null || given.patience() >= 1, "--patience must be positive: " + given.patience());
        require(given.target() == null || Double.isFinite(given.target()), "--target must be a finite number: " + given.target());
        require(given.batch() == null || given.batch() >= 1, "--search-batch must be positive: " + given.batch());
        boolean endsEarly = given.patience() != null || given.target() != null;
        require(
                !endsEarly || settings.search().evaluatesPoints(),
                (given.patience() != null ? "--patience" : "--target") + " ends a search that evaluates point after point, and "
                        + settings.name() + " search does not; add --search direct, tpe or de");
        return settings.withRules(new SearchRules(
                given.batch() != null ? given.batch() : SearchRules.DEFAULT.batch(), given.patience(), given.target(), kept(given.trials())));
    }

    private static @Nullable KeptTrials kept(@Nullable String given) {
        if (given == null) {
            return null;
        }
        for (KeptTrials kept : KeptTrials.values()) {
            if (kept.name().equalsIgnoreCase(given)) {
                return kept;
            }
        }
        throw new UsageException("--keep-trials must be none, values or blocks: " + given);
    }

    private static SearchSettings searchAlone(StudyOptions options, @Nullable Mode mode, Fills fills) {
        String name = options.search() != null
                ? inAnyCase(options.search(), Searches.all().names())
                : mode != null || fills == Fills.SIMULATOR ? Searches.DIRECT : ExactSearch.NAME;
        Search search = named("--search", name, Searches::of);
        if (!search.hasBudget()) {
            require(
                    options.maxfun() == null,
                    "--maxfun needs a search with a budget, and " + name + " search has none; add --search direct, tpe or de");
            require(options.mode() == null, "--mode " + options.mode() + " is a budget, and --search " + name + " has none");
            return new SearchSettings(name, null);
        }
        requireBudget(search, options.maxfun());
        return new SearchSettings(
                name, options.maxfun() != null ? options.maxfun() : mode == null ? null : mode.maxEvaluations());
    }

    /** Checks that a budget is one that a search can do with; null is the usual one. */
    static void requireBudget(Search search, @Nullable Integer maxfun) {
        require(maxfun == null || maxfun >= 1, "--maxfun must be positive: " + maxfun);
        int least = search.leastEvaluations();
        require(maxfun == null || maxfun >= least, "--maxfun must be at least " + least + " for " + search.name() + " search: " + maxfun);
    }

    /** Returns the name that is meant, whatever the case of its letters; what was given where there is none. */
    public static String inAnyCase(String given, List<String> names) {
        return names.stream().filter(name -> name.equalsIgnoreCase(given)).findFirst().orElse(given);
    }

    private static FeeRule feeRule(StudyOptions options, MarketOptions market) {
        if (market.feeRule() == null) {
            return options.original() ? FeeRule.ORIGINAL : FeeRule.PER_FILL;
        }
        return valued("--fee-rule", market.feeRule(), FeeRule::of);
    }

    private static <T> T named(String option, String name, Function<String, T> factory) {
        try {
            return factory.apply(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage(), e);
        }
    }
}
