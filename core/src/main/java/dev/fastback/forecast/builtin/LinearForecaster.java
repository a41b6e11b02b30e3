package dev.fastback.forecast.builtin;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.linear.LinearFile;
import dev.fastback.forecast.linear.LinearFit;
import dev.fastback.forecast.linear.LinearModel;
import dev.fastback.forecast.nano.NanoShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quantiles that are linear in past volatility tell how wide the next bar's close, high and low may lie around the last close; what shape that takes, the series tells itself
 * ({@link CalibratedWidths}). The model that comes with Fastback was fitted on computed markets alone; one of a file, by {@link LinearFitting} on the user's own bars. A fit
 * forecasts only bars that begin after the newest bar that it was fitted on was over, whatever the series.
 *
 * <p>A question needs {@value NanoShape#BARS} moves and {@value CalibratedWidths#LEAST} bars after them that were forecast by a fit; else {@code ewma-vol} answers, which
 * is counted.
 */
public final class LinearForecaster implements Forecaster {
    private static final String NAME = "linear";

    private final String id;
    private final LinearModel model;
    private final CalibratedWidths widths;

    /** Makes the forecaster of the model that comes with Fastback. */
    public LinearForecaster() {
        this(NAME, LinearModel.shipped());
    }

    private LinearForecaster(String id, LinearModel model) {
        this.id = id;
        this.model = model;
        this.widths = new CalibratedWidths(id, this::widths);
    }

    /**
     * Makes the forecaster of a file that {@code model fit} wrote; its id has the file's name.
     *
     * @throws IllegalArgumentException if there is no such file, or it is none, in one line
     */
    public static LinearForecaster of(String file) {
        try {
            Path path = Path.of(file);
            LinearModel model = LinearFile.parse(Files.readString(path, StandardCharsets.UTF_8), file);
            return of(String.valueOf(path.getFileName()), model);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("forecaster linear: there is no file " + file + "; fastback model fit writes one", e);
        } catch (InvalidPathException | IOException e) {
            throw new IllegalArgumentException("forecaster linear: " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Makes the forecaster of a model with a name. */
    static LinearForecaster of(String name, LinearModel model) {
        return new LinearForecaster(NAME + ":" + name, model);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int contextLimit() {
        return widths.contextLimit();
    }

    @Override
    public SortedMap<String, String> origin() {
        SortedMap<String, String> origin = new TreeMap<>();
        origin.put(NAME, model.sha256());
        origin.put("fittedOn", String.join("; ", model.fittedOn()));
        LinearFit last = model.fits().getLast();
        if (last.knownMillis() != LinearFit.ALWAYS) {
            origin.put("fits", model.fits().size() + " from " + Instant.ofEpochMilli(model.fits().getFirst().knownMillis()) + " to "
                    + Instant.ofEpochMilli(last.knownMillis()));
        }
        return origin;
    }

    @Override
    public Forecaster forShortSeries() {
        return widths.others();
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return widths.forecast(contexts);
    }

    private float[][] widths(BarSeries bars, float[] moves) {
        return model.widths(moves, bars.size(), bars::timeMillis);
    }
}
