package dev.fastback.table;

import dev.fastback.component.Component;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A format in which tables are written; found with {@link java.util.ServiceLoader} through {@link TableFormats}. Equal tables give equal
 * bytes.
 */
public interface TableFormat extends Component {
    /** Returns how names of such files end, in lower case, with the point. */
    List<String> suffixes();

    /**
     * Writes a table.
     *
     * @param out buffered by the caller, who closes it
     * @throws IOException if the stream cannot be written to
     */
    void write(Table table, OutputStream out) throws IOException;
}
