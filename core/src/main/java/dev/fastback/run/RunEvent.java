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
     * @param results those that have come since the last event
     * @param snapshot where the run stands with them
     */
    record ResultsStored(List<SimulationResult> results, RunSnapshot snapshot) implements RunEvent {
        public ResultsStored {
            results = List.copyOf(results);
        }
    }

    /**
     * The simulations have ended, all of them or those that the run came to.
     *
     * @param snapshot where the run stands
     */
    record SimulationsEnded(RunSnapshot snapshot) implements RunEvent {}
}
