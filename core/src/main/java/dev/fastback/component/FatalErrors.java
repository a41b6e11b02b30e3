package dev.fastback.component;

/** Which errors of a part are the part's own, and which the whole process has. */
public final class FatalErrors {
    private FatalErrors() {}

    /** Returns whether the process can no longer be relied on: an error of the virtual machine, other than a stack that overflowed. */
    public static boolean isFatal(Throwable e) {
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    }
}
