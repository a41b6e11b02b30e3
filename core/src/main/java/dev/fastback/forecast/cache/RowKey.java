package dev.fastback.forecast.cache;

import dev.fastback.component.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Which row it is: the first 128 bits of the SHA-256 of a model's input.
 *
 * @param high the first 64 bits
 * @param low the others
 */
public record RowKey(long high, long low) implements Comparable<RowKey> {
    /** Returns the key of an input, from the position of the buffer to its limit. */
    public static RowKey of(ByteBuffer input) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(input));
        return new RowKey(hash.getLong(), hash.getLong());
    }

    /** Returns the SHA-256 of bytes. */
    public static byte[] sha256(ByteBuffer bytes) {
        MessageDigest digest = Sha256.begin();
        digest.update(bytes);
        return digest.digest();
    }

    @Override
    public int compareTo(RowKey other) {
        int order = Long.compare(high, other.high);
        return order != 0 ? order : Long.compare(low, other.low);
    }
}
