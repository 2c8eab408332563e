package dev.routeproof.proxy.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of the fault matrix ({@code docs/fault-matrix.md}): {@code scripts/faults} runs them, and each ends with the search for markers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("faults")
@ExtendWith(MarkerScan.class)
public @interface Faults {}
