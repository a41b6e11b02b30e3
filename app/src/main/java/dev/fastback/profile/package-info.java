/**
 * Where the processor time of a command goes: runs it in a process of its own that records itself, reads the recordings of all its processes, and
 * tells the time of each part. Options come from elsewhere; nothing here has a part in a result.
 */
package dev.fastback.profile;
