package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.command.arguments.RunArguments;
import dev.fastback.command.study.RunLimits;
import dev.fastback.search.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a strategy of one's own can do wrong, in a search. */
@Timeout(180)
class OwnStrategyFaultsTest {
    @TempDir
    Path folder;

    private CommandLineRun run(Map<String, String> environment, String line) {
        List<String> words = new ArrayList<>();
        Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
        return CommandLineRun.with(environment, "", words.toArray(String[]::new));
    }

    private CommandLineRun run(String line) {
        return run(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), line);
    }

    private String written(String name, String body) throws IOException {
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, "import java.util.*;\npublic record " + name
                + "(@Range(min = 2, max = 6) @Default(\"3\") int n) implements SignalStrategy {\n" + body + "}\n");
        return file.toString();
    }

    @Test
    void aStaticFieldThatRemembersTheFutureIsFoundInASearchToo() throws IOException {
        String file = written("Remembers", """
                    static final Map<Double, Double> NEXT = new HashMap<>();
                    public Signals signals(Indicators in) {
                        Line next = in.custom(List.of("next", n), past -> {
                            NEXT.put(past.close(1), past.close(0));
                            return NEXT.getOrDefault(past.close(0), 0.0) > past.close(0) ? 1 : 0;
                        });
                        return Signals.longWhile(next.above(0.5));
                    }
                """);
        CommandLineRun run = run("optimize --no-store --sims 3 --workers 1 ETHUSD --strategy " + file);
        assertThat(run.code()).as(run.out()).isEqualTo(3);
        assertThat(run.err()).contains("Remembers looks ahead or keeps something in a static field");
    }

    /** The run hung: no limit of a simulation reaches what is asked before the first. */
    @Test
    void aLoopWithoutEndIsNamedBeforeTheRun() throws IOException {
        String file = written("Endless", """
                    public Signals signals(Indicators in) {
                        while (n > 0) {
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                        }
                        return Signals.longWhile(in.close().above(in.sma(n)));
                    }
                """);
        CommandLineRun run = run("optimize --no-store --sims 3 --engine processes --workers 1 --simulation-timeout 3s ETHUSD --strategy " + file);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("fastback: Endless.java:5: Endless did not end within 3 s when it was asked for its lines and its "
                + "warm-up, before any simulation: is there a loop without end? optimize gives it another time by --engine processes --simulation-timeout");
    }

    /** It was stopped without a result, as if it had been interrupted; from a thread of its own, without a word. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "optimize --no-store --workers 2 --quiet ETHUSD --strategy | if (asked++ >= 60) { System.exit(0); }",
        "run --quiet ETHUSD --strategy | System.exit(0);",
        "run --quiet ETHUSD --strategy | try { System.class.getMethod(\"exit\", int.class).invoke(null, 0); } catch (Exception e) { }",
        "optimize --no-store --workers 2 --quiet ETHUSD --strategy | if (asked++ == 60) { new Thread(() -> System.exit(0)).start(); }"
    })
    void aStrategyThatEndsTheProcessIsNamed(String words, String line) throws IOException, InterruptedException {
        assertLeaves(words, written("Leaves", """
                    private static int asked;
                    public Signals signals(Indicators in) {
                        %s
                        return Signals.longWhile(in.close().above(in.sma(n)));
                    }
                """.formatted(line)), "Leaves.java:5: ");
    }

    /** It ended with code 0 and showed nothing. */
    @Test
    void aStrategyThatEndsTheProcessWhereItIsShownIsNamed() throws IOException, InterruptedException {
        assertLeaves("strategies", written("Leaves", """
                    private static final int HOUR = hour();
                    private static int hour() {
                        System.exit(0);
                        return 1;
                    }
                    public Signals signals(Indicators in) {
                        return Signals.longWhile(in.close().above(in.sma(n)));
                    }
                """), "Leaves.java:5: ");
    }

    private void assertLeaves(String words, String file, String place) throws IOException, InterruptedException {
        try (ProcessRun run = ProcessRun.start(folder, folder.resolve("out"), false, (words + " " + file).split(" "))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(Files.readString(run.err()).lines().filter(each -> each.startsWith("fastback: ")).toList().getLast()).isEqualTo(
                    "fastback: " + place + "strategy Leaves ended the process by System.exit, which nothing that Fastback runs may do; take the call out");
        }
    }

    /** Its simulations failed because their workers had "exited with code 0". */
    @Test
    void aStrategyThatEndsItsWorkerIsNamed() throws IOException {
        String file = written("Quits", """
                    public Signals signals(Indicators in) {
                        if (Arrays.stream(new Throwable().getStackTrace()).anyMatch(frame -> frame.getClassName().endsWith(".workers.Worker"))) {
                            System.exit(0);
                        }
                        return Signals.longWhile(in.close().above(in.sma(n)));
                    }
                """);
        CommandLineRun run = run("optimize --no-store --sims 1 --engine processes --workers 1 ETHUSD --strategy " + file);
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("ended its workers, the last: Quits.java:5: strategy Quits ended the process by System.exit");
    }

    @Test
    void aConstantOfAnEnumThatRemembersTheFutureIsFoundInASearchToo() throws IOException {
        String file = written("Hides", """
                    enum Memory {
                        ONLY;
                        final Map<Double, Double> next = new HashMap<>();
                    }
                    public Signals signals(Indicators in) {
                        Line next = in.custom(List.of("next", n), past -> {
                            Memory.ONLY.next.put(past.close(1), past.close(0));
                            return Memory.ONLY.next.getOrDefault(past.close(0), 0.0) > past.close(0) ? 1 : 0;
                        });
                        return Signals.longWhile(next.above(0.5));
                    }
                """);
        CommandLineRun run = run("optimize --no-store --sims 3 --workers 1 ETHUSD --strategy " + file);
        assertThat(run.code()).as(run.out()).isEqualTo(3);
        assertThat(run.err()).contains("Hides looks ahead or keeps something in a static field");
    }

    @Test
    void aStaticFieldThatNeverMattersDoesNoHarm() throws IOException {
        String file = written("Constant", """
                    static final int[] LENGTHS = {0, 0, 5, 6, 7, 8, 9};
                    public Signals signals(Indicators in) {
                        return Signals.longWhile(in.close().above(in.sma(LENGTHS[n])));
                    }
                """);
        CommandLineRun run = run("optimize --no-store --sims 3 --workers 1 ETHUSD --strategy " + file);
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void anErrorOfItsCodeHasItsPlace() throws IOException {
        String file = written("Breaks", """
                    public Signals signals(Indicators in) {
                        int[] none = new int[1];
                        none[n] = 1;
                        return Signals.longWhile(in.close().above(in.sma(n)));
                    }
                """);
        for (String engine : List.of("--workers 1", "--engine processes --workers 1")) {
            CommandLineRun run = run("optimize --no-store --sims 1 ETHUSD --strategy " + file + " " + engine);
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("simulation 0 failed: Breaks.java:5: ArrayIndexOutOfBoundsException");
        }
    }

    @Test
    void theEnvironmentBoundsTheFoldsOfOwnStrategies() throws IOException {
        String file = written("Plain", "    public Signals signals(Indicators in) {\n        return Signals.longWhile(in.close().above(in.sma(n)));\n    }\n");
        String line = "optimize --no-store --workers 1 --train 20 --test-bars 5 ETHUSD --strategy " + file;
        Map<String, String> fast = Map.of("FASTBACK_HOME", folder.resolve("home").toString(), "MARKETSIM_FAST_SIMULATE", "1");
        assertThat(run(fast, line).out()).contains("35 simulations per symbol");
        assertThat(run(fast, line + " --sims 40").out()).contains("40 simulations per symbol");
    }

    @Test
    void aRunThatDoesNotStopWhenItsTimeIsOverIsGivenUp() throws InterruptedException {
        RunArguments settings = new RunArguments();
        settings.maxTime = Duration.ofMillis(5);
        CountDownLatch hung = new CountDownLatch(1);
        try (RunLimits limits = new RunLimits(settings, new StopSignal(), Duration.ofMillis(20), hung::countDown)) {
            assertThat(hung.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(limits.reached()).isEqualTo("--max-time is over");
        }
        CountDownLatch never = new CountDownLatch(1);
        new RunLimits(settings, new StopSignal(), Duration.ofSeconds(1), never::countDown).close();
        assertThat(never.await(1500, TimeUnit.MILLISECONDS)).isFalse();
    }
}
