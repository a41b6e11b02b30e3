/**
 * What travels between a run and its worker processes: frames, and the study in them. Who starts a process, and what it does with a study, is not known here.
 */
package dev.fastback.workers.wire;
