package dev.fastback.json;

import java.io.IOException;

/** Takes JSON token by token; who calls it sees to balanced objects and arrays. */
public interface JsonSink {
    /** Begins an object. */
    void beginObject() throws IOException;

    /** Ends the innermost object. */
    void endObject() throws IOException;

    /** Begins an array. */
    void beginArray() throws IOException;

    /** Ends the innermost array. */
    void endArray() throws IOException;

    /** Writes a key; its value follows. */
    void key(JsonKey key) throws IOException;

    /** Writes a string. */
    void text(String value) throws IOException;

    /** Writes a number, finite. */
    void number(double value) throws IOException;

    /** Writes a whole number. */
    void number(long value) throws IOException;

    /** Writes true or false. */
    void flag(boolean value) throws IOException;

    /** Writes null. */
    void nothing() throws IOException;
}
