/**
 * Ways to run one study, side by side: which runs are made, what they say together, which way to use, and how that is written. Where options come
 * from is not known here; what a way is and how it runs is in {@code ways}.
 */
package dev.fastback.comparison;
