/**
 * What engines see of a strategy: its specification, its space, what it needs, and how a slice of the market makes objectives, evaluations
 * and orders of it. Single strategies, and where and how often they run, are not known here.
 */
package dev.fastback.strategy;
