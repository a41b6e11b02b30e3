package dev.fastback.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarSeriesTest {
    private static final long HOUR = 3_600_000;

    @Test
    void timesOfDaysAreDates() {
        assertThat(labels(every(24 * HOUR, 3))).containsExactly("1970-01-01", "1970-01-02", "1970-01-03");
    }

    /** A part that holds bars at midnight alone is still one of its series. */
    @Test
    void timesOfShorterBarsAreInstantsInEveryPartAndCopy() throws IOException {
        BarSeries bars = every(12 * HOUR, 4);
        assertThat(labels(bars)).containsExactly("1970-01-01T00:00:00Z", "1970-01-01T12:00:00Z", "1970-01-02T00:00:00Z", "1970-01-02T12:00:00Z");
        BarSeries midnight = bars.slice(2, 3);
        for (BarSeries part : new BarSeries[] {
            midnight, midnight.withSymbol("OTHER"), midnight.withZone(ZoneId.of("Europe/Berlin")), midnight.withFunding(new double[1]), copy(midnight)
        }) {
            assertThat(labels(part)).containsExactly("1970-01-02T00:00:00Z");
        }
        assertThat(copy(midnight.withZone(ZoneId.of("Europe/Berlin"))).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(copy(midnight).zone()).isNull();
    }

    @Test
    void aSeriesThatWasCutTellsNothingOfTheBarsThatWereCutAway() {
        long day = 24 * HOUR;
        double[] price = {1, 2, 3, 4};
        BarSeries live = BarSeries.of("A", new long[] {0, day, 2 * day, 2 * day + HOUR}, price, price, price, price, price);
        assertThat(labels(live.cut(0, 3))).containsExactly("1970-01-01", "1970-01-02", "1970-01-03");
        assertThat(labels(live.cut(1, 4))).containsExactly("1970-01-02T00:00:00Z", "1970-01-03T00:00:00Z", "1970-01-03T01:00:00Z");
        assertThat(live.cut(0, 3).hasDates()).isTrue();
        assertThat(live.slice(0, 3).hasDates()).isFalse();
    }

    private static BarSeries every(long step, int size) {
        long[] times = IntStream.range(0, size).mapToLong(i -> i * step).toArray();
        double[] price = IntStream.range(0, size).mapToDouble(i -> 1 + i).toArray();
        return BarSeries.of("A", times, price, price, price, price, price);
    }

    private static String[] labels(BarSeries bars) {
        return IntStream.range(0, bars.size()).mapToObj(bars::timeLabel).toArray(String[]::new);
    }

    private static BarSeries copy(BarSeries bars) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bars.writeTo(new DataOutputStream(out));
        return BarSeries.readFrom(bars.symbol(), new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    }
}
