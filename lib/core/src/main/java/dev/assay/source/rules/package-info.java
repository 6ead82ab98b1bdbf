/** What names mean: field and value synonyms, methods, folder conventions, media types; all from one data file. */
@NullMarked
package dev.assay.source.rules;

import org.jspecify.annotations.NullMarked;
