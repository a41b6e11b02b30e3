package dev.fastback.journal;

/**
 * Where an encoded result lies in a file that a machine of a cluster wrote.
 *
 * @param file its absolute path, the same on all machines
 * @param offset of the result's first byte in the file
 * @param length in bytes
 * @param crc CRC-32C of these bytes
 */
public record ResultPlace(String file, long offset, int length, int crc) {}
