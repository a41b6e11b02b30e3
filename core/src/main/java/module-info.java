/** Fastback's engine: bars, forecasts, strategies, search and walk-forward runs. Needs the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.fastback.core {
    requires static org.jspecify;
    requires jdk.jfr;

    exports dev.fastback.data;
    exports dev.fastback.profit;
    exports dev.fastback.search;
    exports dev.fastback.forecast;
    exports dev.fastback.walkforward;
    exports dev.fastback.stats;
    exports dev.fastback.strategy;
    exports dev.fastback.run;

    uses dev.fastback.data.BarFormat;
    uses dev.fastback.profit.ProfitEvaluatorProvider;
}
