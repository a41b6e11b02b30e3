/**
 * The model that comes with Fastback: its network, the synthetic markets it learns from, its training and the table that compares it with the
 * statistical forecasters. Not shipped; what is shipped is the file that training writes.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.models;
