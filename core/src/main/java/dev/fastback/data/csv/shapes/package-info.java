/**
 * Texts that are tables but not rows of separated fields (JSON, columns of blanks, ruled tables, symbols side by side, other encodings), turned into
 * rows of CSV as they are read. What a column means is {@code data.csv}'s.
 */
package dev.fastback.data.csv.shapes;
