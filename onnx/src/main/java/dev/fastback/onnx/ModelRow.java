package dev.fastback.onnx;

import dev.fastback.forecast.cache.RowKey;

/**
 * One input of a model, of one series and bar.
 *
 * @param values scaled, column by column, oldest first; padding in front
 * @param observed how many of each column's values are no padding
 * @param center what was taken off each column's values
 * @param spread what each column's values were divided by
 * @param key names the values
 */
record ModelRow(float[] values, int observed, double[] center, double[] spread, RowKey key) {}
