package dev.fastback.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29T00:00:00Z",
        "0001-01-01, 0001-01-01T00:00:00Z",
        "2024-02-29T13:30, 2024-02-29T13:30:00Z",
        "2024-02-29t13:30z, 2024-02-29T13:30:00Z",
        "2024-02-29 13:30:15, 2024-02-29T13:30:15Z",
        "2024-02-29T13:30:15Z, 2024-02-29T13:30:15Z",
        "2024-02-29T13:30:15.5Z, 2024-02-29T13:30:15.500Z",
        "2024-02-29T13:30:15.123456789Z, 2024-02-29T13:30:15.123Z",
        "2024-02-29T13:30:15+05:30, 2024-02-29T08:00:15Z",
        "2024-02-29 13:30:15-0500, 2024-02-29T18:30:15Z",
        "2024-02-29T13:30:15.25+01, 2024-02-29T12:30:15.250Z",
        "2024-02-29T00:30+01:00, 2024-02-28T23:30:00Z"
    })
    void readsTheDocumentedForms(String text, String instant) {
        assertThat(parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "today", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-5", "01/02/2024",
        "2024/01/05", "0000-01-01", "20241301", "2024-02-29T", "2024-02-29T13", "2024-02-29T24:00", "2024-02-29T13:60",
        "2024-02-29T13:30:60", "2024-02-29T13:30:5", "2024-02-29T13:30:15.", "2024-02-29T13:30:15.1234567890",
        "2024-02-29T13:30+1", "2024-02-29T13:30+19:00", "2024-02-29T13:30+01:60", "2024-02-29T13:30 UTC", "2024-02-29X13:30",
        "170921341512345", "1709213415.5", "1e9", "+1709213415", "20240229", "0", "1709213415", "2024-02-2", "-024-02-29", "2024-02-29-05:00"
    })
    void refusesOtherText(String text) {
        assertThat(parse(text)).isEqualTo(TimeParser.UNREADABLE);
    }

    @Test
    void agreesWithTheJdkOnEveryDayOfFourCenturies() {
        LocalDate end = LocalDate.of(2200, 1, 1);
        for (LocalDate day = LocalDate.of(1799, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            assertThat(parse(day.toString())).isEqualTo(day.toEpochDay() * 86_400_000L);
        }
    }

    private static long parse(String text) {
        byte[] bytes = (text + "Z9999999999").getBytes(StandardCharsets.UTF_8);
        return TimeParser.parse(bytes, 0, bytes.length - 11);
    }
}
