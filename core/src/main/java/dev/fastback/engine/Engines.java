package dev.fastback.engine;

import dev.fastback.component.Components;
import java.util.List;
import java.util.ServiceLoader;

/** The engines by name: one thread, many threads, and those that an {@link EngineProvider} makes. */
public final class Engines {
    private static final Components<EngineProvider> ALL = Components.of(
            "engine",
            List.of(new Sequential(), new Threads()),
            ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()));

    private Engines() {}

    /** Returns what there is. */
    public static Components<EngineProvider> all() {
        return ALL;
    }

    /**
     * Returns the engine that is used where none is named: threads, or the calling thread for one worker.
     *
     * @throws IllegalArgumentException if a setting is none of this engine's
     */
    public static Engine usual(EngineSettings settings) {
        return ALL.get(settings.workersOrProcessors() == 1 ? SequentialEngine.NAME : ThreadEngine.NAME).create(settings);
    }

    private record Sequential() implements EngineProvider {
        @Override
        public String name() {
            return SequentialEngine.NAME;
        }

        @Override
        public Engine create(EngineSettings settings) {
            if (settings.workers() != null && settings.workers() > 1) {
                throw new IllegalArgumentException(
                        "--engine sequential runs one simulation at a time: --workers " + settings.workers());
            }
            settings.requireOnly();
            return new SequentialEngine();
        }
    }

    private record Threads() implements EngineProvider {
        @Override
        public String name() {
            return ThreadEngine.NAME;
        }

        @Override
        public Engine create(EngineSettings settings) {
            settings.requireOnly();
            return new ThreadEngine(settings.workersOrProcessors());
        }
    }
}
