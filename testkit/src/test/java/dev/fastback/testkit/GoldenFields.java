package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.assertSame;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares computed fields with a golden object of numbers, arrays of numbers, texts and truth values. */
final class GoldenFields {
    private static final double TOLERANCE = 1e-12;
    private static final double ROUNDING = 1e-15;

    private GoldenFields() {}

    /** Demands that each field of {@code expected}, but the ones left out, was computed and is close. */
    static void assertMatch(Map<String, Object> actual, JsonNode expected, Set<String> leftOut, String what) {
        expected.properties().forEach(field -> {
            if (!leftOut.contains(field.getKey())) {
                String place = what + " " + field.getKey();
                Object value = actual.get(field.getKey());
                if (value == null) {
                    fail(place + " was not computed");
                }
                assertMatch(value, field.getValue(), place);
            }
        });
    }

    /** Returns whether each field of {@code expected} that was computed is close, without counting anything. */
    static boolean isMatch(Map<String, Object> actual, JsonNode expected) {
        return expected.properties().stream()
                .filter(field -> actual.get(field.getKey()) instanceof Number)
                .allMatch(field -> {
                    double want = number(field.getValue());
                    double have = ((Number) actual.get(field.getKey())).doubleValue();
                    return Math.abs(have - want) <= TOLERANCE * Math.max(1.0, Math.abs(want));
                });
    }

    /** Small figures too are held to twelve digits; below 1e-15 lies what cancellation leaves of returns near 1. */
    private static void assertRelativelyClose(double actual, double expected, String place) {
        if (Double.isFinite(expected) && Math.abs(actual - expected) > TOLERANCE * Math.abs(expected) + ROUNDING) {
            fail(place + ": expected " + expected + " but was " + actual);
        }
    }

    private static void assertMatch(Object value, JsonNode expected, String place) {
        switch (value) {
            case double[] array -> assertClose(array, numbers(expected), TOLERANCE, place);
            case Number scalar -> {
                assertClose(scalar.doubleValue(), number(expected), TOLERANCE, place);
                assertRelativelyClose(scalar.doubleValue(), number(expected), place);
            }
            case Boolean flag -> assertSame(flag, expected.booleanValue(), place);
            default -> assertSame(value, expected.stringValue(), place);
        }
    }
}
