/**
 * Which bars a fold fits, and which bars after it are unseen. Knows no prices and no strategies.
 */
package dev.fastback.walkforward;
