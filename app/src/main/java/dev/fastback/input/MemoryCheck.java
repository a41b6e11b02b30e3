package dev.fastback.input;

import dev.fastback.run.MemoryEstimate;
import dev.fastback.study.Study;
import dev.fastback.terminal.UsageException;

/** Refuses studies that cannot fit into the heap of a process, with what they need and a heap that would do. */
public final class MemoryCheck {
    private static final long MIB = 1 << 20;

    private MemoryCheck() {}

    /**
     * Makes sure that a study fits into this process.
     *
     * @param workers simulations that run here at the same time
     * @param stores whether its results are kept in the store
     * @throws UsageException if it does not
     */
    public static void requireHere(Study study, int workers, boolean stores) {
        MemoryEstimate need = MemoryEstimate.of(study, workers, !stores);
        long most = Runtime.getRuntime().maxMemory();
        if (need.total() > most) {
            throw new UsageException("this study needs about " + parts(need) + ", and Java may use " + mebibytes(most)
                    + " MiB: FASTBACK_JAVA_OPTS=-Xmx" + enough(need) + "m gives it more"
                    + (stores ? "" : "; in the store (without --no-store) results take none"));
        }
    }

    /**
     * Makes sure that a study fits into a worker process.
     *
     * @param most its largest heap, in bytes
     * @throws UsageException if it does not
     */
    public static void requireInWorker(Study study, long most) {
        MemoryEstimate need = MemoryEstimate.inWorker(study);
        if (need.total() > most) {
            throw new UsageException("a worker process needs about " + parts(need) + ", and --memory-per-worker gives it "
                    + mebibytes(most) + " MiB; " + enough(need) + "m should do");
        }
    }

    private static String parts(MemoryEstimate need) {
        return mebibytes(need.total()) + " MiB of memory (bars " + mebibytes(need.bars()) + " MiB, forecasts "
                + mebibytes(need.forecasts() + need.questions()) + " MiB, simulations under way " + mebibytes(need.simulations())
                + " MiB, indices " + mebibytes(need.indices()) + " MiB, results " + mebibytes(need.results())
                + " MiB, unseen paths " + mebibytes(need.paths()) + " MiB)";
    }

    /** Returns a heap with a quarter to spare. */
    private static long enough(MemoryEstimate need) {
        long total = mebibytes(need.total());
        return total + (total + 3) / 4;
    }

    private static long mebibytes(long bytes) {
        return bytes / MIB + (bytes % MIB == 0 ? 0 : 1);
    }
}
