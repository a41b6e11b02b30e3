/** Forecasts by models in ONNX files, which a card describes. */
@org.jspecify.annotations.NullMarked
module dev.fastback.onnx {
    requires static org.jspecify;
    requires transitive dev.fastback.core;
    requires com.microsoft.onnxruntime;
    requires org.yaml.snakeyaml;

    exports dev.fastback.onnx;
    exports dev.fastback.onnx.card;

    provides dev.fastback.forecast.ForecasterProvider with
            dev.fastback.onnx.OnnxProvider;
}
