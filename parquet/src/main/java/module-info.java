/** Bars from Parquet files. */
@org.jspecify.annotations.NullMarked
module dev.fastback.parquet {
    requires static org.jspecify;
    requires transitive dev.fastback.core;
    requires java.logging; // to keep the library quiet
    requires dev.hardwood.core;

    exports dev.fastback.parquet;

    provides dev.fastback.data.reading.BarFormat with
            dev.fastback.parquet.ParquetFormat;
}
