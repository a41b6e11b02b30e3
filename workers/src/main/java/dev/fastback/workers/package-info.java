/**
 * The process engine: simulations run in worker JVMs, which are supervised and replaced when they fail. What travels to them is in {@code wire}.
 */
package dev.fastback.workers;
