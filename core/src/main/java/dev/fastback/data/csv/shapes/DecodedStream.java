package dev.fastback.data.csv.shapes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text of another encoding, as UTF-8; a byte order mark stays. */
public final class DecodedStream extends PieceStream {
    private final Reader reader;
    private final char[] chars = new char[1 << 13];

    public DecodedStream(InputStream in, Charset charset) {
        reader = new InputStreamReader(in, charset);
    }

    @Override
    byte @Nullable [] next() throws IOException {
        // One place stays free for the second half of a character that a block would cut.
        int count = reader.read(chars, 0, chars.length - 1);
        if (count < 0) {
            return null;
        }
        if (count > 0 && Character.isHighSurrogate(chars[count - 1])) {
            count += Math.max(reader.read(chars, count, 1), 0);
        }
        return new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
