package dev.fastback.profile;

import dev.fastback.recording.ProcessFacts;
import java.util.List;
import java.util.Map;

/**
 * What a profiled process took.
 *
 * @param facts what it told of itself
 * @param threads its threads that ran Java, the busiest first
 * @param parts processor time by part: of the threads, of the JVM's own, and before the first line
 * @param stages seconds on the clock of the command's stages, in their order
 * @param stacks processor time by stack
 * @param samples looks at stacks
 * @param lost looks that came to nothing
 * @param collections how often the collector ran
 * @param pauseSeconds how long it held everything up, on the clock
 */
record ProcessTime(
        ProcessFacts facts,
        List<ThreadTime> threads,
        Tally parts,
        Map<String, Double> stages,
        StackTree stacks,
        long samples,
        long lost,
        long collections,
        double pauseSeconds) {
    ProcessTime {
        threads = List.copyOf(threads);
    }
}
