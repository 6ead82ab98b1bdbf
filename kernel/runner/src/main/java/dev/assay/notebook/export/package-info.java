/**
 * Notebooks as reports: a page, a PDF, Markdown. What cells show was written by anybody, so a report runs none of it and asks no
 * network: markup passes a list of what is harmless, pictures are shown as pictures, and the page forbids the rest to itself.
 */
@NullMarked
package dev.assay.notebook.export;

import org.jspecify.annotations.NullMarked;
