/**
 * From options as records to a study: bars read and checked, conditions of trading, settings resolved. Where options come from and what becomes of
 * the study is not known here.
 */
package dev.fastback.input;
