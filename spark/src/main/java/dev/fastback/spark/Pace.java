package dev.fastback.spark;

/** How long what was done so far took, and so how much a task is given: what takes half a second. */
final class Pace {
    /** Long against the costs of a task (milliseconds), short against a run. */
    private static final long TASK_NANOS = 500_000_000;

    private final long first;
    private final long most;
    private long done;
    private long nanos;

    /**
     * Makes a pace that is not known yet.
     *
     * @param first what the first tasks are given
     * @param most what a task is given at most
     */
    Pace(long first, long most) {
        this.first = first;
        this.most = most;
    }

    /** Takes what a task has done, and how long it took. */
    void take(long count, long taskNanos) {
        done += count;
        nanos += taskNanos;
    }

    /** Returns how long all took together. */
    long nanos() {
        return nanos;
    }

    /** Returns what the next task is given of what is left, positive; the end is shared out evenly. */
    long next(long left, int parallelism) {
        long byTime = done == 0 ? first : (long) ((double) TASK_NANOS * done / Math.max(1, nanos));
        return Math.clamp(Math.min(byTime, Math.ceilDiv(left, parallelism)), 1, most);
    }
}
