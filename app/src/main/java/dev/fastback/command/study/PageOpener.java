package dev.fastback.command.study;

import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a page in the reader's browser: the one that {@code BROWSER} names, else the one of the desktop. */
final class PageOpener {
    private PageOpener() {}

    /** Opens a file; where that cannot be done it is said, and the command goes on: the page is written. */
    static void open(Path file, Terminal terminal) {
        List<String> command = command(terminal, file.toAbsolutePath().normalize());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            terminal.say("the page is in " + file + "; it could not be opened: " + AtomicOutput.reason(e));
        }
    }

    private static List<String> command(Terminal terminal, Path file) {
        String own = terminal.environment().getOrDefault("BROWSER", "");
        if (!own.isBlank()) {
            return List.of(own, file.toString());
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("mac")
                ? List.of("open", file.toString())
                : system.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler", file.toString()) : List.of("xdg-open", file.toString());
    }
}
