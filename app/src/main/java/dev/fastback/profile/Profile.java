package dev.fastback.profile;

import dev.fastback.recording.ProcessProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the processor time of a command went.
 *
 * @param command the command line
 * @param exitCode how it ended
 * @param clockSeconds from its start to its end
 * @param processorSeconds of all its processes, as the operating system counts them; what they told themselves where it does not
 * @param peakBytes the largest resident memory of all processes together; null where the system does not tell
 * @param processes those that left a profile, the command's own first
 * @param missing process ids of those that began and left none, because they were killed
 */
public record Profile(
        List<String> command,
        int exitCode,
        double clockSeconds,
        double processorSeconds,
        @Nullable Long peakBytes,
        List<ProcessTime> processes,
        List<Long> missing) {
    public Profile {
        command = List.copyOf(command);
        processes = List.copyOf(processes);
        missing = List.copyOf(missing);
    }

    /** Returns the processor seconds of a part in all processes, its own parts included. */
    public double seconds(Part part) {
        double sum = processes.stream().mapToDouble(process -> process.parts().of(part)).sum();
        return part == Part.PROFILE ? sum + writingSeconds() : sum;
    }

    /** Returns the bytes that a part allocated, its own parts included. */
    public double allocated(Part part) {
        return processes.stream().flatMap(process -> process.threads().stream()).mapToDouble(thread -> thread.allocated().of(part)).sum();
    }

    /** Returns the processor seconds that all parts add up to. */
    public double attributedSeconds() {
        return processes.stream().mapToDouble(process -> process.parts().sum()).sum() + writingSeconds();
    }

    /** Returns the processor seconds of the whole that no part explains; negative where parts explain more. */
    public double unexplainedSeconds() {
        return processorSeconds - attributedSeconds();
    }

    /** What processes did after the end of their work, which is to write their profiles; 0 where one was killed, whose work is unknown. */
    private double writingSeconds() {
        return missing.isEmpty() ? Math.max(0, processorSeconds - processes.stream().mapToDouble(process -> process.facts().totalSeconds()).sum()) : 0;
    }

    /** Returns how long the stages of the command took on the clock. */
    public Map<String, Double> stages() {
        return processes.stream()
                .filter(process -> process.facts().role().equals(ProcessProfile.MAIN))
                .findFirst()
                .map(process -> process.facts().stages())
                .orElse(Map.of());
    }

    /** Returns the processor seconds by stack of all processes. */
    StackTree stacks() {
        StackTree all = new StackTree("all");
        processes.forEach(process -> all.graft(process.stacks(), 1));
        return all;
    }

    long samples() {
        return processes.stream().mapToLong(ProcessTime::samples).sum();
    }

    long lost() {
        return processes.stream().mapToLong(ProcessTime::lost).sum();
    }
}
