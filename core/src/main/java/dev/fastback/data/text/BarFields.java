package dev.fastback.data.text;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.FindingKind;

/** Reads the fields of a bar from text, in the forms that {@code BarReader} names, and says what is wrong with others. */
public final class BarFields {
    /** The result for a time that cannot be read. */
    public static final long UNREADABLE_TIME = TimeParser.UNREADABLE;

    /** Why a time cannot be read. */
    public static final String TIME_COMPLAINT = "not an ISO date or date-time, another date that is read, or a number that counts from the epoch; --date-format names other forms";

    private BarFields() {}

    /** Returns the time in {@code [from, to)} in milliseconds since the epoch, or {@link #UNREADABLE_TIME}. */
    public static long time(byte[] bytes, int from, int to) {
        return TimeParser.parse(bytes, from, to);
    }

    /** Returns the number in {@code [from, to)}, infinite when too large for a double; NaN when it is no number. */
    public static double number(byte[] bytes, int from, int to) {
        return DecimalParser.parse(bytes, from, to);
    }

    /**
     * Returns the number of few digits that were read already.
     *
     * @param digits as a whole number, below 2^53
     * @param places how many of them stand behind the point, at most 22
     */
    public static double exactNumber(long digits, int places) {
        return DecimalParser.quotient(digits, places);
    }

    /** Returns what is wrong with a number that is not finite. */
    public static FindingKind numberFinding(byte[] bytes, int from, int to) {
        return Double.isInfinite(number(bytes, from, to)) || DecimalParser.isNonFiniteWord(bytes, from, to)
                ? FindingKind.NOT_FINITE
                : FindingKind.UNREADABLE_NUMBER;
    }

    /** Returns in a few words what is wrong with a number that is not finite. */
    public static String numberComplaint(byte[] bytes, int from, int to) {
        if (numberFinding(bytes, from, to) == FindingKind.NOT_FINITE) {
            return "not a finite number";
        }
        if (from == to) {
            return "no number";
        }
        int commas = 0;
        for (int p = from; p < to; p++) {
            commas += bytes[p] == ',' ? 1 : 0;
        }
        return commas == 0 ? "not a number" : "not a number; decimals need a point, unless the columns or --decimal tell what a comma means";
    }

    /** Returns a field as text that is safe to print on one line, shortened when long. */
    public static String printable(byte[] bytes, int from, int to) {
        return Printable.field(bytes, from, to);
    }
}
