package dev.fastback.onnx;

import dev.fastback.testkit.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cards of small models. */
final class Cards {
    static final String PERCEPTRON = """
            name: small
            model: small.onnx
            series: log-return
            context: 64
            pad: zero
            inputs:
              - {name: moves, role: values, layout: BT}
            output: {name: deciles, kind: quantiles, layout: BQH, quantiles: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]}
            """;

    private Cards() {}

    static Path perceptron(Path folder, OnnxFile file) throws IOException {
        return write(folder, file, PERCEPTRON);
    }

    static Path write(Path folder, OnnxFile file, String card) throws IOException {
        file.write(folder.resolve("small.onnx"));
        return Files.writeString(folder.resolve("small.yaml"), card);
    }
}
