package dev.fastback.spark;

/** What Spark says of a task that it gave up. */
final class LostTask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostTask(String message) {
        super(message);
    }
}
