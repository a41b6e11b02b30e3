package dev.fastback.store;

import java.util.List;

/**
 * What a close look at a stored run found.
 *
 * @param checked results looked at
 * @param damaged how many of them are not as they were written
 * @param findings what is wrong, a line each, the first ones
 */
public record RunCheck(int checked, int damaged, List<String> findings) {
    public RunCheck {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }
}
