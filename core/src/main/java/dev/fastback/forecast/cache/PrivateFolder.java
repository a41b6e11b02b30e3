package dev.fastback.forecast.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that only their owner can use, where the file system has such a notion. */
final class PrivateFolder {
    private PrivateFolder() {}

    static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    static Path file(Path file) throws IOException {
        return Files.createFile(file, mode(file, "rw-------"));
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
