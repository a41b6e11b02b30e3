/**
 * Points, objectives, and what drives a search: budget, stop, trials. Knows no market; parameters live in {@code space}, methods in packages of
 * their own.
 */
package dev.fastback.search;
