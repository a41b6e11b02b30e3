package dev.fastback.data.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all prices and volumes of a table before any is read, because one value does not tell what a comma in it means.
 *
 * <p>A comma is the decimal mark where a value has other than three digits behind it or a point before it, a point where a value
 * has other than three digits behind it or a comma before it; the other one then groups digits. Where commas separate the
 * fields, a decimal comma is assumed only where points group digits before it and no value has a decimal point. A table that has no such value has decimal points, and no groups.
 *
 * <p>Apostrophes group digits, unless all of them could as well stand before thirty-seconds.
 */
public final class NumberLook {
    private final @Nullable Character given;
    private final boolean commaSeparated;
    private long commas;
    private long points;
    private long grouped;
    private long pointsBeforeCommas;
    private long ticks;
    private long otherApostrophes;

    /**
     * Makes one that has seen nothing.
     *
     * @param given the decimal mark, null when the columns decide
     * @param commaSeparated whether commas separate the fields
     */
    public NumberLook(@Nullable Character given, boolean commaSeparated) {
        this.given = given;
        this.commaSeparated = commaSeparated;
    }

    /** Looks at the number in {@code [from, to)}. */
    public void see(byte[] b, int from, int to) {
        int mark = -1;
        int marks = 0;
        int firstDigit = -1;
        boolean both = false;
        for (int p = from; p < to; p++) {
            if (b[p] == '\'') {
                seeApostrophe(b, p, to);
            }
            if (b[p] == ',' || b[p] == '.') {
                both |= mark >= 0 && b[mark] != b[p];
                mark = p;
                marks++;
            } else if (firstDigit < 0 && b[p] >= '0' && b[p] <= '9') {
                firstDigit = p;
            }
        }
        if (mark < 0) {
            return;
        }
        boolean comma = b[mark] == ',';
        int behind = mark + 1;
        while (behind < to && b[behind] >= '0' && b[behind] <= '9') {
            behind++;
        }
        pointsBeforeCommas += both && comma ? 1 : 0;
        if (marks > 1 && !both) {
            grouped++;
            tell(!comma); // 1,234,567: the mark groups, so the other one is for decimals
        } else if (both || behind - mark != 4 || firstDigit < 0 || firstDigit > mark || (b[firstDigit] == '0' && mark - firstDigit == 1)
                || mark - firstDigit > 3) {
            grouped += both && !comma ? 1 : 0;
            tell(comma);
        } else if (comma) {
            grouped++;
        }
    }

    /** Three digits behind an apostrophe are a group of thousands, or thirty-seconds of a point and a part of one: 110'160 is 110 and a half. */
    private void seeApostrophe(byte[] b, int at, int to) {
        boolean tick = to - at == 4 && b[at + 1] <= '3' && (b[at + 1] < '3' || b[at + 2] < '2') && "0257".indexOf(b[at + 3]) >= 0;
        ticks += tick ? 1 : 0;
        otherApostrophes += tick ? 0 : 1;
    }

    private void tell(boolean comma) {
        if (comma) {
            commas++;
        } else {
            points++;
        }
    }

    /** Returns how the numbers are read. */
    public NumberReader decide() {
        boolean commaDecimal = given != null
                ? given == ','
                : commas > points && (!commaSeparated || (pointsBeforeCommas > 0 && points == 0));
        boolean groups = given != null || commaDecimal || points > commas;
        List<String> notes = commaDecimal ? List.of("decimal commas") : groups && grouped > 0 ? List.of("digits grouped by commas") : List.of();
        return new NumberReader(commaDecimal, groups, ticks == 0 || otherApostrophes > 0, notes);
    }
}
