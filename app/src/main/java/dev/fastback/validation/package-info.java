/**
 * The second step of research: what a cheap search chose, searched again with production and exact, and what that changed. Where the first step is
 * kept, and how it is written, is not known here.
 */
package dev.fastback.validation;
