/**
 * Searches that ask for points and are told values: the grid, and those that sample, for parameters of any kind, with constraints. No
 * market lives here, and no objective; DIRECT and the exact search have rooms of their own.
 */
package dev.fastback.search.methods;
