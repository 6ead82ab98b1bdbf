package dev.assay.notebook.parameter;

/**
 * A variable that the {@code parameters} cell declares.
 *
 * @param type as declared, or as its first value says; empty text where neither tells
 * @param value the code of its first value; empty text if it has none
 * @param about the comment that ends its line; empty text if none
 */
public record Parameter(String name, String type, String value, String about) {}
