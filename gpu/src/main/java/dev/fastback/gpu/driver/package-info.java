/**
 * Devices and how they are reached: CUDA's driver and OpenCL through {@code java.lang.foreign}, their lanes, arrays and memory, and the kernels' source. Knows
 * nothing of problems and searches; what is computed is asked for above.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.gpu.driver;
