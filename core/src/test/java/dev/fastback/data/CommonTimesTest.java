package dev.fastback.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommonTimesTest {
    private static BarSeries bars(long... times) {
        double[] ones = new double[times.length];
        Arrays.fill(ones, 1);
        return BarSeries.of("x", times, ones, ones, ones, ones, ones);
    }

    /** One begins later, ends earlier and has no bar at a time in the middle, over which it reaches all the same. */
    @Test
    void seriesThatDoNotBeginTogetherHaveTheirPlacesAmongAllTimes() {
        CommonTimes.Span whole = new CommonTimes.Span(bars(10, 20, 30, 40, 50, 60), 1, 6);
        CommonTimes.Span gappy = new CommonTimes.Span(bars(5, 30, 45, 50), 1, 4);
        CommonTimes times = CommonTimes.of(List.of(whole, gappy));
        assertThat(times.count()).isEqualTo(6);
        assertThat(times.places(whole)).containsExactly(0, 1, 2, 4, 5);
        assertThat(times.places(gappy)).containsExactly(1, 3, 4);
        assertThat(times.reaching(List.of(times.places(whole), times.places(gappy)))).containsExactly(1, 2, 2, 2, 2, 1);
        assertThat(times.reaching(List.of())).containsExactly(0, 0, 0, 0, 0, 0);
    }

    @Test
    void aBarEndsWhereTheNextBeginsUnlessAGapFollows() {
        BarSeries bars = bars(0, 10, 20, 50, 61);
        assertThat(BarSteps.endMillis(bars, 1)).isEqualTo(20);
        assertThat(BarSteps.endMillis(bars, 2)).as("before a gap").isEqualTo(30);
        assertThat(BarSteps.endMillis(bars, 3)).as("after it, within the step before").isEqualTo(61);
        assertThat(BarSteps.endMillis(bars, 4)).as("at the end of the data").isEqualTo(72);
    }
}
