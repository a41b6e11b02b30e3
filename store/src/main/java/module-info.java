/** Fastback's run store: journals on disk, in SQLite. */
@org.jspecify.annotations.NullMarked
module dev.fastback.store {
    requires static org.jspecify;
    requires transitive dev.fastback.core;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports dev.fastback.store;
}
