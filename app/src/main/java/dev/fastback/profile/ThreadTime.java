package dev.fastback.profile;

/**
 * What a thread of a profiled process took.
 *
 * @param name its name; threads of one name are told together
 * @param clockSeconds how long it was there
 * @param processorSeconds its processor time
 * @param parts the processor time by part
 * @param allocated bytes by part, as far as looks at the allocations show them
 */
record ThreadTime(String name, double clockSeconds, double processorSeconds, Tally parts, Tally allocated) {
    /** Returns how long it waited: for work, for others, for files, or for a processor. */
    double waitingSeconds() {
        return Math.max(0, clockSeconds - processorSeconds);
    }
}
