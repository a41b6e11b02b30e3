package dev.fastback.models;

import dev.fastback.forecast.nano.NanoShape;
import java.util.Map;

/**
 * Writes {@link NanoShape} with its parameters as an ONNX graph: input {@code bars} [batch, 128, 4], output {@code quantiles} [batch, 7, 3, 9]. Only operators
 * whose rows do not depend on their batch: products of matrices, additions, products, quotients, roots, {@code Relu}, {@code Clip}, and changes of shape; sums over bars are products of
 * matrices.
 */
final class NanoFile {
    private final OnnxGraph graph = new OnnxGraph();
    private final float[] parameters;

    private NanoFile(float[] parameters) {
        this.parameters = parameters;
    }

    /** Returns the bytes of the file; equal parameters and notes give equal bytes. */
    static byte[] of(float[] parameters, Map<String, String> notes) {
        NanoFile file = new NanoFile(parameters);
        file.write();
        return file.graph.bytes("nano", notes);
    }

    private void write() {
        graph.end(11, "bars", NanoShape.BARS, NanoShape.PRICES);
        graph.end(12, "quantiles", NanoShape.HORIZON, NanoShape.COLUMNS, NanoShape.LEVELS);
        for (NanoShape.Block block : NanoShape.BLOCKS) {
            int[] shape = block.rows() == 1 ? new int[] {block.columns()} : new int[] {block.rows(), block.columns()};
            graph.floats(block.name(), parameters, block.from(), block.size(), shape);
        }
        String one = graph.number("one", 1);
        String v = volatilities();
        float[] halves = new float[NanoShape.VOLATILITIES];
        halves[0] = 0.5f;
        halves[NanoShape.WINDOWS] = 0.5f;
        String variance = graph.node("MatMul", v, graph.floats("halves", halves, 0, halves.length, halves.length, 1));
        String scale = graph.node("Add", graph.node("Sqrt", variance), graph.number("leastScale", NanoShape.LEAST_SCALE));
        String flat = graph.node("Reshape", "bars", graph.longs("rows", -1, NanoShape.INPUT));
        String features = features(v, scale, flat);
        String patches = graph.node(
                "Reshape",
                clip(graph.node("Div", flat, scale), "bars", -6, 6),
                graph.longs("patches", -1, NanoShape.PATCHES, NanoShape.PATCH));
        String embedded = graph.node(
                "Reshape", layer(patches, "E", "be"), graph.longs("embedded", -1, NanoShape.PATCHES * NanoShape.EMBEDDED));
        String y1 = layer(join(embedded, features), "W1", "b1");
        String y2 = graph.node("Add", y1, layer(y1, "W2", "b2"));
        String head = graph.node("Add", graph.node("MatMul", join(y2, features), "W3"), "b3");
        String cells = graph.node("Reshape", head, graph.longs("cells", -1, NanoShape.CELLS, NanoShape.STEPS + 2));
        String[] o = graph.split(cells, graph.longs("parts", 1, 1, NanoShape.STEPS), 3, 2);
        String vol = graph.node(
                "Add", graph.node("Relu", graph.node("Add", o[0], one)), graph.number("leastVolatility", NanoShape.LEAST_VOLATILITY));
        String median = graph.node("Mul", graph.node("Add", o[1], "bm"), vol);
        String steps = graph.node("Mul", graph.node("Relu", graph.node("Add", o[2], one)), graph.node("Relu", "bd"));
        String distances = graph.node("Mul", graph.node("Add", steps, graph.number("leastStep", NanoShape.LEAST_STEP)), vol);
        String sums = graph.node(
                "MatMul", distances, graph.floats("sums", sums(), 0, NanoShape.STEPS * NanoShape.LEVELS, NanoShape.STEPS, NanoShape.LEVELS));
        String standardised = graph.node("Add", sums, median);
        String quantiles = graph.node("Mul", standardised, graph.node("Reshape", scale, graph.longs("scales", -1, 1, 1)));
        graph.named(
                "Reshape", "quantiles", quantiles, graph.longs("answer", -1, NanoShape.HORIZON, NanoShape.COLUMNS, NanoShape.LEVELS));
    }

    private String volatilities() {
        String series = graph.node(
                "MatMul",
                "bars",
                graph.floats("series", NanoShape.series(), 0, NanoShape.PRICES * NanoShape.SERIES, NanoShape.PRICES, NanoShape.SERIES));
        String squares = graph.with("Transpose", "perm", new long[] {0, 2, 1}, true, graph.node("Mul", series, series));
        String v = graph.node(
                "MatMul",
                squares,
                graph.floats(
                        "windows", NanoShape.windows(), 0, NanoShape.BARS * NanoShape.WINDOWS, NanoShape.BARS, NanoShape.WINDOWS));
        return graph.node("Reshape", v, graph.longs("volatilities", -1, NanoShape.VOLATILITIES));
    }

    private String features(String v, String scale, String flat) {
        String ratios = graph.node("Sqrt", graph.node("Div", v, graph.node("Mul", scale, scale)));
        String volatilities = graph.node("Add", clip(ratios, "ratios", 0, 4), graph.number("minusOne", -1));
        String sums = graph.node(
                "MatMul",
                flat,
                graph.floats("signed", NanoShape.signed(), 0, NanoShape.INPUT * NanoShape.SIGNED, NanoShape.INPUT, NanoShape.SIGNED));
        String signed = clip(graph.node("Div", sums, scale), "signed", -4, 4);
        String root = graph.node("Sqrt", graph.node("Sqrt", scale));
        String level = graph.node("Add", graph.node("Mul", root, graph.number("five", 5)), graph.number("minusTwo", -2));
        return join(volatilities, signed, level);
    }

    private String layer(String input, String weights, String added) {
        return graph.node("Relu", graph.node("Add", graph.node("MatMul", input, weights), added));
    }

    private String join(String... parts) {
        return graph.with("Concat", "axis", new long[] {1}, false, parts);
    }

    private String clip(String input, String name, float low, float high) {
        return graph.node(
                "Clip",
                input,
                graph.floats(name + "Low", new float[] {low}, 0, 1),
                graph.floats(name + "High", new float[] {high}, 0, 1));
    }

    /** Returns the matrix that makes of distances their sums from the median: minus below it, plus above. */
    private static float[] sums() {
        float[] sums = new float[NanoShape.STEPS * NanoShape.LEVELS];
        for (int i = 0; i < NanoShape.STEPS; i++) {
            for (int j = 0; j < NanoShape.LEVELS; j++) {
                boolean below = j <= i && i < NanoShape.MIDDLE;
                boolean above = j > i && i >= NanoShape.MIDDLE;
                sums[i * NanoShape.LEVELS + j] = below ? -1 : above ? 1 : 0;
            }
        }
        return sums;
    }
}
