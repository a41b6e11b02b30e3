package dev.fastback.result;

/**
 * Where the time of a run went. Wall-clock seconds; {@code searchSeconds} and {@code scoreSeconds} are added up over all
 * workers and may together exceed {@code simulationSeconds}.
 *
 * @param totalSeconds the whole run
 * @param forecastSeconds making the forecasts
 * @param simulationSeconds running the simulations
 * @param searchSeconds of those, searching parameters, all workers together
 * @param scoreSeconds of those, everything else, all workers together
 */
public record Timing(
        double totalSeconds,
        double forecastSeconds,
        double simulationSeconds,
        double searchSeconds,
        double scoreSeconds) {
    /** Of a stored run, which takes none. */
    public static final Timing NONE = new Timing(0, 0, 0, 0, 0);
}
