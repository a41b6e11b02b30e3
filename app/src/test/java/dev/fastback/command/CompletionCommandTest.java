package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CompletionCommandTest {
    @TempDir
    Path folder;

    private static void require(Path shell) {
        requireThat(Files.exists(shell), "there is no " + shell + "; install it");
    }

    private static void requireThat(boolean there, String reason) {
        if (!there) {
            System.out.println("skipped: " + reason);
        }
        Assumptions.assumeTrue(there, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fastback opt                      | optimize
            fastback optimize --max-t         | --max-time
            fastback optimize --engine        | sequential threads processes
            fastback optimize --format        | table json csv
            fastback optimize --search        | exact direct
            fastback runs s                   | show
            """)
    void bashCompletesCommandsOptionsAndNames(String typed, String offered) throws Exception {
        require(Path.of("/bin/bash"));
        Path script = Files.writeString(folder.resolve("fastback.bash"), CommandLineRun.of("completion", "bash", "--print").out());
        String words = typed.matches(".*--(engine|format|search)") ? typed + " ''" : typed;
        int last = words.split(" ").length - 1;
        Process bash = new ProcessBuilder(
                        "/bin/bash", "--norc", "-c",
                        ". '" + script + "'; COMP_WORDS=(" + words + "); COMP_CWORD=" + last
                                + "; _complete_fastback; echo \"${COMPREPLY[*]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip().split("\\s+")).contains(offered.split(" "));
    }

    /** The real zsh on a terminal of its own: the first tab after the shell began completes, and leaves nothing else on the line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fastback opt                      | fastback optimize
            fastback optimize --max-t         | fastback optimize --max-time
            fastback optimize --engine seq    | fastback optimize --engine sequential
            fastback runs s                   | fastback runs show
            fastback optimize --out fastback  | fastback optimize --out fastback-prices.csv
            """)
    void zshCompletesAtTheFirstTab(String typed, String completed) throws Exception {
        Path zsh = Path.of("/usr/bin/zsh");
        require(zsh);
        Files.writeString(folder.resolve("_fastback"), CommandLineRun.of("completion", "zsh", "--print").out());
        Files.writeString(folder.resolve("fastback-prices.csv"), "");
        String script = """
                zmodload zsh/zpty || exit 77
                zpty z zsh -f -i
                zpty -w z 'PS1=; stty -echo; cd "$FOLDER"; fpath=("$FOLDER" $fpath); autoload -U compinit; compinit -u -D; print REA""DY'
                zpty -r z ready '*READY*'
                zpty -w -n z "$TYPED"$'\\t'
                zpty -r z line "*$COMPLETED*"
                print -rn -- "$line"
                zpty -d z
                """;
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(zsh.toString(), "-f", "-c", script).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("FOLDER", folder.toString(), "TYPED", typed, "COMPLETED", completed, "TERM", "dumb"));
        Process process = builder.start();
        boolean ended = process.waitFor(40, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        requireThat(process.exitValue() != 77, "zsh has no module for terminals");
        assertThat(said).contains(completed).doesNotContain("not found", "error");
    }

    /** The real fish, asked as when the tab key is pressed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fastback opt                      | optimize
            fastback optimize --max-t         | --max-time
            fastback optimize --engine seq    | sequential
            fastback optimize ETH             | ETHUSD
            fastback runs s                   | show
            fastback completion z             | zsh
            """)
    void fishCompletesCommandsOptionsAndNames(String typed, String offered) throws Exception {
        Path fish = Path.of("/usr/bin/fish");
        require(fish);
        Path script = Files.writeString(folder.resolve("fastback.fish"), CommandLineRun.of("completion", "fish", "--print").out());
        ProcessBuilder builder = new ProcessBuilder(
                        fish.toString(), "-c", "source '" + script + "'; complete -C '" + typed + "'").redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(), "XDG_DATA_HOME", folder.toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().map(line -> line.split("\\t")[0])).containsExactly(offered);
    }

    @Test
    void fishGetsEveryCommandAndOption() {
        String fish = CommandLineRun.of("completion", "fish", "--print").out();
        assertThat(fish).contains(
                "complete -c fastback -n 'not __fish_seen_subcommand_from optimize run",
                " -a optimize -d 'Tunes every strategy on every walk-forward simulation and reports what it earns'",
                " -l engine -x -a 'sequential threads gpu processes' -d ",
                " -s o -l out -r -F -d ",
                "-n '__fish_seen_subcommand_from runs; and __fish_seen_subcommand_from verify'");
        assertThat(fish.lines()).allMatch(line -> line.startsWith("#") || line.startsWith("complete -c fastback"));
        assertThat(fish.lines().filter(line -> line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2 != 0)).as("quotes").isEmpty();
    }

    @Test
    void theManualPageHasEveryCommandAndOption() throws Exception {
        String page = CommandLineRun.of("completion", "man", "--print").out();
        assertThat(page).startsWith(".TH FASTBACK 1").contains(
                ".SH \"FASTBACK OPTIMIZE\"", ".SH \"FASTBACK RUNS SHOW\"", ".B \\-w, \\-\\-workers=N", ".SH EXIT STATUS", ".B 130");
        for (Map.Entry<String, Class<?>> command : FastbackCommand.COMMANDS) {
            assertThat(page).containsIgnoringCase("fastback " + command.getKey().replace("-", "\\-"));
        }
        assertThat(page).doesNotContain("%n", "null", "Optional[");
    }

    @Test
    void installsForTheUserWhereShellsLook() throws IOException {
        Map<String, String> home = Map.of(
                "XDG_DATA_HOME", folder.resolve("data").toString(), "XDG_CONFIG_HOME", folder.resolve("config").toString());
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            CommandLineRun run = CommandLineRun.with(home, "", "completion", shell);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("fastback.1\n", "Begin a new shell");
        }
        for (String file : new String[] {
            "data/bash-completion/completions/fastback", "data/zsh/site-functions/_fastback", "data/man/man1/fastback.1",
            "config/fish/completions/fastback.fish"
        }) {
            assertThat(folder.resolve(file)).isNotEmptyFile();
        }
        assertThat(folder.resolve("data/bash-completion/completions/fastback")).content()
                .isEqualTo(CommandLineRun.of("completion", "bash", "--print").out());
    }

    /** Java takes the home of the list of users, whatever HOME says. */
    @Test
    void theHomeIsThatOfTheShell() {
        Map<String, String> home = Map.of("HOME", folder.toString(), "FASTBACK_HOME", "");
        assertThat(CommandLineRun.with(home, "", "completion", "bash").code()).isZero();
        assertThat(folder.resolve(".local/share/bash-completion/completions/fastback")).isNotEmptyFile();
        assertThat(CommandLineRun.with(home, "", "optimize", "ETHUSD", "1").code()).isZero();
        assertThat(folder.resolve(".fastback/runs.db")).isNotEmptyFile();
    }

    @Test
    void anUnknownShellIsAnsweredWithThoseThatAreKnown() {
        assertThat(CommandLineRun.of("completion", "tcsh").err()).contains("SHELL must be bash, zsh, fish or man: tcsh");
        assertThat(CommandLineRun.of("completion").err()).contains("name a SHELL: fastback completion SHELL");
    }
}
