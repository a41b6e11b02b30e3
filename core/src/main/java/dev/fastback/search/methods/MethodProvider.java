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
}
