/**
 * Parameters, points, objectives, and what drives a search: budget, stop, trials. Knows no market; no particular method lives here.
 */
package dev.fastback.search;
