package dev.fastback.testkit.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A standalone cluster of Spark on the loopback: a master and workers with one core each, as processes, which end with it. */
public final class SparkCluster implements AutoCloseable {
    private final Path home;
    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts a cluster.
     *
     * @param home a folder with Spark's jars in {@code jars}
     * @param folder for logs and what executors keep
     */
    public SparkCluster(Path home, Path folder, int workers) throws IOException, InterruptedException {
        this.home = home.toAbsolutePath();
        this.folder = folder;
        this.port = freePort();
        start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", Integer.toString(freePort()));
        for (int attempt = 0; !answers(); attempt++) {
            if (attempt > 600) {
                throw new IllegalStateException("Spark's master does not answer; see " + folder.resolve("log0"));
            }
            Thread.sleep(100);
        }
        for (int i = 0; i < workers; i++) {
            addWorker();
        }
    }

    /** Returns the address of the master. */
    public String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Starts another worker; applications get an executor on it. */
    public void addWorker() throws IOException {
        addWorker(folder.resolve("work"));
    }

    /** Starts another worker at an address of the loopback, 127.0.0.2 for example, which Spark takes for another host. */
    public void addWorkerOn(String host) throws IOException {
        addWorker(host, folder.resolve("work"));
    }

    /** Starts another worker whose executors keep their files in a folder. */
    public void addWorker(Path work) throws IOException {
        addWorker("127.0.0.1", work);
    }

    private void addWorker(String host, Path work) throws IOException {
        start(
                "org.apache.spark.deploy.worker.Worker",
                "--host", host, "--webui-port", Integer.toString(freePort()), "--cores", "1", "--memory", "1g", "--work-dir",
                work.toString(), master());
    }

    /**
     * Kills a worker; its executors end with it.
     *
     * @param index among the workers that are alive
     */
    public void killWorker(int index) throws InterruptedException {
        processes.stream().skip(1).filter(Process::isAlive).skip(index).findFirst().orElseThrow().destroyForcibly().waitFor();
    }

    /** Returns the processes of executors. */
    public List<ProcessHandle> executors() {
        return processes.stream().flatMap(process -> process.toHandle().descendants()).filter(ProcessHandle::isAlive).toList();
    }

    /** Packs a folder of classes into a jar that executors can be sent; copies one that is a jar already. */
    public static Path jar(Path classes, Path target) throws IOException {
        if (Files.isRegularFile(classes)) {
            return Files.copy(classes, target);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return target;
    }

    private void start(String main, String... arguments) throws IOException {
        processes.add(process(home, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), main, arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log" + processes.size()).toFile())
                .start());
    }

    /** Returns a process of Java with Spark's jars, to be started. */
    public static ProcessBuilder process(Path home, List<String> options, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED", "-cp", home.toAbsolutePath().resolve("jars") + "/*"));
        command.addAll(options);
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_HOME", home.toAbsolutePath().toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Process process : processes) {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
