package dev.fastback.onnx;

import dev.fastback.forecast.cache.RowKey;

/**
 * One input of a model, of one series and bar.
 *
 * @param values scaled, column by column, oldest first; padding in front
 * @param observed how many of each column's values are no padding
 * @param center what was taken off each column's values
 * @param spread what each column's values were divided by
 * @param seed what an input of seeds is given
 * @param key names the values and the seed
 */
record ModelRow(float[] values, int observed, double[] center, double[] spread, int seed, RowKey key) {
    /** Returns the row of another seed. */
    ModelRow withSeed(int newSeed) {
        return newSeed == seed ? this : new ModelRow(values, observed, center, spread, newSeed, RowBuilder.key(values, observed, newSeed));
    }
}
