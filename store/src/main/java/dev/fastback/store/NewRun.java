package dev.fastback.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What is written down when a run begins. The store does not look into the two JSON texts.
 *
 * @param started when it began
 * @param version Fastback's version
 * @param java the Java runtime's version
 * @param seed the study's seed
 * @param simulations how many the study has
 * @param study what was asked, the {@code study} object of reports as JSON; equal studies have equal texts
 * @param request what is needed to build the study again, as JSON
 */
public record NewRun(
        Instant started, String version, String java, long seed, int simulations, String study, String request) {
    public NewRun {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(request, "request");
        if (simulations < 1) {
            throw new IllegalArgumentException("simulations must be positive: " + simulations);
        }
    }
}
