/**
 * Numbers and times as they are written in text fields. Which field means what is not known here.
 */
package dev.fastback.data.text;
