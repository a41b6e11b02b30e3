package dev.fastback.engine;

import dev.fastback.component.Component;

/** Makes an engine; found with {@link java.util.ServiceLoader}, see {@link Engines}. */
public interface EngineProvider extends Component {
    /**
     * Makes the engine.
     *
     * @throws IllegalArgumentException if a setting is none of this engine's or out of its range; the message is one line that names the
     *     option, for example {@code --memory-per-worker needs --engine processes: 1g}
     */
    Engine create(EngineSettings settings);
}
