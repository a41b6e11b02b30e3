/**
 * What a process records of itself: the project's own events for Flight Recorder, and a profile where one was asked for. Knows no market and
 * reads no recording; nothing here has a part in a result.
 */
package dev.fastback.recording;
