/**
 * A whole run from study to result: forecasts, engine, journal, unseen paths and orders. Nothing is read from files or printed here.
 */
package dev.fastback.run;
