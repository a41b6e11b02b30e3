package dev.fastback.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.summary.SummaryFigure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What codec, JSON, CSV and tallies count on in the list of figures. */
class FigureTest {
    @Test
    void keysAndColumnsAreUnique() {
        assertThat(Figure.all().stream().map(figure -> figure.group() + "." + figure.key())).doesNotHaveDuplicates();
        assertThat(Figure.all().stream().map(Figure::column)).doesNotHaveDuplicates();
        Stream<String> own = Figure.all().stream().filter(figure -> figure.group() == null).map(Figure::key);
        Stream<String> groups = Figure.all().stream().map(Figure::group).filter(group -> group != null).distinct();
        assertThat(Stream.concat(own, groups)).doesNotHaveDuplicates();
        assertThat(SummaryFigure.all().stream().map(figure -> figure.group() + "." + figure.key())).doesNotHaveDuplicates();
        assertThat(Figure.all()).hasSizeLessThan(64);
    }

    @Test
    void bitsThatAreNoSuchFigureAreRefused() {
        long profit = 1L << Figure.PROFIT.ordinal();
        assertThat(Figures.of(profit, Double.doubleToRawLongBits(0.25)).real(Figure.PROFIT)).isEqualTo(0.25);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.of(profit, Double.doubleToRawLongBits(Double.NaN)))
                .withMessageContaining("profit");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(1L << Figure.TRADES.ordinal(), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(1L << Figure.ON_THRESHOLD.ordinal(), 7));
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.of(profit));
    }
}
