package dev.fastback.data.reading;

import dev.fastback.component.Component;
import dev.fastback.data.findings.BarDataException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A format of files of bars; found with {@link java.util.ServiceLoader} when a file starts or is named like one. A format only reads: what is
 * right or wrong about a row is the collector's to say.
 */
public interface BarFormat extends Component {
    /** Returns how names of such files end, in lower case, with the point. */
    String suffix();

    /**
     * Reads all rows of a file in its order.
     *
     * @param content the file
     * @param name the file's name as messages give it
     * @param symbol the symbol of a table that names none
     * @return the rows, not yet checked
     * @throws BarDataException if the file is damaged or holds no bars
     * @throws IOException if the content cannot be read
     */
    CollectedTable read(Content content, String name, String symbol, BarReadOptions options) throws IOException;

    /** The bytes of a file, for reading in any order and by many threads. */
    interface Content {
        /** Returns how many bytes there are. */
        long length();

        /**
         * Returns a copy of some of the bytes.
         *
         * @throws IOException if they cannot be read, or end before {@code offset + count}
         */
        ByteBuffer read(long offset, int count) throws IOException;
    }
}
