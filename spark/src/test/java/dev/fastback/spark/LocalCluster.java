package dev.fastback.spark;

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

/** A standalone cluster on the loopback: a master and workers with one core each, as processes, which end with it. */
final class LocalCluster implements AutoCloseable {
    private static final Path SPARK = Path.of("target").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    LocalCluster(Path folder, int workers) throws IOException, InterruptedException {
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
    String master() {
        return "spark://127.0.0.1:" + port;
    }

    void addWorker() throws IOException {
        start(
                "org.apache.spark.deploy.worker.Worker",
                "--host", "127.0.0.1", "--webui-port", Integer.toString(freePort()), "--cores", "1", "--memory", "1g", "--work-dir",
                folder.resolve("work").toString(), master());
    }

    /** Returns the processes of executors. */
    List<ProcessHandle> executors() {
        return processes.stream().flatMap(process -> process.toHandle().descendants()).filter(ProcessHandle::isAlive).toList();
    }

    /** Packs a folder of classes into a jar that executors can be sent. */
    static Path jar(Path classes, Path target) throws IOException {
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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow", "-cp", SPARK.resolve("jars") + "/*", main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_HOME", SPARK.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log" + processes.size()).toFile());
        processes.add(builder.start());
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
