/**
 * Pages of text, tables and charts in one HTML file that asks no host for anything: reports and comparisons are written with it. Knows no
 * market, no run and no command line.
 */
package dev.fastback.page;
