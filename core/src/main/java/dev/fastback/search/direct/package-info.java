/**
 * The DIRECT method of dividing rectangles, as SciPy and as NLopt perform it. Knows nothing of what it maximises.
 */
package dev.fastback.search.direct;
