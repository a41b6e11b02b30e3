package dev.fastback.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report in one format, in one pass over the results. */
public interface Reporter {
    /**
     * Writes the whole report; the stream is buffered and closed by the caller.
     *
     * @param workers threads that format results
     */
    void write(Report report, int workers, OutputStream out) throws IOException;
}
