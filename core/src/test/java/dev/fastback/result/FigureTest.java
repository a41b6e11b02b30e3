package dev.fastback.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.summary.SummaryFigure;
import java.util.List;
import java.util.SplittableRandom;
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

    @Test
    void unseenFiguresReplaceThoseThatAreThereAndNoOthers() {
        SplittableRandom random = new SplittableRandom(5);
        List<Figure> unseen = List.of(Figure.UNSEEN_BARS, Figure.UNSEEN_RETURN, Figure.UNSEEN_PER_BAR);
        for (int round = 0; round < 500; round++) {
            Figures.Builder before = Figures.of("some");
            Figures.Builder expected = Figures.of("some");
            int bars = random.nextInt(3);
            double total = random.nextDouble();
            double perBar = random.nextDouble();
            for (Figure figure : Figure.all()) {
                if (random.nextBoolean()) {
                    long bits = figure.kind() == Figure.Kind.REAL ? Double.doubleToRawLongBits(random.nextDouble()) : random.nextInt(2);
                    before.setBits(figure, bits);
                    if (!unseen.contains(figure) || bars == 0) {
                        expected.setBits(figure, bits);
                    }
                }
            }
            expected.set(Figure.UNSEEN_BARS, bars);
            if (bars > 0) {
                expected.set(Figure.UNSEEN_RETURN, total).set(Figure.UNSEEN_PER_BAR, perBar);
            }
            Figures alone = before.build();
            long[] among = new long[alone.bits().length + 5];
            System.arraycopy(alone.bits(), 0, among, 3, alone.bits().length);
            assertThat(alone.withUnseen(bars, total, perBar)).isEqualTo(expected.build());
            assertThat(Figures.within(alone.present(), among, 3).withUnseen(bars, total, perBar)).isEqualTo(expected.build());
        }
    }
}
