/**
 * Formats of files that need a library: texts compressed with xz, bzip2 and zstd, bars from Arrow and feather files, and tables written as
 * Parquet and feather. What makes a row wrong is decided in {@code data}; Parquet files are read by module {@code parquet}.
 */
package dev.fastback.formats;
