package dev.fastback.onnx.card;

import ai.onnxruntime.OnnxJavaType;

/**
 * An input of a model.
 *
 * @param name its name in the file
 * @param role what it holds
 * @param type the type of its numbers
 * @param layout its axes: {@code B} the batch, {@code T} bars, {@code C} columns, {@code P} patches and {@code W} the bars in one, {@code M} the bars in a patch
 *     followed by as many marks of what is missing; {@code 1} an axis of one
 * @param value what a constant is
 */
public record CardInput(String name, Role role, OnnxJavaType type, String layout, double value) {
    /** What an input holds. */
    public enum Role {
        /** The values of the series. */
        VALUES("values"),
        /** 1 where there is a value, 0 where there is padding. */
        OBSERVED("observed"),
        /** 0 where there is a value, 1 where there is padding. */
        MISSING("missing"),
        /** The place of the row in its batch, so that rows are series of their own. */
        ROW("row"),
        /** The number of the draw, from 0, where a model draws by a seed that it is given. */
        SEED("seed"),
        /** The same number everywhere. */
        CONSTANT("constant");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        /** Returns the name in cards. */
        public String label() {
            return label;
        }
    }
}
