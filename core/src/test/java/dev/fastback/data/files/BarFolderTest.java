package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.findings.BarDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarFolderTest {
    @TempDir
    Path folder;

    @Test
    void listsItsBarFilesByName() throws IOException {
        for (String name : new String[] {"B.csv", "A.csv.gz", "C.CSV", "E.parquet", "README.md", ".hidden.csv", "notes.csv.txt"}) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("D.csv"));
        assertThat(BarFolder.files(folder)).extracting(file -> file.getFileName().toString())
                .containsExactly("A.csv.gz", "B.csv", "C.CSV", "E.parquet");
    }

    @Test
    void refusesAFolderWithoutBarFiles() {
        assertThatThrownBy(() -> BarFolder.files(folder))
                .isInstanceOf(BarDataException.class)
                .hasMessage(folder + ": no .csv, .json, .parquet or .feather file in this folder, compressed ones included");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("A.csv"));
        assertThatThrownBy(() -> BarFolder.files(file)).isInstanceOf(BarDataException.class).hasMessageEndingWith("not a folder");
        assertThatThrownBy(() -> BarFolder.files(folder.resolve("absent"))).isInstanceOf(BarDataException.class)
                .hasMessageEndingWith("no such file or folder");
    }

    @Test
    void refusesTwoFilesForOneSymbol() throws IOException {
        Files.createFile(folder.resolve("ETHUSD.csv"));
        Files.createFile(folder.resolve("ETHUSD.csv.gz"));
        assertThatThrownBy(() -> BarFolder.files(folder)).isInstanceOf(BarDataException.class)
                .hasMessageEndingWith("ETHUSD.csv and ETHUSD.csv.gz are of the same symbol; keep one of them");
    }
}
