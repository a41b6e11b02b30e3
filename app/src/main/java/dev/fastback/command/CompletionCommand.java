package dev.fastback.command;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.command.usage.Completions;
import dev.fastback.command.usage.ManPage;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** Installs what shells complete, and the manual page. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Installs completion of commands, options and names for a shell, and the manual page, for this user.",
            "They go where the shell and man look: below XDG_DATA_HOME (else ~/.local/share) and, for fish, XDG_CONFIG_HOME (else ~/.config)."
        },
        footer = {
            "",
            "With --print, for a place of your own: fastback completion bash --print > fastback.bash",
            "Exit codes: 0 done; 2 bad usage, or a place cannot be written; 4 standard output cannot be written; 70 an internal fault."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish, or man for the manual page alone.")
    Shell shell = Shell.BASH;

    @Option(names = "--print", description = "Write to standard output instead.")
    boolean print;

    /** What is installed for whom. */
    enum Shell {
        BASH,
        ZSH,
        FISH,
        MAN
    }

    CompletionCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        CommandLine root = Main.whole(terminal, interruption);
        String text = switch (shell) {
            case BASH -> Completions.bash(root);
            case ZSH -> Completions.zsh(root);
            case FISH -> Completions.fish(root);
            case MAN -> ManPage.of(root.getCommandSpec());
        };
        if (print) {
            terminal.out().print(text);
            terminal.out().flush();
            return ExitCode.DONE;
        }
        install(place(shell), text);
        if (shell != Shell.MAN) {
            install(place(Shell.MAN), ManPage.of(root.getCommandSpec()));
            terminal.print("Begin a new shell to use it" + (shell == Shell.ZSH ? "; it reads " + place(shell).getParent() + " if that folder is in fpath" : "") + ".\n");
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private Path place(Shell which) {
        Path data = folder("XDG_DATA_HOME", ".local/share");
        return switch (which) {
            case BASH -> data.resolve("bash-completion/completions/fastback");
            case ZSH -> data.resolve("zsh/site-functions/_fastback");
            case FISH -> folder("XDG_CONFIG_HOME", ".config").resolve("fish/completions/fastback.fish");
            case MAN -> data.resolve("man/man1/fastback.1");
        };
    }

    private Path folder(String variable, String usual) {
        String given = terminal.environment().getOrDefault(variable, "");
        return given.isBlank() ? RunHome.home(terminal, variable).resolve(usual) : Path.of(given).toAbsolutePath();
    }

    private void install(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UsageException("cannot make " + file.getParent() + "; use --print", e);
        }
        AtomicOutput.to(terminal, file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        terminal.print(file + "\n");
    }
}
