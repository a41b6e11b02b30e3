package dev.fastback.data.files;

import static dev.fastback.data.files.CsvTexts.HEADER;
import static dev.fastback.data.files.CsvTexts.THREE_DAYS;
import static dev.fastback.data.files.CsvTexts.concat;
import static dev.fastback.data.files.CsvTexts.gzip;
import static dev.fastback.data.files.CsvTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way that we know of to hand in a wrong file ends in one line that says what and where. */
class MalformedInputTest {
    private static final String ROW = "2024-01-01,10,12,9,11,100\n";

    @TempDir
    Path folder;

    static Stream<Arguments> contents() {
        return Stream.of(
                // the whole file
                file("empty", "", "is empty"),
                file("only blank lines", "\n\r\n  \n", "is empty"),
                file("only a byte order mark", "\ufeff", "is empty"),
                file("header only", HEADER, "no bars"),
                file("no header and no bars", "a,b,c,d,e,f\n1,2,3,4,5,6\n", "line 1", "missing column", "open"),
                file("no header and one time twice", ROW + ROW, "line 2", "column date", "earlier row"),
                file("UTF-32 without mark", THREE_DAYS.getBytes(StandardCharsets.UTF_32LE), "line 1", "NUL"),
                file("UTF-32", ("\ufeff" + THREE_DAYS).getBytes(StandardCharsets.UTF_32LE), "UTF-32", "UTF-8"),
                file("binary", random(5000), "line 1"),
                file("picture", concat(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, random(500)), "line 1"),
                file("control characters", "\u0001\u0002\u0003\u0004\n", "line 1", "control characters"),
                file("NUL in a row", HEADER + ROW + "2024-01-02,1,1,1\u0000,1,1\n", "line 3", "NUL"),
                file("zip archive", concat(new byte[] {'P', 'K', 3, 4}, random(500)), "zip"),
                file("Parquet", "PAR1" + THREE_DAYS, "Parquet"),
                file("zstd", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2}, "zstd"),
                file("xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 1, 2}, "is compressed with xz; unpack it"),
                file("bzip2", utf8("BZh91AY&SY and so on"), "is compressed with bzip2; unpack it"),
                file("Arrow", utf8("ARROW1\0\0"), "is an Arrow or Feather file; write it with to_csv"),
                file("feather 1", utf8("FEA1 and so on"), "is a Feather file of version 1", "version 2"),
                file("old workbook", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "is an old Excel workbook (.xls); save it as CSV"),
                file("HDF5", bytes(0x89, 'H', 'D', 'F', 13, 10, 26, 10), "is an HDF5 file; write it with to_csv"),
                file("empty zip", bytes('P', 'K', 5, 6, 0, 0, 0, 0), "is a zip archive without a file; put the table into it"),
                file("7z", bytes('7', 'z', 0xbc, 0xaf, 0x27, 0x1c, 0, 4), "is a 7z archive; unpack it"),
                file("SQLite", utf8("SQLite format 3\0"), "is an SQLite database; export the table as CSV"),
                file("pickle", bytes(0x80, 4, 0x95, 1, 2, 3), "is a Python pickle; write it with to_csv"),
                file("NumPy", bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0), "is a NumPy array"),
                file("PDF", utf8("%PDF-1.7\n"), "is a PDF document; prices must be a table"),
                file("ORC", bytes('O', 'R', 'C', 10, 3, 0, 0, 7), "is an ORC file"),
                file("gzip twice", gzip(gzip(utf8(THREE_DAYS))), "gzip twice"),
                file("truncated gzip", Arrays.copyOf(gzip(utf8(THREE_DAYS)), 40), "truncated"),
                file("gzip header cut", new byte[] {0x1f, (byte) 0x8b, 8, 0}, "truncated"),
                file("damaged gzip", damaged(), "damaged"),
                file("gzip of nothing", gzip(new byte[0]), "is empty"),
                file("endless line", "x".repeat(1 << 20), "line 1", "64 KiB"),
                file("endless line later", HEADER + ROW + "9".repeat(100_000) + "\n", "line 3", "64 KiB"),
                file("JSON", "[{\"date\": \"2024-01-01\", \"open\": 1}]\n", "line 1", "missing column"),
                file("a web page", "<!DOCTYPE html>\n<html></html>\n", "line 1", "missing column", "doctype html"),
                // the header
                file("missing close", "date,open,high,low,volume\n" + ROW, "line 1", "column close", "missing column"),
                file("missing time", "label,open,high,low,close\nx,1,1,1,1\n", "line 1", "column date", "missing column"),
                file("column twice", "date,open,high,low,close,CLOSE\n" + ROW, "line 1", "column close", "twice"),
                file("time twice", "date,date,open,high,low,close\n", "line 1", "column date", "twice"),
                file("two columns with times", "date,time,open,high,low,close\n", "no bars"),
                file("other separator", "date^open^high^low^close\n2024-01-01^1^1^1^1\n", "line 1", "missing column"),
                file("quote not closed in header", "date,open,high,\"low,close\n", "line 1", "quote"),
                file("header with an escape code", "\u001b[31mdate,open\n", "line 1", "control characters"),
                // one row
                row("too few fields", "2024-01-02,10,12,9,11", "line 3", "5 fields", "6"),
                row("too many fields", "2024-01-02,10,12,9,11,100,7", "line 3", "7 fields"),
                row("cut in the middle", "2024-01-02,10,1", "line 3", "3 fields"),
                row("quote not closed", "2024-01-02,10,12,9,\"11,100", "line 3", "quote"),
                row("decimal comma in quotes", "2024-01-02,\"10,5\",12,9,11,1", "line 3", "column open", "\"10,5\"", "point"),
                row("digit groups", "2024-01-02,10,12,9,11,\"1,000\"", "line 3", "column volume", "\"1,000\""),
                row("word", "2024-01-02,10,12,9,null,100", "line 3", "column close", "\"null\"", "not a number"),
                row("empty number", "2024-01-02,10,,9,11,100", "line 3", "column high", "\"\"", "no number"),
                row("hex number", "2024-01-02,0x10,12,9,11,100", "line 3", "column open", "\"0x10\""),
                row("unit", "2024-01-02,10 per lot,12,9,11,100", "line 3", "column open", "\"10 per lot\""),
                row("NaN", "2024-01-02,10,12,9,NaN,100", "line 3", "column close", "\"NaN\"", "finite"),
                row("infinity", "2024-01-02,10,-Infinity,9,11,100", "line 3", "column high", "\"-Infinity\"", "finite"),
                row("too large", "2024-01-02,10,1e999,9,11,100", "line 3", "column high", "\"1e999\"", "finite"),
                row("infinite volume", "2024-01-02,10,12,9,11,inf", "line 3", "column volume", "\"inf\"", "finite"),
                row("--date-format", "2024-01-02,10,12,1e-999,11,100", "line 3", "column low", "\"0\"", "positive"),
                row("zero close", "2024-01-02,10,12,9,0,100", "line 3", "column close", "\"0\"", "positive"),
                row("negative open", "2024-01-02,-10,12,9,11,100", "line 3", "column open", "\"-10\"", "positive"),
                row("low above open", "2024-01-02,10,12,10.5,11,100", "line 3", "column low", "\"10.5\"", "above"),
                row("high below close", "2024-01-02,10,10.5,9,11,100", "line 3", "column high", "\"10.5\"", "below"),
                row("high and low swapped", "2024-01-02,10,9,12,11,100", "line 3", "(and 1 more)"),
                row("negative volume", "2024-01-02,10,12,9,11,-1", "line 3", "column volume", "\"-1\"", "below zero"),
                row("time twice", "2024-01-01,10,12,9,11,100", "line 3", "column date", "\"2024-01-01\"", "earlier row"),
                row("time falls", "2023-12-31,10,12,9,11,100", "line 3", "column date", "\"2023-12-31\"", "before 2024-01-01"),
                row("no such day", "2024-02-30,10,12,9,11,100", "line 3", "column date", "\"2024-02-30\""),
                row("American date", "01/02/2024,10,12,9,11,100", "line 3", "column date", "\"01/02/2024\""),
                row("empty time", ",10,12,9,11,100", "line 3", "column date", "\"\""),
                row("units beyond nanoseconds", "17041536000000000000,10,12,9,11,1", "line 3", "column date", "\"17041536000000000000\""),
                row("after tomorrow", "2524608000,10,12,9,11,1", "line 3", "column date", "\"2524608000\"", "after tomorrow"),
                row("before 1900", "1024-01-02,10,12,9,11,1", "line 3", "column date", "\"1024-01-02\"", "before 1900"),
                row("small number", "4529,10,12,9,11,1", "line 3", "column date", "\"4529\"", "--date-format"),
                row("control characters in a value", "2024-01-02,1\u001b[2J\u20280,12,9,11,1", "line 3", "column open", "u001b", "u2028"),
                row("long value", "2024-01-02," + "z".repeat(5000) + ",12,9,11,1", "line 3", "column open", "zzz...\""),
                file("decimal commas", HEADER + "2024-01-01,1,5,1,6,1,4,1,5,100\n", "line 2", "10 fields"),
                file("decimal commas between semicolons", THREE_DAYS.replace(',', ';').replace("12.5", "12,500"),
                        "line 3", "column close", "\"12,500\"", "--decimal", "(and 1 more)"),
                file("only bad rows", HEADER + "x,1,1,1,1,1\ny,1,1,1,1,1\n", "line 2", "column date", "(and 1 more)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void endsInOneLineThatSaysWhatAndWhere(String name, byte[] content, String[] parts) throws IOException {
        for (String fileName : new String[] {"prices.csv", "prices.csv.gz"}) {
            Path file = Files.write(folder.resolve(fileName), content);
            assertComplains(file, parts);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void saysTheSameOfACompressedFile(String name, byte[] content, String[] parts) throws IOException {
        if (!name.contains("gzip")) {
            assertComplains(Files.write(folder.resolve("packed.csv.gz"), gzip(content)), parts);
        }
    }

    @Test
    void saysThatAFileIsMissing() {
        assertComplains(folder.resolve("absent.csv"), "no such file or folder");
        assertComplains(folder.resolve("no/such/folder/absent.csv"), "no such file or folder");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertComplains(folder, "is a folder");
    }

    @Test
    void keepsItsMessageOnOneLineWhateverTheFileIsCalled() throws IOException {
        Path file = Files.writeString(folder.resolve("odd\nname\u202e.csv"), HEADER);
        BarDataException e =
                catchThrowableOfType(BarDataException.class, () -> BarReader.read(file, BarReadOptions.DEFAULT));
        assertThat(e.getMessage().lines()).hasSize(1);
        assertThat(e).hasMessageContaining("odd\\u000aname\\u202e.csv");
    }

    private static void assertComplains(Path file, String... parts) {
        BarDataException e =
                catchThrowableOfType(BarDataException.class, () -> BarReader.read(file, BarReadOptions.DEFAULT));
        assertThat(e).isNotNull();
        assertThat(e.getMessage().lines()).hasSize(1);
        assertThat(e.getMessage().codePoints()).noneMatch(Character::isISOControl);
        assertThat(e.getMessage()).startsWith(file.toString()).contains(parts).hasSizeLessThan(500);
    }

    private static Arguments row(String name, String row, String... parts) {
        return file(name, HEADER + ROW + row + "\n", parts);
    }

    private static Arguments file(String name, String content, String... parts) {
        return file(name, utf8(content), parts);
    }

    private static Arguments file(String name, byte[] content, String... parts) {
        return Arguments.of(name, content, parts);
    }

    private static byte[] damaged() {
        byte[] bytes = gzip(utf8(THREE_DAYS));
        bytes[bytes.length - 6] ^= 0x55;
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(3).nextBytes(bytes);
        bytes[0] = 7;
        return bytes;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
