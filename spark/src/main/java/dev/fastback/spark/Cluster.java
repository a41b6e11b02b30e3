package dev.fastback.spark;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The connection to Spark: one per process, because Spark permits no more, made when it is first needed and closed with the process.
 */
final class Cluster {
    private static final Pattern LOCAL = Pattern.compile("local(\\[([^,\\]]+)(,[^\\]]+)?])?");

    /** A task is tried so often before its simulations are looked at one by one. */
    private static final String TRIES = "4";

    private Cluster() {}

    /**
     * Connects, or returns the connection to this master that there is.
     *
     * @param threads of a {@code local} master that names no number
     * @throws RuntimeException whatever Spark throws when it cannot connect
     */
    static JavaSparkContext connect(String master, int threads) {
        if (System.getProperty("log4j2.configurationFile") == null && System.getProperty("log4j.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "classpath:dev/fastback/spark/log4j2.properties");
        }
        SparkConf conf = conf(master, threads);
        SparkContext context = SparkContext.getOrCreate(conf);
        if (!context.master().equals(conf.get("spark.master"))) {
            throw new IllegalStateException("this process is connected to " + context.master() + " already, and Spark permits no second connection");
        }
        return JavaSparkContext.fromSparkContext(context);
    }

    static SparkConf conf(String master, int threads) {
        SparkConf conf = new SparkConf();
        conf.setMaster(withTries(master, threads));
        conf.setAppName("Fastback");
        conf.setIfMissing("spark.ui.enabled", "false");
        // Kryo would need the internals of Java; what travels are arrays of bytes.
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        conf.setIfMissing("spark.task.maxFailures", TRIES);
        // Waves of tasks are small; what Spark limits is their sum in one job.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        // A task may run twice: results are the same, and the first is taken.
        conf.setIfMissing("spark.speculation", isLocal(master) ? "false" : "true");
        if (isLocal(master) || isLoopback(master)) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        if (!isLocal(master) && !conf.contains("spark.jars")) {
            conf.setJars(jars().toArray(String[]::new));
        }
        return conf;
    }

    static boolean isLocal(String master) {
        return LOCAL.matcher(master).matches();
    }

    private static boolean isLoopback(String master) {
        try {
            String host = new URI(master.split(",")[0]).getHost();
            return "127.0.0.1".equals(host) || "localhost".equals(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Returns a local master with a number of threads and of tries: without, Spark gives up at the first failure. */
    private static String withTries(String master, int threads) {
        Matcher matcher = LOCAL.matcher(master);
        if (!matcher.matches() || matcher.group(3) != null) {
            return master;
        }
        return "local[" + (matcher.group(2) == null ? threads : matcher.group(2)) + "," + TRIES + "]";
    }

    /**
     * Returns the jars of this process that executors need and Spark does not bring: Fastback's and those of others on the class path.
     *
     * @return files; folders of classes, as of a build, are left out
     */
    static List<String> jars() {
        Path sparks = place(SparkContext.class).resolveSibling(".").normalize();
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.endsWith(".jar") && Files.isRegularFile(path) && !Files.exists(sparks.resolve(path.getFileName()))) {
                jars.add(path.toString());
            }
        }
        return jars;
    }

    private static Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
