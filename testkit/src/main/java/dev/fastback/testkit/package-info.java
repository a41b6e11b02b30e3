/** Contracts of the extension points, random inputs with printed seeds, and the golden cases. */
@org.jspecify.annotations.NullMarked
package dev.fastback.testkit;
