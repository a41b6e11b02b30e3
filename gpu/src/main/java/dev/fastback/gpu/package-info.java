/**
 * Searches of entry/exit problems on CUDA and OpenCL devices, reached through {@code java.lang.foreign}: the devices, the kernels' callers, and the
 * engine. What a device finds is decided by {@code core}'s solver; what it cannot take, {@code core} solves.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.gpu;
