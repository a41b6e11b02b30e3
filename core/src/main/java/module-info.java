/** Fastback's engine: bars, forecasts, strategies, search and walk-forward runs. Needs the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.fastback.core {
    requires static org.jspecify;
    requires jdk.jfr;
    // Only to compile strategies from source; whoever brings them compiled needs no compiler.
    requires static java.compiler;

    exports dev.fastback.component;
    exports dev.fastback.parallel;
    exports dev.fastback.recording;
    exports dev.fastback.table;
    exports dev.fastback.data;
    exports dev.fastback.data.files;
    exports dev.fastback.data.findings;
    exports dev.fastback.data.reading;
    exports dev.fastback.data.synthetic;
    exports dev.fastback.data.text;
    exports dev.fastback.walkforward;
    exports dev.fastback.forecast;
    exports dev.fastback.forecast.builtin;
    exports dev.fastback.forecast.cache;
    exports dev.fastback.forecast.linear;
    exports dev.fastback.stats;
    exports dev.fastback.stats.overfitting;
    exports dev.fastback.indicator;
    exports dev.fastback.search;
    exports dev.fastback.search.direct;
    exports dev.fastback.search.methods;
    exports dev.fastback.search.space;
    exports dev.fastback.profit;
    exports dev.fastback.exact;
    exports dev.fastback.simulate;
    exports dev.fastback.simulate.terms;
    exports dev.fastback.api;
    exports dev.fastback.evaluation;
    exports dev.fastback.strategy;
    exports dev.fastback.strategy.builtin;
    exports dev.fastback.custom;
    exports dev.fastback.compile;
    exports dev.fastback.classics;
    exports dev.fastback.study;
    exports dev.fastback.json;
    exports dev.fastback.result;
    exports dev.fastback.result.detail;
    exports dev.fastback.summary;
    exports dev.fastback.simulation.trials;
    exports dev.fastback.simulation;
    exports dev.fastback.evidence;
    exports dev.fastback.journal;
    exports dev.fastback.engine;
    exports dev.fastback.codec;
    exports dev.fastback.run;

    uses dev.fastback.data.reading.BarFormat;
    uses dev.fastback.data.reading.Compression;
    uses dev.fastback.table.TableFormat;
    uses dev.fastback.engine.DeviceProvider;
    uses dev.fastback.engine.EngineProvider;
    uses dev.fastback.evaluation.MeasureProvider;
    uses dev.fastback.forecast.ForecasterProvider;
    uses dev.fastback.profit.ProfitEvaluatorProvider;
    uses dev.fastback.search.SearchProvider;
    uses dev.fastback.strategy.StrategyProvider;

    provides dev.fastback.strategy.StrategyProvider with
            dev.fastback.classics.Classics,
            dev.fastback.custom.SourceProvider;
    provides dev.fastback.search.SearchProvider with
            dev.fastback.search.direct.DirectProvider.SciPy,
            dev.fastback.search.direct.DirectProvider.Original,
            dev.fastback.search.direct.DirectProvider.OriginalLocal,
            dev.fastback.search.methods.MethodProvider.Grid,
            dev.fastback.search.methods.MethodProvider.Random,
            dev.fastback.search.methods.MethodProvider.Sobol,
            dev.fastback.search.methods.MethodProvider.Evolution,
            dev.fastback.search.methods.MethodProvider.Parzen,
            dev.fastback.search.methods.MethodProvider.Cmaes,
            dev.fastback.search.methods.MethodProvider.Front,
            dev.fastback.search.methods.MethodProvider.Halving;
}
