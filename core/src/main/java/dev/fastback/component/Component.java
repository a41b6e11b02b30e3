package dev.fastback.component;

import java.util.Optional;

/**
 * A part that may lie beside the core and may not work everywhere. Providers of each kind extend this interface and are found with {@link
 * java.util.ServiceLoader} through {@link Components}.
 */
public interface Component {
    /** Returns the name used on the command line and in results; unique among the parts of its kind. */
    String name();

    /** Returns why the part cannot work here, in one line with the way out; empty if it can. Should not throw: what it throws is its reason. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }
}
