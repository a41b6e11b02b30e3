package dev.fastback.models;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains the model that comes with Fastback. Arguments: folder to write to, seed, rounds. */
public final class TrainNano {
    private TrainNano() {}

    /** Trains; writes {@code nano.bin} and {@code training.log}. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (PrintStream log = new PrintStream(Files.newOutputStream(folder.resolve("training.log")), true)) {
            NanoTraining training = new NanoTraining(Long.parseLong(args[1]), Integer.parseInt(args[2]), line -> {
                log.println(line);
                System.out.println(line);
            });
            float[] parameters = training.train();
            ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(parameters);
            Files.write(folder.resolve("nano.bin"), bytes.array());
        }
    }
}
