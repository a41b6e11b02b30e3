/**
 * The engine that runs simulations on Apache Spark: how a study gets to the executors, which simulations make a task, and how results come
 * back. What a simulation is stands in {@code core}; that a task may run twice, or on a machine that is lost, stands here.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.spark;
