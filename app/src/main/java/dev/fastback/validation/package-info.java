/**
 * The second step of research: what a cheap search chose, searched again with production and exact (a long DIRECT where no maximum is known), and what that
 * changed. Where the first step is kept, and how it is written, is not known here.
 */
package dev.fastback.validation;
