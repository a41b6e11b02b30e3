package dev.fastback.forecast.linear;

import dev.fastback.component.Sha256;
import dev.fastback.forecast.nano.NanoShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The linear model: fits, each made of bars that were over at its time, and so used for later bars alone. Immutable and safe for use by many threads.
 *
 * @param fittedOn what bars it was fitted on, a line each
 * @param fits by rising time, at least one
 */
public record LinearModel(List<String> fittedOn, List<LinearFit> fits) {
    public LinearModel {
        fittedOn = List.copyOf(fittedOn);
        fits = List.copyOf(fits);
        if (fits.isEmpty()) {
            throw new IllegalArgumentException("fits must not be empty");
        }
        for (int i = 1; i < fits.size(); i++) {
            if (fits.get(i).knownMillis() <= fits.get(i - 1).knownMillis()) {
                throw new IllegalArgumentException("the times of fits must rise");
            }
        }
    }

    private static final class Shipped {
        static final LinearModel MODEL = read();

        private static LinearModel read() {
            try (InputStream in = LinearModel.class.getResourceAsStream("linear.txt")) {
                if (in == null) {
                    throw new IllegalStateException("linear.txt is missing beside " + LinearModel.class.getName());
                }
                return LinearFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "linear.txt");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the one that comes with Fastback, which was fitted on computed markets alone. */
    public static LinearModel shipped() {
        return Shipped.MODEL;
    }

    /** Returns the SHA-256 of its file. */
    public String sha256() {
        return Sha256.hex(LinearFile.text(this).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns for close, high and low the width of each bar, by the newest fit that was known when the bar before it began; NaN for bars that are older than all fits.
     *
     * @param moves of {@code size} bars, as {@link dev.fastback.forecast.nano.NanoInput#moves} makes them
     * @param millis tells when a bar began
     * @return {@code size + 1} numbers a column, the last one of the bar after them; those before {@code BARS + 1} are 0
     */
    public float[][] widths(float[] moves, int size, IntToLongFunction millis) {
        float[][] widths = new float[LinearShape.COLUMNS][size + 1];
        float[] inputs = new float[LinearShape.INPUTS];
        LinearShape.Inputs maker = new LinearShape.Inputs();
        int next = 0;
        for (int target = NanoShape.BARS + 1; target <= size; target++) {
            long now = millis.applyAsLong(target - 1);
            while (next < fits.size() && fits.get(next).knownMillis() <= now) {
                next++;
            }
            if (next == 0) {
                for (float[] column : widths) {
                    column[target] = Float.NaN;
                }
                continue;
            }
            float scale = maker.set(moves, target - 1, inputs, 0);
            for (int column = 0; column < widths.length; column++) {
                widths[column][target] = fits.get(next - 1).width(column, inputs, scale);
            }
        }
        return widths;
    }
}
