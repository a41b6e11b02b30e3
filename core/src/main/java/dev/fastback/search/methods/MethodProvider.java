package dev.fastback.search.methods;

import dev.fastback.search.Search;
import dev.fastback.search.SearchProvider;

/** Offers a search of this package. */
public abstract sealed class MethodProvider implements SearchProvider {
    private final Search search;

    private MethodProvider(Search search) {
        this.search = search;
    }

    @Override
    public final String name() {
        return search.name();
    }

    @Override
    public final Search create() {
        return search;
    }

    /** Every point of a grid. */
    public static final class Grid extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Grid() {
            super(new GridSearch());
        }
    }

    /** Even random points. */
    public static final class Random extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Random() {
            super(new SampledSearch(Method.RANDOM));
        }
    }

    /** Points of a Sobol sequence. */
    public static final class Sobol extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Sobol() {
            super(new SampledSearch(Method.SOBOL));
        }
    }

    /** Differential evolution. */
    public static final class Evolution extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Evolution() {
            super(new SampledSearch(Method.DE));
        }
    }

    /** The tree-structured Parzen estimator. */
    public static final class Parzen extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Parzen() {
            super(new SampledSearch(Method.TPE));
        }
    }

    /** CMA-ES with margin. */
    public static final class Cmaes extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Cmaes() {
            super(new SampledSearch(Method.CMAES));
        }
    }

    /** NSGA-II. */
    public static final class Front extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Front() {
            super(new SampledSearch(Method.NSGA2));
        }
    }

    /** Successive halving over bars. */
    public static final class Halving extends MethodProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Halving() {
            super(new HalvingSearch());
        }
    }
}
