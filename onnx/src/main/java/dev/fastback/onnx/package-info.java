/**
 * Forecasts by models in ONNX files: rows of their input made of bars, batches that give the same bits however they are cut, and what
 * their output says about the next bar. The card that describes a model is in {@code card}. Training lives elsewhere.
 */
package dev.fastback.onnx;
