package dev.fastback.search;

import dev.fastback.component.Components;
import java.util.List;
import java.util.ServiceLoader;

/** The searches by name: the exact one, and those that a {@link SearchProvider} offers, DIRECT's three forms among them. */
public final class Searches {
    /** Name of DIRECT as SciPy performs it. */
    public static final String DIRECT = "direct";

    private static final Components<SearchProvider> ALL = Components.of(
            "search", List.of(new Exact()), ServiceLoader.load(SearchProvider.class, Searches.class.getClassLoader()));

    private Searches() {}

    /** Returns what there is. */
    public static Components<SearchProvider> all() {
        return ALL;
    }

    /**
     * Returns a search in its usual settings.
     *
     * @throws IllegalArgumentException if there is none with this name, or it cannot work here
     */
    public static Search of(String name) {
        return ALL.get(name).create();
    }

    private record Exact() implements SearchProvider {
        @Override
        public String name() {
            return ExactSearch.NAME;
        }

        @Override
        public Search create() {
            return new ExactSearch();
        }
    }
}
