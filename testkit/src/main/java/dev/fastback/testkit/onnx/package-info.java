/** ONNX files written for tests: a writer of the format, and stand-ins with the signatures of well-known models. */
@org.jspecify.annotations.NullMarked
package dev.fastback.testkit.onnx;
