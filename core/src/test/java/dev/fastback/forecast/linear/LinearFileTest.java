package dev.fastback.forecast.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.forecast.nano.NanoInput;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearFileTest {
    private static LinearModel model() {
        SplittableRandom random = new SplittableRandom(4);
        LinearFit first = new LinearFit(1_500_000_000_123L, 1000, random.doubles(LinearFit.SIZE, -1, 1).toArray());
        LinearFit second = new LinearFit(1_600_000_000_000L, 1250, random.doubles(LinearFit.SIZE, -1e-9, 1e9).toArray());
        return new LinearModel(List.of("ETHUSD 0123456789ab 700", "one bar in 3"), List.of(first, second));
    }

    @Test
    void whatIsWrittenIsReadAgainBitForBit() {
        assertThat(LinearFile.parse(LinearFile.text(model()), "file")).isEqualTo(model());
        assertThat(LinearFile.text(LinearFile.parse(LinearFile.text(model()), "file"))).isEqualTo(LinearFile.text(model()));
        assertThat(LinearModel.shipped().fits()).singleElement().satisfies(fit -> assertThat(fit.knownMillis()).isEqualTo(LinearFit.ALWAYS));
        assertThat(LinearFile.parse(LinearFile.text(LinearModel.shipped()), "file")).isEqualTo(LinearModel.shipped());
    }

    @Test
    void otherTextsAreRefusedWithTheirLine() {
        String text = LinearFile.text(model());
        refuses("", "file, line 1: this is no linear model");
        refuses("name: chronos\n", "file, line 1: this is no linear model: it does not begin with fastback linear 1; fastback model fit writes them");
        refuses("fastback linear 1\n", "file, line 2: fits must not be empty");
        refuses(text.replace("fit 2017", "fit soon"), "file, line 4: not fit TIME ROWS: fit soon-07-14T02:40:00.123Z 1000");
        refuses(text.replace("high 0.9 ", "high 0.8 "), "file, line 8: not high 0.9 and 55 numbers: high 0.8 ");
        refuses(text.substring(0, text.length() - 30), "file, line 17: not low 0.9 and 55 numbers");
        refuses(text.replaceFirst("close 0.1 \\S+", "close 0.1 NaN"), "file, line 5: no number: NaN");
        refuses(text.replace("fit 2017", "fit 2047"), "the times of fits must rise");
    }

    /** After a bar that is none of the market's a straight line may fall to 0; misses over such a width would be no measure of anything. */
    @Test
    void theWidthIsNeverFarBelowWhatClosesDid() {
        SplittableRandom random = new SplittableRandom(9);
        int bars = 140;
        double[] closes = new double[bars];
        double squares = 0;
        for (int t = 1; t < bars; t++) {
            double move = 0.01 * random.nextGaussian();
            closes[t] = closes[t - 1] + move;
            squares += t >= bars - 22 ? move * move / 22 : 0;
        }
        float[] moves = NanoInput.moves(closes, closes, closes, closes);
        LinearModel flat = new LinearModel(List.of(), List.of(new LinearFit(LinearFit.ALWAYS, 1000, new double[LinearFit.SIZE])));
        for (float[] widths : flat.widths(moves, bars, t -> 0)) {
            assertThat((double) widths[bars]).as("seed 9").isCloseTo(0.4 * Math.sqrt(squares), within(1e-5));
        }
    }

    private static void refuses(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinearFile.parse(text, "file")).withMessageContaining(message);
    }
}
