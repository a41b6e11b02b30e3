package dev.fastback.component;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one kind, by name: those that come with the core first, in its order, then those found beside it, by name. A part found
 * beside the core does not replace one of the core's; so those beside it are looked for only when the core has none of a name.
 *
 * <p>A part that cannot be loaded is left out, which costs one line at WARNING; nothing that a part throws reaches the caller. Safe for use
 * by many threads.
 *
 * @param <C> the kind
 */
public final class Components<C extends Component> {
    private final String kind;
    private final Map<String, C> own = new LinkedHashMap<>();
    private final ServiceLoader<C> loader;
    private @Nullable Found<C> found;

    private Components(String kind, List<? extends C> own, ServiceLoader<C> loader) {
        this.kind = kind;
        own.forEach(part -> this.own.put(part.name(), part));
        this.loader = loader;
    }

    /** What lies beside the core: the parts by name, and those that were left out. */
    private record Found<C>(Map<String, C> byName, List<ListedComponent> leftOut) {}

    /**
     * Collects the parts of a kind.
     *
     * @param kind what one is called in messages, for example {@code engine}
     * @param own those of the core
     * @param found finds those beside it; one that cannot be loaded is left out, and so is one whose name is taken
     */
    public static <C extends Component> Components<C> of(String kind, List<? extends C> own, ServiceLoader<C> found) {
        return new Components<>(kind, own, found);
    }

    /** Returns why a part cannot work here, in one line; a part that fails to say has its failure for a reason. Empty if it can. */
    public static Optional<String> whyUnavailable(Component part) {
        try {
            return part.unavailable().map(reason -> reason.lines().findFirst().orElse("it does not say why"));
        } catch (Throwable e) { // not ours: it may throw anything
            return Optional.of("cannot tell whether it works: " + OneLine.of(e));
        }
    }

    /** Returns what a part of this kind is called in messages. */
    public String kind() {
        return kind;
    }

    /** Returns all parts, available or not. */
    public List<C> all() {
        List<C> all = new ArrayList<>(own.values());
        all.addAll(found().byName().values());
        return List.copyOf(all);
    }

    /** Returns all names, available or not. */
    public List<String> names() {
        List<String> names = new ArrayList<>(own.keySet());
        names.addAll(found().byName().keySet());
        return List.copyOf(names);
    }

    /** Returns the part with a name, available or not. */
    public Optional<C> find(String name) {
        C part = own.get(name);
        return Optional.ofNullable(part != null ? part : found().byName().get(name));
    }

    /**
     * Returns the part with a name.
     *
     * @throws IllegalArgumentException if there is none, or it cannot work here; the message says which names there are, or why
     */
    public C get(String name) {
        C part = find(name).orElseThrow(() ->
                new IllegalArgumentException((name.isBlank() ? "no " + kind + " is named" : "unknown " + kind + " " + name)
                        + NearName.orAll(name, names(), "known")));
        whyUnavailable(part).ifPresent(why -> {
            throw new IllegalArgumentException(kind + " " + name + " is not available: " + why);
        });
        return part;
    }

    /** Returns a line for each part, those that were left out at the end. */
    public List<ListedComponent> list() {
        List<ListedComponent> lines = new ArrayList<>();
        for (String name : names()) {
            lines.add(new ListedComponent(name, find(name).flatMap(Components::whyUnavailable).orElse(null), null));
        }
        lines.addAll(leftOut());
        return List.copyOf(lines);
    }

    /** Returns a line for each part that was left out. */
    public List<ListedComponent> leftOut() {
        return found().leftOut();
    }

    private synchronized Found<C> found() {
        Found<C> known = found;
        if (known == null) {
            known = load();
            found = known;
        }
        return known;
    }

    private Found<C> load() {
        Map<String, C> byName = new TreeMap<>();
        List<ListedComponent> leftOut = new ArrayList<>();
        Iterator<ServiceLoader.Provider<C>> providers = loader.stream().iterator();
        for (boolean more = true; more; ) {
            String provider = kind + " provider";
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<C> next = providers.next();
                    provider = next.type().getName();
                    add(next.get(), byName);
                }
            } catch (Throwable e) { // not ours: it may throw anything
                Throwable cause = e instanceof ServiceConfigurationError && e.getCause() != null ? e.getCause() : e;
                leftOut.add(new ListedComponent(provider, "cannot be loaded: " + OneLine.of(cause), null));
            }
        }
        leftOut.forEach(part -> System.getLogger(Components.class.getName())
                .log(Level.WARNING, kind + " " + part.name() + " is left out: " + part.reason()));
        return new Found<>(byName, leftOut);
    }

    private void add(C part, Map<String, C> byName) {
        String name = part.name();
        C taken = own.containsKey(name) ? own.get(name) : byName.putIfAbsent(name, part);
        if (taken != null) {
            throw new IllegalArgumentException("its name, " + name + ", is taken by " + taken.getClass().getName());
        }
    }
}
