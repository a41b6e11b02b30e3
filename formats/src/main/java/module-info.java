/** Compressed tables, Arrow and feather files, and tables written as Parquet or feather. */
@org.jspecify.annotations.NullMarked
module dev.fastback.formats {
    requires static org.jspecify;
    requires transitive dev.fastback.core;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
    requires com.github.luben.zstd_jni;
    requires org.apache.arrow.format;
    requires parquet.format.structures;

    exports dev.fastback.formats;

    provides dev.fastback.data.reading.BarFormat with
            dev.fastback.formats.ArrowFormat;
    provides dev.fastback.data.reading.Compression with
            dev.fastback.formats.Xz,
            dev.fastback.formats.Bzip2,
            dev.fastback.formats.Zstandard;
    provides dev.fastback.table.TableFormat with
            dev.fastback.formats.ArrowTableFormat,
            dev.fastback.formats.ParquetTableFormat;
}
