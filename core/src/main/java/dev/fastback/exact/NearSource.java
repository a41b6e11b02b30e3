package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import java.util.Optional;

/** An evaluator that can also find the pairs near a problem's best, on a device for example; {@link EntryExitSolver} decides among them. */
public interface NearSource {
    /**
     * Returns the pairs near the best.
     *
     * @return empty where the problem is better solved here
     */
    Optional<NearPairs> near(EntryExitProblem problem);
}
