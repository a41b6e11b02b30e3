package dev.fastback.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FaultLogTest {
    private static final String PLACE = "details in ";

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions")
    void theTraceIsInAFileOfTheUsersOwn() throws IOException {
        String where = FaultLog.keep(new IllegalStateException("broken"));
        assertThat(where).startsWith(PLACE);
        Path file = Path.of(where.substring(PLACE.length()));
        try {
            assertThat(file).content().contains("IllegalStateException: broken", "FaultLogTest");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aFaultThatCannotBeWrittenIsToldAllTheSame() {
        String where = FaultLog.keep(new IllegalStateException("broken") {
            private static final long serialVersionUID = 1L;

            @Override
            public void printStackTrace(PrintWriter out) {
                throw new OutOfMemoryError("no memory for the trace");
            }
        });
        assertThat(where).isEqualTo("run again with --debug for details");
    }
}
