package dev.fastback.search;

/** Sees every point that a search evaluates, with its values, in the order in which the search is told; keeps what it wants, as a copy. */
@FunctionalInterface
public interface TrialSink {
    /** Ignores everything. */
    TrialSink NONE = (points, values) -> {};

    /** Sees a batch; both arguments are valid during the call only. */
    void told(PointBatch points, ValueBatch values);
}
