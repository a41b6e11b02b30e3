package dev.fastback.app;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report in one format, reading one symbol's simulations at a time. */
interface Reporter {
    /** Writes the whole report; the stream is buffered and closed by the caller. */
    void write(Report report, OutputStream out) throws IOException;
}
