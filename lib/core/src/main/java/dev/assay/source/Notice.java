package dev.assay.source;

/**
 * Something a person should know of that stops nothing.
 *
 * @param key notices with one key say the same thing of several places, and are told once
 * @param text for people, with the place
 */
public record Notice(String key, String text) {

    /** A notice that stands for itself. */
    public static Notice of(String text) {
        return new Notice(text, text);
    }
}
