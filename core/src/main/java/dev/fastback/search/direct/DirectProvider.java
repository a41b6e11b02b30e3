package dev.fastback.search.direct;

import dev.fastback.search.Search;
import dev.fastback.search.SearchProvider;

/** Offers a form of DIRECT. Its budget, where a context has none, is what the original system spends, 500 evaluations. */
public abstract sealed class DirectProvider implements SearchProvider {
    private static final int USUAL_EVALUATIONS = 500;

    private final DirectConfig config;

    private DirectProvider(DirectConfig config) {
        this.config = config;
    }

    @Override
    public final String name() {
        return config.variant().label();
    }

    @Override
    public final Search create() {
        return new DirectSearch(config);
    }

    /** DIRECT as SciPy performs it. */
    public static final class SciPy extends DirectProvider {
        /** For {@link java.util.ServiceLoader}. */
        public SciPy() {
            super(DirectConfig.scipy(USUAL_EVALUATIONS));
        }
    }

    /** DIRECT as J. M. Gablonsky wrote it. */
    public static final class Original extends DirectProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Original() {
            super(DirectConfig.original(USUAL_EVALUATIONS));
        }
    }

    /** The locally biased DIRECT-L as J. M. Gablonsky wrote it. */
    public static final class OriginalLocal extends DirectProvider {
        /** For {@link java.util.ServiceLoader}. */
        public OriginalLocal() {
            super(DirectConfig.originalLocal(USUAL_EVALUATIONS));
        }
    }
}
