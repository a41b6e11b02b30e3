package dev.fastback.data.findings;

import dev.fastback.data.Printable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a check found in one source of bars. Every finding is counted; of each kind the first
 * {@value #LISTED_PER_KIND} are listed.
 *
 * @param source the file's name as the user gave it, or what stands for it
 * @param symbol the instrument's symbol
 * @param policy what was done with wrong rows
 * @param rows rows of the source, without header and blank lines
 * @param bars bars without errors after the policy was applied
 * @param droppedRows rows left out; 0 under {@link BadBarPolicy#FAIL}
 * @param repairedRows rows changed and used; 0 except under {@link BadBarPolicy#REPAIR}
 * @param counts how many findings of each kind there are; kinds without one are absent
 * @param findings the listed findings, by line
 */
public record BarReport(
        String source,
        String symbol,
        BadBarPolicy policy,
        long rows,
        int bars,
        long droppedRows,
        long repairedRows,
        Map<FindingKind, Long> counts,
        List<BarFinding> findings) {
    /** How many findings of one kind are listed. */
    public static final int LISTED_PER_KIND = 1000;

    public BarReport {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(policy, "policy");
        Map<FindingKind, Long> ordered = new EnumMap<>(FindingKind.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
        findings = List.copyOf(findings);
    }

    /** Returns the same report about another symbol. */
    public BarReport withSymbol(String newSymbol) {
        return new BarReport(source, newSymbol, policy, rows, bars, droppedRows, repairedRows, counts, findings);
    }

    /** Returns the number of errors, listed or not. */
    public long errorCount() {
        return count(BarFinding.Severity.ERROR);
    }

    /** Returns the number of warnings, listed or not. */
    public long warningCount() {
        return count(BarFinding.Severity.WARNING);
    }

    /** Returns the listed errors, by line. */
    public List<BarFinding> errors() {
        return listed(BarFinding.Severity.ERROR);
    }

    /** Returns the listed warnings, by line. */
    public List<BarFinding> warnings() {
        return listed(BarFinding.Severity.WARNING);
    }

    /** Returns how many findings of a kind there are. */
    public long count(FindingKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Returns the numbers of the report as one line. */
    public String summary() {
        String dropped = droppedRows > 0 ? ", " + Printable.count(droppedRows, "row") + " dropped" : "";
        String repaired = repairedRows > 0 ? ", " + Printable.count(repairedRows, "row") + " repaired" : "";
        return Printable.text(source) + ": " + Printable.count(rows, "row") + ", " + Printable.count(bars, "bar") + ", "
                + Printable.count(errorCount(), "error") + ", " + Printable.count(warningCount(), "warning") + dropped + repaired;
    }

    private long count(BarFinding.Severity severity) {
        long sum = 0;
        for (Map.Entry<FindingKind, Long> entry : counts.entrySet()) {
            sum += entry.getKey().severity() == severity ? entry.getValue() : 0;
        }
        return sum;
    }

    private List<BarFinding> listed(BarFinding.Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).toList();
    }
}
