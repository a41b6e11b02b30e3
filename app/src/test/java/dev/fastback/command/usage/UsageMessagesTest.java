package dev.fastback.command.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.command.CommandLineRun;
import dev.fastback.command.study.OptimizeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a user reads who has typed something wrong: what it was, by its name on the command line, and what to do. */
class UsageMessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            optimise ETHUSD                     | there is no command optimise; did you mean optimize? Commands: optimize, run, strategies, resume,
            runs lst                            | there is no command runs lst; did you mean list? Commands: list, show,
            ETHUSD 50 8                         | there is no command ETHUSD; did you mean fastback optimize ETHUSD?
            frobnicate                          | there is no command frobnicate; commands: optimize,
            optimize --maxtime 3s               | there is no option --maxtime; did you mean --max-time?
            optimize --simz=3                   | there is no option --simz; did you mean --sims?
            optimize -x                         | there is no option -x
            optimize EHTUSD                     | no symbol EHTUSD in the sample market; did you mean ETHUSD? There are: BTCUSD
            optimize --strategies maxdif        | --strategies: unknown strategy maxdif; did you mean maxdiff? Known: maxdiff,
            optimize --search exat              | --search: unknown search exat; did you mean exact? Known: exact,
            optimize --engine process           | --engine: unknown engine process; did you mean processes? Known: sequential,
            optimize --forecaster mean          | --forecaster: unknown forecaster mean; did you mean mean5? Known: mean5,
            optimize --mode ultar               | --mode: unknown mode ultar; did you mean ultra? Known: production,
            optimize --format jsn               | --format must be table, json, csv, html or parquet: jsn; did you mean json?
            optimize --evaluator sclar          | --evaluator must be auto, scalar or vector: sclar; did you mean scalar?
            optimize --fee-rule orignal         | --fee-rule must be per-fill or original: orignal; did you mean original?
            optimize --sims                     | --sims needs a value: N
            optimize --quiet=maybe              | --quiet takes no value: maybe
            optimize --no-store --resume        | give one of --no-store and --resume, not both
            optimize --max-time 5               | --max-time must be a duration such as 90s, 5m, 2h or 1h30m: 5
            optimize --spread 0                 | --spread must be finite and positive: 0.0
            optimize --periods-per-year -5      | --periods-per-year must be finite and positive: -5.0
            optimize --train 2147483647         | --train must be at most 2147483646: 2147483647
            optimize --from 2030-01-01          | ETHUSD: no bars between --from and --to; its bars are from 2021-11-23 to 2025-12-31
            optimize ETHUSD ETHUSD              | symbol ETHUSD is named twice
            optimize ETHUSD 5 --sims 3          | no symbol 5 in the sample market (with --sims every word is a symbol)
            optimize -w abc                     | -w must be a whole number up to 2147483647: abc
            report a b                          | b is one word too many for fastback report
            runs export                         | --format FORMAT is missing: csv, json or parquet
            data check                          | name at least one PATH: fastback data check PATH
            data                                | name a command: check
            """)
    void saysWhatWasTypedAndWhatToDo(String line, String message) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().findFirst().orElse("")).startsWith("fastback: " + message);
    }

    static Stream<String> optionsAndValues() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new OptimizeCommand(
                new dev.fastback.terminal.Terminal(System.in, System.out, System.err, Map.of(), false),
                new dev.fastback.terminal.Interruption(false)));
        List<String> values = List.of("nosuch", "-1", "0", "NaN", "1e999", "99999999999999999999", "2147483647", ",", "[]", "''", "-");
        return spec.options().stream()
                .filter(option -> option.arity().max() > 0)
                .map(OptionSpec::longestName)
                .flatMap(name -> values.stream().map(value -> name + " " + value));
    }

    /** Whatever is given, no message speaks of Java: its exceptions, its lists, its constants, its fields. */
    @ParameterizedTest
    @MethodSource("optionsAndValues")
    void absurdValuesAreAnsweredInTheWordsOfTheCommandLine(String optionAndValue) throws IOException {
        String[] words = optionAndValue.split(" ");
        String sims = words[0].equals("--num-sims") ? "" : " --sims 2";
        String value = words[1].equals("''") ? "" : words[1];
        if (words[0].equals("--out") || words[0].equals("--report")) {
            value = value.isEmpty() ? value : folder.resolve("out").resolve(value).toString();
        }
        if (words[0].equals("--num-sims") && value.equals("2147483647")) {
            return; // may run, given the memory
        }
        String[] line = ("optimize --strategies simple --no-store" + sims).split(" ");
        String[] whole = Stream.concat(
                        Stream.of(line).filter(word -> !words[0].equals("--strategies") || !(word.equals("--strategies") || word.equals("simple"))),
                        Stream.of(words[0], value))
                .toArray(String[]::new);
        CommandLineRun run = CommandLineRun.of(whole);
        String said = run.err().lines().filter(l -> !l.startsWith("Time: ") && !l.startsWith("Try ")).toList().toString();
        assertThat(run.code()).as(said).isIn(0, 2, 3);
        assertThat(said).doesNotContain("Exception", "java.", "dev.fastback", "feeFraction", "spreadRatio", "periodsPerYear", "testBars", "CRYPTO",
                "SEQUENTIAL", "null", "Invalid value", "Unknown option", "Unmatched");
        if (run.code() == 2) {
            assertThat(said).as("names the option, or the file that was not found").containsAnyOf(words[0], value.isEmpty() ? words[0] : value);
        }
    }

    @Test
    void aFileInPlaceOfACommandOrSymbolIsNoticed() throws IOException {
        String file = Files.writeString(folder.resolve("prices.csv"), "date").toString();
        assertThat(CommandLineRun.of(file).err()).contains("did you mean fastback optimize --data " + file + "?");
        assertThat(CommandLineRun.of("optimize", file).err()).contains("is taken for a symbol; to read the file, write --data " + file);
    }

    @Test
    void helpIsACommandToo() {
        assertThat(CommandLineRun.of("help")).isEqualTo(CommandLineRun.of("--help"));
        assertThat(CommandLineRun.of("help", "data", "check")).isEqualTo(CommandLineRun.of("data", "check", "--help"));
    }

    @Test
    void debugShowsTheTraceOfAnyError() {
        for (String line : List.of(
                "optimize --debug --nosuch", "optimize --search exat --debug", "optimize --fee -1 --debug", "--debug runs show nosuch",
                "optimize --debug --sims abc", "optimize --sims 2 --debug --out /no/such/file", "--debug")) {
            assertThat(CommandLineRun.of(line.split(" ")).err()).as(line).contains("\tat dev.fastback.");
            String plain = line.replace("--debug", "").strip();
            assertThat(CommandLineRun.of(plain.isEmpty() ? new String[0] : plain.split(" +")).err()).doesNotContain("\tat ");
        }
    }

    @Test
    void aHeadingCountsTheSimulationsThatCanRun() {
        assertThat(CommandLineRun.of("optimize", "--sims", "2000", "--strategies", "simple").out())
                .contains("1,491 simulations per symbol (of 2,000 asked for; the bars have no room for more), fitted on");
        assertThat(CommandLineRun.of("optimize", "--sims", "1", "--strategies", "simple").out()).contains("\n1 simulation per symbol");
    }

    @Test
    void theLastRunIsTakenWhereNoneIsNamedAndThatIsSaid() {
        Map<String, String> home = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        CommandLineRun none = CommandLineRun.with(home, "", "report");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("there are no runs in ", "fastback optimize makes one");
        CommandLineRun made = CommandLineRun.with(home, "", "optimize", "--sims", "2", "--strategies", "simple");
        String id = made.out().lines().filter(line -> line.startsWith("Run ")).findFirst().orElseThrow().substring(4);
        for (String line : List.of("report", "resume", "runs show", "runs verify", "runs export --format csv")) {
            CommandLineRun run = CommandLineRun.with(home, "", line.split(" "));
            assertThat(run.code()).as(line).isZero();
            assertThat(run.err()).as(line).startsWith("fastback: the last run, " + id + "\n");
            String[] named = line.contains("--format") ? new String[] {"runs", "export", id, "--format", "csv"} : (line + " " + id).split(" ");
            assertThat(CommandLineRun.with(home, "", named).err()).as(line).doesNotContain("the last run");
        }
        assertThat(CommandLineRun.with(home, "", "runs", "list")).isEqualTo(CommandLineRun.with(home, "", "runs"));
        assertThat(CommandLineRun.with(home, "", "resume", "-q").err()).isEmpty();
    }

    @Test
    void shortFormsAreThoseOfTheLongOnes() {
        Path out = folder.resolve("report.csv");
        CommandLineRun run = CommandLineRun.of("optimize", "--sims", "2", "-q", "-w", "2", "-o", out.toString(), "--format", "csv");
        assertThat(run).isEqualTo(new CommandLineRun(0, "", ""));
        assertThat(out).isNotEmptyFile();
    }
}
