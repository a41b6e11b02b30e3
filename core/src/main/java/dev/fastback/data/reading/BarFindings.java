package dev.fastback.data.reading;

import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gathers findings: counts all of them and keeps the first of each kind, so that memory stays bounded. */
final class BarFindings {
    private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
    private final List<BarFinding> kept = new ArrayList<>();

    /** Counts a finding and, while few of its kind are kept, makes and keeps it. */
    void add(FindingKind kind, Supplier<BarFinding> finding) {
        if (counts.merge(kind, 1L, Long::sum) <= BarReport.LISTED_PER_KIND) {
            kept.add(finding.get());
        }
    }

    /** Returns how many findings of each kind there are. */
    Map<FindingKind, Long> counts() {
        return counts;
    }

    /** Returns the kept findings by line, those of one line by kind. */
    List<BarFinding> sorted() {
        return kept.isEmpty() ? List.of() : kept.stream()
                .sorted(Comparator.comparingLong(BarFinding::line).thenComparing(BarFinding::kind))
                .toList();
    }
}
