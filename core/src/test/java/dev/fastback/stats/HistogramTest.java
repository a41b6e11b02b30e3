package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void eachValueIsCountedInTheClassBetweenWhoseEdgesItLies() {
        long seed = 20261128;
        Random random = new Random(seed);
        double[] values = random.doubles(1_000, -3, 5).toArray();
        Histogram histogram = Histogram.of(values, 17);
        assertThat(histogram.total()).as("seed " + seed).isEqualTo(values.length);
        for (int i = 0; i < histogram.classes(); i++) {
            double from = histogram.edge(i);
            double to = histogram.edge(i + 1);
            boolean last = i == histogram.classes() - 1;
            long inside = Arrays.stream(values).filter(value -> value >= from && (value < to || last && value == to)).count();
            assertThat(histogram.count(i)).as("class " + i + ", seed " + seed).isEqualTo((int) inside);
        }
    }

    @Test
    void endsAreTheSmallestAndTheLargestValueAndOneValueStandsInTheMiddle() {
        Histogram two = Histogram.of(new double[] {2, 1, Double.NaN, 1}, 2);
        assertThat(two).isEqualTo(new Histogram(1, 2, 2, 1));
        assertThat(Histogram.of(new double[] {4, 4}, 3)).isEqualTo(new Histogram(3, 5, 0, 2, 0));
        assertThat(Histogram.of(new double[] {-9, 0.5, 9}, 0, 1, 4)).isEqualTo(new Histogram(0, 1, 1, 0, 1, 1));
    }

    @Test
    void whatIsNoHistogramIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram(1, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram(0, Double.NaN, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram(0, 1, -1)).withMessageContaining("-1");
    }
}
