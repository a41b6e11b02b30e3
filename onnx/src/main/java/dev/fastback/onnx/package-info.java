/**
 * Forecasts by models in ONNX files: the card that describes one, rows of its input made of bars, batches that give the same bits however they are cut, and what
 * its output says about the next bar. Training lives elsewhere.
 */
package dev.fastback.onnx;
