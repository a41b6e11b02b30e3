/** Fastback's pages: text, tables and charts in one HTML file. */
@org.jspecify.annotations.NullMarked
module dev.fastback.page {
    requires static org.jspecify;
    requires tools.jackson.databind;

    exports dev.fastback.page;
}
