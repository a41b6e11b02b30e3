package dev.fastback.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void timesHaveTheTextsOfJavaTime() {
        long seed = 20261129;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200_000; round++) {
            long day = random.nextInt(4) == 0 ? random.nextLong(-800_000, 2_970_000) : random.nextLong(0, 2_932_897);
            long seconds = random.nextInt(3) == 0 ? 0 : random.nextLong(86_400);
            long millis = 86_400_000 * day + 1000 * seconds + (random.nextInt(5) == 0 ? random.nextInt(1000) : 0);
            String expected = Math.floorMod(millis, 86_400_000L) == 0 ? LocalDate.ofEpochDay(day).toString() : Instant.ofEpochMilli(millis).toString();
            assertThat(Printable.time(millis)).as("seed " + seed).isEqualTo(expected);
            assertThat(Printable.instant(millis)).as("seed " + seed).isEqualTo(Instant.ofEpochMilli(millis).toString());
        }
    }
}
