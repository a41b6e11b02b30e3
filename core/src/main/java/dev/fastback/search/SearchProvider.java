package dev.fastback.search;

import dev.fastback.component.Component;

/** Offers a search by name; found with {@link java.util.ServiceLoader}, see {@link Searches}. */
public interface SearchProvider extends Component {
    /** Returns the search in its usual settings. */
    Search create();
}
