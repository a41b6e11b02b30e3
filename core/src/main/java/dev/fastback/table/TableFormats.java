package dev.fastback.table;

import dev.fastback.component.Components;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** The formats in which tables are written: CSV, which is the core's own, and those beside it. */
public final class TableFormats {
    private static final Components<TableFormat> ALL = Components.of(
            "table format",
            List.of(new CsvTableFormat(false), new CsvTableFormat(true)),
            ServiceLoader.load(TableFormat.class, TableFormats.class.getClassLoader()));

    private TableFormats() {}

    /** Returns what there is. */
    public static Components<TableFormat> all() {
        return ALL;
    }

    /** Returns the format that a file's name tells. */
    public static Optional<TableFormat> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALL.all().stream().filter(format -> format.suffixes().stream().anyMatch(lower::endsWith)).findFirst();
    }

    /** Returns how names of files that can be written end, as one line. */
    public static String suffixes() {
        List<String> all = ALL.all().stream()
                .flatMap(format -> format.suffixes().stream())
                .sorted(Comparator.comparing((String suffix) -> !suffix.startsWith(".csv")).thenComparing(Comparator.naturalOrder()))
                .toList();
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }
}
