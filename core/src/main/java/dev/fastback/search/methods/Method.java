package dev.fastback.search.methods;

import dev.fastback.search.sampling.CmaEs;
import dev.fastback.search.sampling.Cube;
import dev.fastback.search.sampling.DifferentialEvolution;
import dev.fastback.search.sampling.Nsga2;
import dev.fastback.search.sampling.ParzenSampler;
import dev.fastback.search.sampling.RandomSampler;
import dev.fastback.search.sampling.Sampler;
import dev.fastback.search.sampling.SobolSampler;
import dev.fastback.search.space.ParameterSpace;

/** The methods that sample, by name. */
public enum Method {
    /** Even random points. */
    RANDOM("random", true),
    /** Points of a Sobol sequence. */
    SOBOL("sobol", true),
    /** Differential evolution. */
    DE("de", false),
    /** The tree-structured Parzen estimator. */
    TPE("tpe", false),
    /** CMA-ES with margin. */
    CMAES("cmaes", false),
    /** NSGA-II. */
    NSGA2("nsga2", true);

    private final String label;
    private final boolean severalMetrics;

    Method(String label, boolean severalMetrics) {
        this.label = label;
        this.severalMetrics = severalMetrics;
    }

    /** Returns the name used on the command line and in results. */
    public String label() {
        return label;
    }

    /** Returns whether it can weigh several metrics. */
    boolean weighsSeveralMetrics() {
        return severalMetrics;
    }

    /**
     * Returns a sampler of a space.
     *
     * @throws IllegalArgumentException if the method cannot search it; the message says why, and what can
     */
    Sampler sampler(Cube cube, long seed) {
        return switch (this) {
            case RANDOM -> new RandomSampler();
            case SOBOL -> new SobolSampler(cube.dimension(), seed);
            case DE -> new DifferentialEvolution(cube);
            case TPE -> new ParzenSampler(cube);
            case CMAES -> new CmaEs(cube, seed);
            case NSGA2 -> new Nsga2(cube);
        };
    }

    /** Returns the method that covers a space most evenly. */
    static Method even(ParameterSpace space) {
        return space.dimension() <= SobolSampler.DIMENSIONS ? SOBOL : RANDOM;
    }
}
