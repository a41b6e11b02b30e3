package dev.fastback.data.reading;

import dev.fastback.component.Component;
import java.io.IOException;
import java.io.InputStream;

/**
 * A way in which texts are compressed as a whole, by the name that {@link FileMagic} gives it; found with {@link java.util.ServiceLoader}.
 * Gzip and zip are the core's own.
 */
public interface Compression extends Component {
    /**
     * Returns the unpacked bytes. All parts of a file that was put together from several follow one another.
     *
     * @param packed the compressed bytes from their start
     * @throws java.util.zip.ZipException if they are damaged, here or when the result is read
     * @throws java.io.EOFException if they end too early, likewise
     * @throws IOException if {@code packed} cannot be read, likewise
     */
    InputStream open(InputStream packed) throws IOException;
}
