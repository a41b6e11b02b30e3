package dev.fastback.models;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Trains the model that comes with Fastback. Arguments: the folder to write to, the seed, the rounds; the last two have the values of the model that comes. */
public final class TrainNano {
    static final long SEED = 1;
    static final int ROUNDS = 400;

    private TrainNano() {}

    /** Trains; writes {@code nano.onnx} and {@code training.log}, whose bytes the arguments alone decide. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        long seed = args.length > 1 ? Long.parseLong(args[1]) : SEED;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
        try (PrintStream log = new PrintStream(Files.newOutputStream(folder.resolve("training.log")), true)) {
            float[] parameters = new NanoTraining(seed, rounds, line -> {
                        log.print(line + "\n");
                        System.out.println(line);
                    })
                    .train();
            Files.write(folder.resolve("nano.onnx"), NanoFile.of(parameters, notes(seed, rounds)));
        }
    }

    private static Map<String, String> notes(long seed, int rounds) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("model", "nano");
        notes.put("trainedOn", "synthetic markets alone");
        notes.put("seed", Long.toString(seed));
        notes.put("rounds", Integer.toString(rounds));
        notes.put("columns", "close,high,low");
        notes.put("quantiles", "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9");
        return notes;
    }
}
