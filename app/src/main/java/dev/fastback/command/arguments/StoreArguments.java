package dev.fastback.command.arguments;

import picocli.CommandLine.Option;

/** Whether results are kept, and whether earlier ones are looked for. */
public final class StoreArguments {
    /** What stands above these options in a usage text. */
    public static final String HEADING = "%nRun store:%n";

    @Option(names = "--no-store", description = "Keep results in memory only: nothing to resume or to report on later.")
    public boolean none;

    @Option(names = "--resume", description = "Resume the newest unfinished run of an equal study, if there is one.")
    public boolean resume;
}
