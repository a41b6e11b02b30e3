/** A profit evaluator with the incubating Vector API. */
@org.jspecify.annotations.NullMarked
module dev.fastback.vector {
    requires static org.jspecify;
    requires transitive dev.fastback.core;
    requires jdk.incubator.vector;

    exports dev.fastback.vector;

    provides dev.fastback.profit.ProfitEvaluatorProvider with
            dev.fastback.vector.VectorProvider;
}
