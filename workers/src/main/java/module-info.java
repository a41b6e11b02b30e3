/** The process engine: simulations run in worker JVMs, which are replaced when they fail. Needs the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.fastback.workers {
    requires static org.jspecify;
    requires transitive dev.fastback.core;

    exports dev.fastback.workers;

    provides dev.fastback.engine.EngineProvider with
            dev.fastback.workers.ProcessEngineProvider;
}
