package dev.fastback.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The parts of one kind, by name: those that come with the core first, in its order, then those found beside it, by name. A part found
 * beside the core does not replace one of the core's.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <C> the kind
 */
public final class Components<C extends Component> {
    private final String kind;
    private final Map<String, C> byName;

    private Components(String kind, Map<String, C> byName) {
        this.kind = kind;
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * Collects the parts of a kind.
     *
     * @param kind what one is called in messages, for example {@code engine}
     * @param own those of the core
     * @param found those found beside it; one that cannot be loaded is left out, and so is one whose name is taken
     */
    public static <C extends Component> Components<C> of(String kind, List<? extends C> own, ServiceLoader<C> found) {
        Map<String, C> byName = new LinkedHashMap<>();
        own.forEach(part -> byName.put(part.name(), part));
        Map<String, C> beside = new java.util.TreeMap<>();
        for (var iterator = found.stream().iterator(); iterator.hasNext(); ) {
            try {
                C part = iterator.next().get();
                beside.putIfAbsent(part.name(), part);
            } catch (ServiceConfigurationError | LinkageError e) {
                System.getLogger(Components.class.getName())
                        .log(System.Logger.Level.WARNING, kind + " beside the core cannot be loaded: " + e.getMessage());
            }
        }
        beside.forEach(byName::putIfAbsent);
        return new Components<>(kind, byName);
    }

    /** Returns what a part of this kind is called in messages. */
    public String kind() {
        return kind;
    }

    /** Returns all parts, available or not. */
    public List<C> all() {
        return List.copyOf(byName.values());
    }

    /** Returns all names, available or not. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Returns the part with a name, available or not. */
    public Optional<C> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the part with a name.
     *
     * @throws IllegalArgumentException if there is none, or it cannot work here; the message says which names there are, or why
     */
    public C get(String name) {
        C part = byName.get(name);
        if (part == null) {
            throw new IllegalArgumentException("unknown " + kind + " " + name + "; known: "
                    + byName.keySet().stream().collect(Collectors.joining(", ")));
        }
        part.unavailable().ifPresent(why -> {
            throw new IllegalArgumentException(kind + " " + name + " is not available: " + why);
        });
        return part;
    }
}
