/**
 * Bars from Parquet files. What bars must be like is {@code data.reading}'s; other formats have a module of their own.
 */
package dev.fastback.parquet;
