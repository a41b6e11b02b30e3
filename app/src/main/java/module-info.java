/** Fastback's command line. */
@org.jspecify.annotations.NullMarked
module dev.fastback.app {
    requires static org.jspecify;
    requires dev.fastback.core;
    requires dev.fastback.page;
    requires dev.fastback.store;
    requires jdk.jfr; // reads recordings of profiles
    requires jdk.unsupported; // sun.misc.Signal, for the second Ctrl-C
    requires info.picocli;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    opens dev.fastback.command to
            info.picocli;
    opens dev.fastback.command.arguments to
            info.picocli;
    opens dev.fastback.command.data to
            info.picocli;
    opens dev.fastback.command.model to
            info.picocli;
    opens dev.fastback.command.runs to
            info.picocli;
    opens dev.fastback.command.study to
            info.picocli;
}
