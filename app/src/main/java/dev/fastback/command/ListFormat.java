package dev.fastback.command;

/** How a list is written. */
enum ListFormat {
    TABLE,
    JSON
}
