package dev.fastback.recording;

/**
 * What the operating system counted for a thread of a profiled process.
 *
 * @param id the system's number of it
 * @param name Java's of a thread that has told its end; else the system's, which is cut to 15 characters
 * @param seconds processor time since the process's first line
 * @param clockSeconds time on the clock that it was there, since the process's first line
 * @param isEnded whether it had ended before the profile did
 */
public record ThreadFacts(long id, String name, double seconds, double clockSeconds, boolean isEnded) {
    /** Returns them as text, read by {@link #parse}. */
    String text() {
        return seconds + " " + clockSeconds + " " + isEnded + " " + name;
    }

    /**
     * Returns the facts that {@link #text} told.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ThreadFacts parse(long id, String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("no facts of a thread: " + text);
        }
        return new ThreadFacts(id, words[3], Double.parseDouble(words[0]), Double.parseDouble(words[1]), Boolean.parseBoolean(words[2]));
    }
}
