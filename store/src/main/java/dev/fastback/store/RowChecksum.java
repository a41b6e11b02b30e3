package dev.fastback.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksum of a row of texts: the CRC-32C of them in order, as UTF-8 with a zero byte after each; null counts as empty. */
final class RowChecksum {
    /** What no checksum is: marks a row that is known to be damaged. */
    static final long NONE = -1;

    private RowChecksum() {}

    static long of(List<@Nullable String> texts) {
        CRC32C crc = new CRC32C();
        for (String text : texts) {
            crc.update((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
            crc.update(0);
        }
        return crc.getValue();
    }
}
