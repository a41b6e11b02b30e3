package dev.fastback.search;

/** One searched parameter of an {@link Objective}. */
public sealed interface Parameter permits RealParameter {
    /** Returns the parameter's name, unique in its space. */
    String name();
}
