package dev.fastback.forecast;

import java.util.List;

/**
 * What a look at a model found.
 *
 * @param facts what it is: its signature, how long a batch takes, how its rows depend on their batch; a line each
 * @param remarks what works and could be better
 * @param faults what keeps it from being used
 */
public record ModelReport(List<String> facts, List<String> remarks, List<String> faults) {
    public ModelReport {
        facts = List.copyOf(facts);
        remarks = List.copyOf(remarks);
        faults = List.copyOf(faults);
    }
}
