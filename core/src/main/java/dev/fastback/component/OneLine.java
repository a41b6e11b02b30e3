package dev.fastback.component;

/** What went wrong in code that is not ours, in one line. */
public final class OneLine {
    private static final int MAX_LENGTH = 500;

    private OneLine() {}

    /** Returns what an error says: a refusal speaks for itself; anything else is a surprise, and its kind is a clue. */
    public static String of(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("").strip();
        boolean refused = e instanceof IllegalArgumentException && !message.isEmpty();
        String line = refused ? message : e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
