/**
 * Searches of entry/exit problems on CUDA and OpenCL devices: the kernels' callers, and the engine; how a device is reached stands in {@code gpu.driver}. What a
 * device finds is decided by {@code core}'s solver; what it cannot take, {@code core} solves.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.gpu;
