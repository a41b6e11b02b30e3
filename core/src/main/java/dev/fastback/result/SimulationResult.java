package dev.fastback.result;

import dev.fastback.search.space.Parameters;
import dev.fastback.study.Simulation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a simulation. A failure is a value with a reason: it is counted and shown, and stops no other. */
public sealed interface SimulationResult {
    /** Returns the simulation. */
    Simulation simulation();

    /** Returns the word used in results. */
    String status();

    /** Returns why it did not complete; empty when it did. */
    Optional<String> reason();

    /** Returns the same without what was kept of trials. */
    default SimulationResult withoutTrials() {
        return this;
    }

    /** Returns the bytes that kept trials take. */
    default long trialBytes() {
        return 0;
    }

    /**
     * It ran.
     *
     * @param strategies one result per strategy, in the study's order
     * @param searchNanos time spent in searches
     * @param scoreNanos time spent on the rest
     */
    record Completed(Simulation simulation, List<StrategyResult> strategies, long searchNanos, long scoreNanos)
            implements SimulationResult {
        public Completed {
            strategies = List.copyOf(strategies);
        }

        @Override
        public Completed withoutTrials() {
            return trialBytes() == 0
                    ? this
                    : new Completed(
                            simulation,
                            strategies.stream().map(StrategyResult::withoutTrials).toList(),
                            searchNanos,
                            scoreNanos);
        }

        @Override
        public long trialBytes() {
            long bytes = 0;
            for (StrategyResult strategy : strategies) {
                bytes += strategy.trials() == null ? 0 : strategy.trials().size();
            }
            return bytes;
        }

        @Override
        public String status() {
            return "completed";
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /**
     * It could not run on these data, for example because too few bars are known.
     *
     * @param why one line
     */
    record Skipped(Simulation simulation, String why) implements SimulationResult {
        @Override
        public String status() {
            return "skipped";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * It ran into an error.
     *
     * @param why one line
     * @param details the stack trace, as text
     */
    record Failed(Simulation simulation, String why, String details) implements SimulationResult {
        @Override
        public String status() {
            return "failed";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * What a search had found when the run was stopped. It depends on the moment: it is told, and is no part of any result.
     *
     * @param strategy the strategy
     * @param parameters the best so far
     * @param value the objective there
     * @param evaluations made until then
     */
    record Unfinished(String strategy, Parameters parameters, double value, long evaluations) {}

    /**
     * The run was stopped before it had ended, or was its turn.
     *
     * @param search the search that was given up; null where there was none, it had nothing yet, or it is not known
     */
    record Interrupted(Simulation simulation, @Nullable Unfinished search) implements SimulationResult {
        /** Makes one of which nothing is known. */
        public Interrupted(Simulation simulation) {
            this(simulation, null);
        }

        @Override
        public String status() {
            return "interrupted";
        }

        @Override
        public Optional<String> reason() {
            return Optional.of("the run was stopped");
        }
    }
}
