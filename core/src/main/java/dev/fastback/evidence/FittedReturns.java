package dev.fastback.evidence;

import dev.fastback.search.space.Parameters;

/** What parameters earn on the bars of one fit, bar by bar. Safe for use by many threads. */
interface FittedReturns {
    /** Returns the number of bars. */
    int bars();

    /** Returns how many bars of symbols are evaluated for one candidate. */
    long work();

    /** Returns the bars a year, positive. */
    double periodsPerYear();

    /** Returns the return of each bar, a fraction. */
    double[] of(Parameters parameters);
}
