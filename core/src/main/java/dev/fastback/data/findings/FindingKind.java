package dev.fastback.data.findings;

import dev.fastback.component.Labelled;

/** What a check of bars can find. Errors make a row unusable as it stands; warnings are only reported. */
public enum FindingKind implements Labelled {
    /** A line with more or fewer fields than the header. */
    RAGGED_LINE(false),
    /** A time in none of the forms that are read. */
    UNREADABLE_TIME(false),
    /** A time before 1900, after tomorrow, or less than a millisecond from the one before: a wrong unit, most likely. */
    IMPLAUSIBLE_TIME(false),
    /** A row without a symbol, in a table that has a column of symbols. */
    MISSING_SYMBOL(false),
    /** A field that is no number, or one whose decimal mark is in doubt, or an empty one. */
    UNREADABLE_NUMBER(false),
    /** A price or volume that is NaN or infinite, in words or by its size, or too large to compute with. */
    NOT_FINITE(false),
    /** A price of zero or less, or one too small to compute with. */
    NOT_POSITIVE(false),
    /** A low above the lesser of open and close. */
    LOW_TOO_HIGH(false),
    /** A high below the greater of open and close. */
    HIGH_TOO_LOW(false),
    /** A volume below zero. */
    NEGATIVE_VOLUME(false),
    /** A time before that of an earlier row. */
    TIME_NOT_RISING(false),
    /** A time that an earlier row has. */
    DUPLICATE_TIME(false),
    /** Bars seem to be missing before this one; {@code BarCheck} has the rule. */
    GAP(true),
    /** A bar without any volume in a source that has volumes. */
    ZERO_VOLUME(true),
    /** A bar that opens far from the close before it ({@code BarCheck} has the rule): a split, most likely, or another unit. */
    PRICE_LEAP(true);

    private final boolean warning;

    FindingKind(boolean warning) {
        this.warning = warning;
    }

    /** Returns how severe such a finding is. */
    public BarFinding.Severity severity() {
        return warning ? BarFinding.Severity.WARNING : BarFinding.Severity.ERROR;
    }
}
