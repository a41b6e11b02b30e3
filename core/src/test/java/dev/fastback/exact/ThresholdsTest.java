package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    @Test
    void standsBetweenTwoNeighbouringDoubles() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100_000; round++) {
            double value = random.nextInt(8) == 0 ? 0.0 : Math.scalb(random.nextDouble() - 0.5, -random.nextInt(30));
            double base = random.nextInt(8) == 0 ? value : Math.scalb(random.nextDouble() - 0.5, 4 - random.nextInt(40));
            double below = Thresholds.lastBelow(base, value);
            assertThat(base + below).isLessThan(value);
            assertThat(base + Math.nextUp(below)).isGreaterThanOrEqualTo(value);
            assertThat(Thresholds.firstAtLeast(base, value)).isEqualTo(Math.nextUp(below) + 0.0);
            double atMost = Thresholds.lastAtMost(base, value);
            assertThat(base + atMost).isLessThanOrEqualTo(value);
            assertThat(base + Math.nextUp(atMost)).isGreaterThan(value);
            assertThat(Thresholds.firstAbove(base, value)).isEqualTo(Math.nextUp(atMost) + 0.0);
        }
    }

    @Test
    void ranksLikeCountingOneByOne() {
        SplittableRandom random = new SplittableRandom(4);
        Ranks ranks = new Ranks();
        for (int round = 0; round < 2000; round++) {
            int count = random.nextInt(1, 60);
            double spread = Math.scalb(1.0, -random.nextInt(60));
            double[] x = random.doubles(count, -spread, round % 5 == 0 ? 100.0 : spread).sorted().toArray();
            ranks.of(x, count);
            double base = random.nextDouble() - 0.5;
            double value = base + (round % 2 == 0 ? x[random.nextInt(count)] : random.nextDouble());
            assertThat(ranks.less(base, value))
                    .isEqualTo((int) Arrays.stream(x).filter(v -> base + v < value).count());
            assertThat(ranks.atMost(base, value))
                    .isEqualTo((int) Arrays.stream(x).filter(v -> base + v <= value).count());
        }
    }
}
