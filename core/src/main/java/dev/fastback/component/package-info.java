/**
 * How optional parts are found: engines, searches, strategies, forecasters, evaluators and bar formats, all in one pattern. What a part does
 * is described where it is used. Also how values are found by the names that people type, and how contents are
 * known that are the same: their digest.
 */
package dev.fastback.component;
