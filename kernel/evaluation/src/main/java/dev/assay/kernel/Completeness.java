package dev.assay.kernel;

/**
 * Whether a frontend that runs cells on Enter should run this one.
 *
 * @param status {@code complete}, {@code incomplete}, {@code invalid} or {@code unknown}
 * @param indent blanks for the next line, only where incomplete
 */
public record Completeness(String status, String indent) {}
