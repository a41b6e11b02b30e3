/** The golden cases: numbers of the reference system that Fastback's arithmetic is held to. */
@org.jspecify.annotations.NullMarked
package dev.fastback.testkit.golden;
