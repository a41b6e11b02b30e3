package dev.fastback.exact;

/** The memory of exact solves, one per thread and reused, so that a solve allocates next to nothing. */
record Workspace(
        ActiveBars bars, Candidates candidates, Sweep sweep, NearBest near, Edges highEdges, Edges lowEdges) {
    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(() ->
            new Workspace(new ActiveBars(), new Candidates(), new Sweep(), new NearBest(), new Edges(), new Edges()));

    /** Returns the calling thread's workspace. */
    static Workspace ofThread() {
        return OF_THREAD.get();
    }
}
