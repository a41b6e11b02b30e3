package dev.fastback.data.files;

import dev.fastback.data.reading.FileMagic;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How names of files of bars end, in all formats that are read. */
final class BarFileNames {
    private static final String PACKINGS = "(\\.(gz|xz|bz2|zst|zip))?";
    private static final String ARROW = "feather|arrow|arrows|ipc";
    private static final Pattern BARS =
            Pattern.compile(".*(\\.(csv|tsv|json)" + PACKINGS + "|\\.(parquet|" + ARROW + "))", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDING = Pattern.compile(
            "(\\.(parquet|" + ARROW + ")|(\\.(csv|txt|tsv|json))?" + PACKINGS + ")$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARROW_NAME = Pattern.compile(".*\\.(" + ARROW + ")");

    private BarFileNames() {}

    /** Returns whether a file of this name in a folder is one of bars. */
    static boolean isBarFile(String name) {
        return BARS.matcher(name).matches();
    }

    /** Returns whether a file of this name may hold something else than bars as well, so that it must be looked into. */
    static boolean isDoubtful(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** Returns the name without what tells its format. */
    static String symbolOf(String name) {
        return ENDING.matcher(name).replaceFirst("").strip();
    }

    /** Returns the binary format that a name tells, as {@link FileMagic} names it; null where it tells none. */
    static @Nullable String table(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".parquet") ? FileMagic.PARQUET : ARROW_NAME.matcher(lower).matches() ? FileMagic.ARROW : null;
    }
}
