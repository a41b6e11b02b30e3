package dev.fastback.run;

import dev.fastback.result.SimulationResult;
import java.util.List;

/** What a run tells while it is under way, in its own thread. */
public sealed interface RunEvent {
    /**
     * The forecasts are made.
     *
     * @param symbols how many symbols have them
     * @param failed how many symbols have none because the forecaster failed
     */
    record ForecastsMade(int symbols, int failed) implements RunEvent {}

    /**
     * Results are in the journal.
     *
     * @param results those that have come since the last event, without what was kept of trials
     * @param snapshot where the run stands with them
     */
    record ResultsStored(List<SimulationResult> results, RunSnapshot snapshot) implements RunEvent {
        public ResultsStored {
            results = List.copyOf(results);
        }
    }

    /**
     * A search was given up because the run was told to stop. Engines whose workers are other processes do not tell.
     *
     * @param result its simulation, with the best that it had found
     */
    record SearchStopped(SimulationResult.Interrupted result) implements RunEvent {}

    /**
     * The simulations have ended, all of them or those that the run came to.
     *
     * @param snapshot where the run stands
     */
    record SimulationsEnded(RunSnapshot snapshot) implements RunEvent {}
}
