package dev.fastback.command.arguments;

/** How a list is written. */
public enum ListFormat {
    TABLE,
    JSON
}
