/**
 * Which bars a fold fits, and which bars after it are unseen. Knows no prices.
 */
package dev.fastback.walkforward;
