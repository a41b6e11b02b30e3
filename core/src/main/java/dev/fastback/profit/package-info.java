/**
 * The profit of a pair of entry and exit levels: the problem, the scalar kernel that judges every faster one, and how batches of pairs are
 * computed. Nothing is searched here.
 */
package dev.fastback.profit;
