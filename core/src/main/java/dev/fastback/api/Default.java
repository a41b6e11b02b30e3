package dev.fastback.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The usual value of a component, as text: of a setting where none is given, and of a parameter in a single backtest. Without it a setting is
 * 0, false, or the first constant of its enum, and a parameter the middle of its range.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /** Returns the value. */
    String value();
}
