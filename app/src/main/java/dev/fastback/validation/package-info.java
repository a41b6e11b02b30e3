/**
 * The second step of research: what a cheap search chose, searched again by larger searches and by one that finds the maximum where there is one, and what that
 * changed. Where the first step is kept, and how it is written, is not known here.
 */
package dev.fastback.validation;
