/**
 * How far a finished search may be believed: from its fits, its trials and what it finds on random walks to figures. Statistics themselves and the verdict are in
 * {@code stats}; what earned how much is asked of the simulations.
 */
package dev.fastback.evidence;
