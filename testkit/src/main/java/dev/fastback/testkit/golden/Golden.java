package dev.fastback.testkit.golden;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads golden cases and compares with them, keeping count.
 *
 * <p>Case files are looked for in the folder named by the system property {@code fastback.golden.dir}, the bars they name in
 * {@code fastback.data.dir}. A test whose file is absent is skipped and says which. Cases that hold no market data are also
 * kept in this module and are always found.
 */
public final class Golden {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final AtomicLong COMPARED = new AtomicLong();
    private static final DoubleAccumulator LARGEST = new DoubleAccumulator(Math::max, 0.0);

    private Golden() {}

    /** Returns the cases of a file such as {@code kernel.json.gz}; skips the test, naming the file, when it is absent. */
    public static JsonNode cases(String fileName) {
        Path file = Path.of(System.getProperty("fastback.golden.dir", "../shared/reference/golden"), fileName);
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return parse(in, fileName);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        InputStream own = Golden.class.getResourceAsStream("/dev/fastback/testkit/golden/" + fileName);
        if (own != null) {
            try (own) {
                return parse(own, fileName);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.out.println("golden: skipped, no such file: " + file);
        assumeTrue(false, "golden case file is absent: " + file);
        throw new AssertionError("not reached");
    }

    /** Returns a bar file that cases name; skips the test, naming the file, when it is absent. */
    public static Path dataFile(String fileName) {
        Path file = Path.of(System.getProperty("fastback.data.dir", "../shared/data/ohlcv"), fileName);
        if (!Files.isRegularFile(file)) {
            System.out.println("golden: skipped, no such file: " + file);
            assumeTrue(false, "bar file is absent: " + file);
        }
        return file;
    }

    /** Returns a number that may be written as one of the strings NaN, Infinity, -Infinity. */
    public static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    /** Returns an array of such numbers. */
    public static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(node.get(i));
        }
        return numbers;
    }

    /**
     * Demands {@code |actual - expected| <= tolerance * max(1, |expected|)} and counts the comparison. NaN equals NaN, an
     * infinity itself.
     */
    public static void assertClose(double actual, double expected, double tolerance, String what) {
        COMPARED.incrementAndGet();
        if (Double.compare(actual, expected) == 0 || actual == expected) {
            return;
        }
        double error = Math.abs(actual - expected) / Math.max(1.0, Math.abs(expected));
        if (!(error <= tolerance)) {
            fail(what + ": expected " + expected + " but was " + actual + " (error " + error + ")");
        }
        LARGEST.accumulate(error);
    }

    /** Demands equal lengths and closeness of each entry. */
    public static void assertClose(double[] actual, double[] expected, double tolerance, String what) {
        if (actual.length != expected.length) {
            fail(what + ": expected " + expected.length + " values but there were " + actual.length);
        }
        for (int i = 0; i < expected.length; i++) {
            assertClose(actual[i], expected[i], tolerance, what + "[" + i + "]");
        }
    }

    /** Demands equality of two counts or names and counts the comparison. */
    public static void assertSame(Object actual, Object expected, String what) {
        COMPARED.incrementAndGet();
        if (!actual.equals(expected)) {
            fail(what + ": expected " + expected + " but was " + actual);
        }
    }

    /** Returns the line that ends a run of golden tests. */
    static String summary() {
        return "golden: compared " + COMPARED.get() + " values, largest error " + LARGEST.get();
    }

    static long compared() {
        return COMPARED.get();
    }

    private static JsonNode parse(InputStream in, String fileName) throws IOException {
        try (InputStream plain = fileName.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in) {
            return MAPPER.readTree(plain);
        }
    }
}
