package dev.fastback.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.page.Format;
import org.junit.jupiter.api.Test;

/** Numbers as the table and the page write them. */
class WordsTest {
    @Test
    void nothingIsLeftOfALossThatRoundsToNothing() {
        assertThat(Words.percent(-0.000_004, 3)).isEqualTo("0.000%");
        assertThat(Words.percent(-0.000_006, 3)).isEqualTo("-0.001%");
        assertThat(Words.percent(-0.0, 2)).isEqualTo("0.00%");
        assertThat(Words.percent(-0.1, 2)).isEqualTo("-10.00%");
        assertThat(Words.orDash(-0.004, "%.2f")).isEqualTo("0.00");
        assertThat(Words.orDash(-0.006, "%.2f")).isEqualTo("-0.01");
        assertThat(Format.PERCENT.of(-0.000_004)).isEqualTo("0.000%");
        assertThat(Format.PERCENT.of(-0.000_006)).isEqualTo("-0.001%");
        assertThat(Format.PERCENT.of(-0.0)).isEqualTo("0.00%");
    }
}
