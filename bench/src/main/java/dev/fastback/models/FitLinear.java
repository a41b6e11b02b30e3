package dev.fastback.models;

import dev.fastback.forecast.linear.LinearFile;
import dev.fastback.forecast.linear.LinearModel;
import dev.fastback.forecast.linear.LinearTraining;
import dev.fastback.forecast.nano.NanoShape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fits the linear model that comes with Fastback on computed markets, those that {@link NanoTraining} draws. Arguments: the file to write, whose bytes the seed decides, and the seed. */
public final class FitLinear {
    private static final long SEED = 1;
    private static final int ROUNDS = 8;
    /** Next bars of a context that are used, of those that {@link TrainingMarket} draws. */
    private static final int NEXT = 2;

    private FitLinear() {}

    /** Fits and writes. */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 1 ? Long.parseLong(args[1]) : SEED;
        Draws draws = new Draws(seed);
        LinearTraining training = new LinearTraining();
        double[] targets = new double[NEXT * NanoShape.COLUMNS];
        for (int round = 0; round < ROUNDS; round++) {
            for (TrainingMarket.Row row : NanoTraining.rows(draws, 1)) {
                for (int i = 0; i < targets.length; i++) {
                    targets[i] = row.next()[i];
                }
                training.add(row.moves().x(), row.last(), targets, 0);
            }
        }
        String on = "computed markets, seed " + seed + ", " + training.size() + " next bars";
        LinearModel model = new LinearModel(List.of(on), List.of(training.fitAlways()));
        Files.write(Path.of(args[0]), LinearFile.text(model).getBytes(StandardCharsets.UTF_8));
        System.out.println(on + ": " + args[0] + ", SHA-256 " + model.sha256());
    }
}
