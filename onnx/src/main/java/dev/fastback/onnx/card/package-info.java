/**
 * The card that describes a model: its series, scaling, padding, input and output, read from YAML and checked. No model is loaded here.
 */
package dev.fastback.onnx.card;
