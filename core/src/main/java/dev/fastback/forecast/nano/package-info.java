/**
 * The network of {@code nano}: its shape, its file and its computation, on numbers alone. Knows no bars and no forecasters; what asks it is in {@code forecast},
 * what trains it in module {@code bench}.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.forecast.nano;
