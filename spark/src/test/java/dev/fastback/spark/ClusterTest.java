package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.codec.StudyCodec;
import dev.fastback.compile.SourceCompiler;
import dev.fastback.custom.SourceProvider;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.fault.SmallDisk;
import dev.fastback.testkit.fault.SparkCluster;
import dev.fastback.walkforward.WalkForward;
import java.io.DataOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster on this machine that grows from one executor to four, and what goes wrong on it. */
@Timeout(1200)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
    private static final Path SPARK = Path.of("target");

    /** A million candidates. */
    private static final String WIDE = """
            import dev.fastback.api.*;
            public record Wide(@Range(min = 2, max = 101) int fast, @Range(min = 2, max = 101) int slow, @Range(min = 0, max = 99) int band)
                    implements SignalStrategy {
                public Signals signals(Indicators in) {
                    return Signals.longWhile(in.sma(fast).above(in.sma(slow).times(1 + band * 0.0001)));
                }
            }
            """;

    /** Ends the JVM of an executor, and no other, at one close. */
    private static final String DEADLY = """
            import dev.fastback.api.*;
            public record Deadly(@Range(min = 2, max = 5) int bars) implements BarStrategy {
                public OnBar start(Indicators in) {
                    return bar -> {
                        if (bar.close() == %s && Thread.currentThread().getName().startsWith("Executor task")) {
                            Runtime.getRuntime().halt(3);
                        }
                    };
                }
            }
            """;

    /** Waits at one close in the first attempt, longer than a test may take, and in no other. */
    private static final String SLOW = """
            import dev.fastback.api.*;
            public record Slow(@Range(min = 2, max = 5) int bars) implements BarStrategy {
                public OnBar start(Indicators in) {
                    return bar -> {
                        if (bar.close() == %s && Thread.currentThread().getName().startsWith("Executor task")) {
                            try {
                                if (new java.io.File("%s").createNewFile()) {
                                    Thread.sleep(900_000);
                                }
                            } catch (java.io.IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    };
                }
            }
            """;

    @TempDir
    static Path folder;

    private static SparkCluster cluster;
    private static final Study STUDY = Study.builder()
            .add(RandomBars.walk(new SplittableRandom(4), 1_000))
            .add(RandomBars.walk(new SplittableRandom(5), 1_000).withSymbol("OTHER"))
            .walkForward(new WalkForward(400, 7, 1, 1))
            .build();
    private static final String EXPECTED = StudyRunner.run(STUDY, RunOptions.of(new SequentialEngine())).resultHash();

    @BeforeAll
    static void start() throws Exception {
        Path core = SparkCluster.jar(classes(StudyCodec.class), folder.resolve("core.jar"));
        Path spark = SparkCluster.jar(classes(SparkEngine.class), folder.resolve("spark.jar"));
        System.setProperty("spark.jars", core + "," + spark);
        System.setProperty("spark.executor.memory", "512m");
        cluster = new SparkCluster(SPARK, folder, 1);
    }

    @AfterAll
    static void end() {
        Cluster.connect(cluster.master(), 2).close(); // there may be none, and another has no master
        cluster.close();
        System.clearProperty("spark.jars");
        System.clearProperty("spark.executor.memory");
    }

    private static Engine engine() {
        return new SparkEngine(cluster.master(), 2, null);
    }

    private static StudyResult run(Study study, Engine engine) {
        return StudyRunner.run(study, RunOptions.of(engine));
    }

    @Test
    @Order(1)
    void oneHashForOneExecutorTwoAndFourWholeOrInterruptedAndResumedElsewhere() throws Exception {
        Study wide = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(6), 800))
                .strategies(List.of(compiled("Wide", WIDE)))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(1, 500, 1, 0))
                .build();
        String expectedWide = run(wide, new ThreadEngine(1)).resultHash();
        for (int executors : new int[] {1, 2, 4}) {
            while (run(STUDY, engine()).resultHash().equals(EXPECTED) && executors() < executors) {
                cluster.addWorker();
                awaitExecutors(executors() + 1);
            }
            assertThat(run(STUDY, engine()).resultHash()).as(executors + " executors").isEqualTo(EXPECTED);
            checkResumed(engine(), new ThreadEngine(2));
            checkResumed(new SequentialEngine(), engine());
            if (executors <= 2) {
                for (int time = 1; time <= 3; time++) { // the first compiles the strategy on every executor
                    AtomicLong found = new AtomicLong();
                    long start = System.nanoTime();
                    assertThat(StudyRunner.run(wide, RunOptions.of(engine()).withListener(new RunListener() {
                        @Override
                        public void simulationDone(SimulationResult result, int done, int total) {
                            found.set(System.nanoTime() - start);
                        }
                    })).resultHash()).isEqualTo(expectedWide);
                    System.out.printf("1,000,000 candidates on %d executors: %.1f s%n", executors, found.get() / 1e9);
                }
            }
        }
    }

    private static void checkResumed(Engine first, Engine second) {
        MemoryJournal journal = new MemoryJournal(STUDY);
        StopSignal stop = new StopSignal();
        StudyResult part = StudyRunner.run(STUDY, RunOptions.of(first).withJournal(journal).withStop(stop).withListener(new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int done, int total) {
                if (done == 100) {
                    stop.request();
                }
            }
        }));
        assertThat(part.count(Completed.class)).isBetween(100L, 799L);
        assertThat(StudyRunner.run(STUDY, RunOptions.of(second).withJournal(journal)).resultHash())
                .as(first.name() + ", then " + second.name())
                .isEqualTo(EXPECTED);
    }

    /** Counts by itself what Spark stores of broadcasts on each executor, not what the engine believes to have sent. */
    @Test
    @Order(2)
    void symbolsGoWhereTheirSimulationsRunAndNotToEveryExecutor() throws Exception {
        Cluster.connect(cluster.master(), 2);
        awaitSome();
        if (executors() < 2) {
            cluster.addWorker();
            awaitExecutors(2);
        }
        int symbols = 32;
        StudyBuilder builder = Study.builder();
        SplittableRandom random = new SplittableRandom(41);
        for (int s = 0; s < symbols; s++) {
            builder.add(RandomBars.walk(random, 6_000).withSymbol("SYMBOL" + s));
        }
        Study study = builder.walkForward(new WalkForward(40, 7, 1, 1)).build();
        Map<String, Map<String, Long>> stored = new ConcurrentHashMap<>();
        SparkListener watching = new SparkListener() {
            @Override
            public void onBlockUpdated(SparkListenerBlockUpdated update) {
                BlockUpdatedInfo block = update.blockUpdatedInfo();
                if (block.blockId().isBroadcast() && !block.blockManagerId().isDriver()) {
                    stored.computeIfAbsent(block.blockManagerId().executorId(), key -> new ConcurrentHashMap<>())
                            .merge(block.blockId().name(), block.memSize() + block.diskSize(), Math::max);
                }
            }
        };
        SparkContext.getOrCreate().addSparkListener(watching);
        assertThat(run(study, engine()).resultHash()).isEqualTo(run(study, new ThreadEngine(2)).resultHash());
        SparkContext.getOrCreate().listenerBus().waitUntilEmpty();
        SparkContext.getOrCreate().removeSparkListener(watching);
        long whole = 0;
        for (int s = 0; s < symbols; s++) {
            whole += bytes(study.symbols().get(s).bars());
        }
        System.out.printf("%d symbols, %,d bytes of bars: ", symbols, whole);
        long all = 0;
        for (Map.Entry<String, Map<String, Long>> executor : stored.entrySet()) {
            long bytes = executor.getValue().values().stream().mapToLong(Long::longValue).sum();
            System.out.printf("%,d bytes to executor %s; ", bytes, executor.getKey());
            all += bytes;
        }
        System.out.println();
        assertThat(stored).as("executors that had something to do").hasSizeGreaterThan(1);
        // Random bars are not compressed much. Sent to every executor they were at least twice as many.
        assertThat(all).as("to all of them").isBetween(whole / 2, whole * 9 / 5);
    }

    private static long bytes(BarSeries bars) throws Exception {
        try (DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream())) {
            bars.writeTo(out);
            return out.size();
        }
    }

    @Test
    @Order(2)
    void executorsThatAreKilledLoseNothing() {
        int kills = Integer.getInteger("fastback.kills", 1);
        AtomicInteger killed = new AtomicInteger();
        while (killed.get() < kills) {
            AtomicInteger told = new AtomicInteger();
            RunListener killer = new RunListener() {
                @Override
                public void simulationDone(SimulationResult result, int done, int total) {
                    if (told.incrementAndGet() % 50 == 0 && killed.get() < kills) {
                        List<ProcessHandle> executors = cluster.executors();
                        if (!executors.isEmpty()) {
                            executors.get(killed.getAndIncrement() % executors.size()).destroyForcibly();
                        }
                    }
                }
            };
            StudyResult actual = StudyRunner.run(STUDY, RunOptions.of(engine()).withListener(killer));
            assertThat(actual.count(Completed.class)).isEqualTo(800);
            assertThat(actual.resultHash()).isEqualTo(EXPECTED);
        }
        System.out.println(killed + " executors killed, nothing lost");
    }

    @Test
    @Order(3)
    void aSimulationThatEndsItsExecutorsFailsAndTheOthersGoOn() {
        BarSeries deadly = RandomBars.walk(new SplittableRandom(9), 60).withSymbol("DEADLY");
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(7), 60).withSymbol("ONE"))
                .add(deadly)
                .add(RandomBars.walk(new SplittableRandom(8), 60).withSymbol("TWO"))
                .strategies(List.of(compiled("Deadly", DEADLY.formatted(Double.toString(deadly.close(50))))))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(1, 20, 1, 0))
                .build();
        List<SimulationResult> results = run(study, engine()).simulations().toList();
        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isInstanceOf(Completed.class);
        assertThat(results.get(2)).isInstanceOf(Completed.class);
        assertThat(results.get(1)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.why()).contains("Lost task"));
        System.out.println("failed: " + ((Failed) results.get(1)).why());
    }

    @Test
    @Order(4)
    @Timeout(600)
    void aTaskThatLagsIsBegunElsewhereAndTheFirstAnswerIsTaken() throws Exception {
        BarSeries lagging = RandomBars.walk(new SplittableRandom(12), 60).withSymbol("SLOW");
        Path marker = folder.resolve("lagging");
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(10), 60).withSymbol("ONE"))
                .add(lagging)
                .add(RandomBars.walk(new SplittableRandom(11), 60).withSymbol("TWO"))
                .strategies(List.of(compiled("Slow", SLOW.formatted(Double.toString(lagging.close(50)), marker))))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(1, 20, 1, 0))
                .build();
        Cluster.connect(cluster.master(), 2);
        awaitSome();
        int before = executors();
        cluster.addWorkerOn("127.0.0.2"); // Spark begins a task again on another host alone
        awaitExecutors(before + 1);
        AtomicInteger again = new AtomicInteger();
        SparkListener watching = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskInfo().speculative() && end.taskInfo().successful()) {
                    again.incrementAndGet();
                }
            }
        };
        SparkContext.getOrCreate().addSparkListener(watching);
        AtomicInteger results = new AtomicInteger();
        StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()).withListener(new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int done, int total) {
                results.incrementAndGet();
            }
        }));
        assertThat(marker).as("the first attempt has begun").exists();
        assertThat(actual.resultHash()).isEqualTo(run(study, new SequentialEngine()).resultHash());
        assertThat(results.get()).isEqualTo(3);
        SparkContext.getOrCreate().listenerBus().waitUntilEmpty();
        SparkContext.getOrCreate().removeSparkListener(watching);
        assertThat(again.get()).as("attempts beside the first that answered").isPositive();
    }

    @Test
    @Order(5)
    void anotherBuildIsRefusedByNameBeforeAnythingIsComputed() throws Exception {
        Cluster.connect(cluster.master(), 2).close(); // the next connection sends other jars
        Path other = Files.createDirectory(folder.resolve("other"));
        copy(classes(StudyCodec.class), other);
        Files.copy(other.resolve("dev/fastback/codec/StudyCodec.class"), other.resolve("dev/fastback/codec/More.class"));
        String jars = System.getProperty("spark.jars");
        System.setProperty("spark.jars", jars.replace("core.jar", "other.jar"));
        SparkCluster.jar(other, folder.resolve("other.jar"));
        AtomicInteger results = new AtomicInteger();
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> StudyRunner.run(STUDY, RunOptions.of(engine()).withListener(counting(results))))
                .withMessageMatching("an executor runs Fastback \\w{12} on Java \\d+, this is " + Build.here().fastback() + " on Java \\d+: install .*");
        assertThat(results.get()).isZero();
    }

    @Test
    @Order(6)
    void anotherJavaIsRefusedByNameBeforeAnythingIsComputed() throws Exception {
        Path other = otherJava();
        if (other == null) {
            System.out.println("skipped: no older Java stands beside this one");
        }
        assumeThat(other).as("no older Java stands beside this one").isNotNull();
        Cluster.connect(cluster.master(), 2).close(); // the next connection starts other executors
        System.setProperty("spark.jars", folder.resolve("core.jar") + "," + folder.resolve("spark.jar"));
        System.setProperty("spark.executorEnv.JAVA_HOME", other.toString());
        AtomicInteger results = new AtomicInteger();
        try {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> StudyRunner.run(STUDY, RunOptions.of(engine()).withListener(counting(results))))
                    .withMessageMatching("executor \\d+ on [\\d.]+ runs Java \\d+, this is Java " + Build.here().java() + ": install the same on every machine, .*");
            assertThat(results.get()).isZero();
        } finally {
            System.clearProperty("spark.executorEnv.JAVA_HOME");
            Cluster.connect(cluster.master(), 2).close();
        }
    }

    /** Returns the folder of a Java that is older than this but that Spark runs on; null if there is none beside this one. */
    private static Path otherJava() throws Exception {
        try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).toRealPath().getParent())) {
            for (Path home : homes.filter(home -> Files.isExecutable(home.resolve("bin/java"))).sorted().toList()) {
                Process process = new ProcessBuilder(home.resolve("bin/java").toString(), "-version").redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher version = Pattern.compile("version \"(\\d+)").matcher(said);
                if (version.find() && Integer.parseInt(version.group(1)) >= 17 && Integer.parseInt(version.group(1)) < 25) {
                    return home;
                }
            }
        }
        return null;
    }

    @Test
    @Order(7)
    void aFullDiskOfAnExecutorEndsTheRunInALineThatSaysWhatToDo() throws Exception {
        Cluster.connect(cluster.master(), 2).close();
        System.setProperty("spark.jars", folder.resolve("core.jar") + "," + folder.resolve("spark.jar"));
        Path small = Files.createDirectory(folder.resolve("small"));
        AtomicInteger results = new AtomicInteger();
        try (SmallDisk disk = SmallDisk.mount(small, "size=1m");
                SparkCluster other = new SparkCluster(SPARK, Files.createDirectory(folder.resolve("logs")), 0)) {
            other.addWorker(small);
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> StudyRunner.run(STUDY, RunOptions.of(new SparkEngine(other.master(), 2, null)).withListener(counting(results))))
                    .withMessageMatching("the disk of executor \\d+ on 127.0.0.1 is full \\(No space left on device\\): make room where .*, and resume");
            Cluster.connect(other.master(), 2).close();
            assertThat(disk).isNotNull();
        }
        assertThat(results.get()).isZero();
    }

    private static RunListener counting(AtomicInteger results) {
        return new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int done, int total) {
                results.incrementAndGet();
            }
        };
    }

    private static TunableStrategy compiled(String name, String source) {
        return SourceProvider.strategy(SourceCompiler.compile(name + ".java", source), SourceCompiler.hash(source), Map.of());
    }

    private static int executors() {
        return SparkContext.getOrCreate().statusTracker().getExecutorInfos().length - 1; // the driver is listed too
    }

    private static void awaitExecutors(int count) throws InterruptedException {
        for (int i = 0; i < 600 && executors() < count; i++) {
            Thread.sleep(100);
        }
        assertThat(executors()).isEqualTo(count);
    }

    private static void awaitSome() throws InterruptedException {
        for (int i = 0; i < 600 && executors() < 1; i++) {
            Thread.sleep(100);
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static Path classes(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
