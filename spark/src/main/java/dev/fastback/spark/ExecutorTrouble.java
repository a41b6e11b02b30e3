package dev.fastback.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no other try of a task would mend, told of a failed job: an executor that computes something else, that cannot read our classes, or whose disk is full. */
final class ExecutorTrouble {
    private static final Pattern MISMATCH = Pattern.compile(Build.Mismatch.class.getSimpleName() + ": (an executor runs .*)");

    /** Java's own words on classes that were compiled for a newer one. */
    private static final Pattern OLDER_JAVA = Pattern.compile("UnsupportedClassVersionError: .*recognizes class file versions up to (\\d+)\\.\\d+");

    /** Class files of Java 1 have version 45. */
    private static final int VERSION_BEFORE_JAVA = 44;

    static final String NO_SPACE = "No space left on device";
    private static final Pattern PLACE = Pattern.compile("\\((\\S+) executor (\\w+)\\)");

    private ExecutorTrouble() {}

    /**
     * Returns the trouble in one line, with the way out.
     *
     * @param message all that Spark says of a failed job
     */
    static Optional<String> of(String message) {
        Matcher mismatch = MISMATCH.matcher(message);
        if (mismatch.find()) {
            return Optional.of(mismatch.group(1).strip());
        }
        Matcher older = OLDER_JAVA.matcher(message);
        int java = older.find() ? Integer.parseInt(older.group(1)) - VERSION_BEFORE_JAVA : Build.here().java();
        if (java != Build.here().java()) {
            return Optional.of(executor(message) + " runs Java " + java + ", this is Java " + Build.here().java() + ": install the same on every machine, or name its folder there with -Dspark.executorEnv.JAVA_HOME");
        }
        if (message.contains(NO_SPACE)) {
            return Optional.of(fullDisk(executor(message)));
        }
        return Optional.empty();
    }

    /** Returns that an executor finds no room for its files. */
    static String fullDisk(String executor) {
        return "the disk of " + executor + " is full (" + NO_SPACE
                + "): make room where Spark's worker keeps its files, or start it with another --work-dir and SPARK_LOCAL_DIRS, and resume";
    }

    private static String executor(String message) {
        Matcher place = PLACE.matcher(message);
        return place.find() ? "executor " + place.group(2) + " on " + place.group(1) : "an executor";
    }
}
