package dev.fastback.data.csv.shapes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a text as a {@link LineShape} writes them; a line that is too long for any table is handed on as it is. */
public final class RewrittenStream extends PieceStream {
    private static final int MAX_LINE = 1 << 20;

    private final BufferedReader reader;
    private final LineShape shape;
    private long number;
    private boolean skipsLineFeed;
    private boolean ended;

    public RewrittenStream(InputStream in, LineShape shape) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.shape = shape;
    }

    @Override
    byte @Nullable [] next() throws IOException {
        return ended ? null : line().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what the next line becomes; nothing at the end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = reader.read();
            if (c == '\n' && skipsLineFeed) {
                skipsLineFeed = false;
                continue;
            }
            skipsLineFeed = c == '\r';
            ended = c < 0;
            if (ended && line.isEmpty()) {
                return "";
            }
            if (ended || c == '\n' || c == '\r') {
                return shape.rewritten(++number, line.toString());
            }
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                return line.toString();
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
