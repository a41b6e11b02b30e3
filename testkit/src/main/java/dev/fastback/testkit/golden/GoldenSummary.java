package dev.fastback.testkit.golden;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints how many golden values a test run compared, and the largest error, once at its end. */
public final class GoldenSummary implements TestExecutionListener {
    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (Golden.compared() > 0) {
            System.out.println(Golden.summary());
        }
    }
}
