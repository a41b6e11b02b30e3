package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import java.util.List;

/**
 * What a profiled process took.
 *
 * @param facts what it told of itself
 * @param threads its threads that ran Java, the busiest first
 * @param parts processor time by part: of the threads, of the JVM's own, and before the first line
 * @param stacks processor time by stack
 * @param samples looks at stacks
 * @param lost looks that came to nothing
 * @param collections what the collector did
 */
record ProcessTime(
        ProcessFacts facts,
        List<ThreadTime> threads,
        Tally parts,
        StackTree stacks,
        long samples,
        long lost,
        CollectorWork collections) {
    ProcessTime {
        threads = List.copyOf(threads);
    }
}
