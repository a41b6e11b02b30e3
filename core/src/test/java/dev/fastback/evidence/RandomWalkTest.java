package dev.fastback.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {
    private static final int BARS = 60;

    /** The rate of a drawn bar comes with it, and what is turned upside down pays the other side. */
    @Test
    void fundingComesWithTheBarsThatAreDrawn() {
        double[] close = IntStream.range(0, BARS).mapToDouble(i -> 100 + 10 * Math.sin(i) + 0.1 * i).toArray();
        long[] times = IntStream.range(0, BARS).mapToLong(i -> 3_600_000L * i).toArray();
        double[] rates = IntStream.range(0, BARS).mapToDouble(i -> i / 1024.0).toArray();
        BarSeries bars = BarSeries.of("S", times, close, close, close, close, new double[BARS]);
        assertThat(new RandomWalk(bars, 1).of(3, 40).hasFunding()).isFalse();
        BarSeries walk = new RandomWalk(bars.withFunding(rates), 1).of(3, 40);
        int turned = 0;
        for (int i = 1; i < walk.size(); i++) {
            int drawn = (int) Math.abs(1024 * walk.funding(i));
            boolean isTurned = walk.funding(i) < 0;
            double move = isTurned ? close[drawn - 1] / close[drawn] : close[drawn] / close[drawn - 1];
            assertThat(walk.close(i) / walk.close(i - 1)).isCloseTo(move, within(1e-12));
            turned += isTurned ? 1 : 0;
        }
        assertThat(turned).isBetween(5, 35);
    }
}
