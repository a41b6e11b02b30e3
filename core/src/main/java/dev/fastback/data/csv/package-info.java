/**
 * Rows of comma-separated text, scanned in place and handed to the collector. Nothing is checked or kept here.
 */
package dev.fastback.data.csv;
