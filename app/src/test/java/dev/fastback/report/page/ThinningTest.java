package dev.fastback.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stretches cover all bars once, end with the last, and are no more than asked for. */
class ThinningTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 10", "7, 57, 1000", "7, 57, 50", "7, 57, 49", "3, 1003, 7", "0, 200000, 1500"})
    void coversEveryBarOnce(int from, int to, int most) {
        Thinning thinning = Thinning.of(from, to, most);
        assertThat(thinning.count()).isBetween(1, most);
        assertThat(thinning.start(0)).isEqualTo(from);
        assertThat(thinning.end(thinning.count() - 1)).isEqualTo(to);
        for (int i = 0; i < thinning.count(); i++) {
            assertThat(thinning.end(i)).isGreaterThan(thinning.start(i));
            assertThat(i == 0 ? from : thinning.end(i - 1)).isEqualTo(thinning.start(i));
            for (int bar = thinning.start(i); bar < thinning.end(i); bar++) {
                assertThat(thinning.place(bar)).isEqualTo(i);
            }
        }
    }
}
