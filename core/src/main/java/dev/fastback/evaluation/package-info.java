/**
 * What parameters earned on a slice of the market: equity, returns, trades and costs, and the metrics computed of them. How positions come
 * about, and which parameters to try, is not known here.
 */
package dev.fastback.evaluation;
