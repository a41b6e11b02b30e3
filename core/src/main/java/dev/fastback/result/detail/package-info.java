/**
 * What is drawn of a result beyond its figures: single trades, forecasts bar by bar, surfaces and distributions. It follows from the study as
 * figures do, and is no part of the result hash, which has the figures made of it.
 */
package dev.fastback.result.detail;
