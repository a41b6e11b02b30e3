/**
 * Ways to run one study, side by side: what each takes and what it finds, measured in processes of their own, and which to use. Runs the
 * command line as a user would; where options come from is not known here.
 */
package dev.fastback.comparison;
