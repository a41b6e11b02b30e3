/**
 * A result as a page of charts and tables. How a page is made of them lives in the module {@code page}.
 */
package dev.fastback.report.page;
