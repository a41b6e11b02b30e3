/** What can go wrong, made to go wrong: journals that fail, slow pipes, failing fsync, clocks that jump, a user whom permissions stop. */
@org.jspecify.annotations.NullMarked
package dev.fastback.testkit.fault;
