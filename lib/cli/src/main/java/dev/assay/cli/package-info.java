/** The {@code assay} command: options in, one call into the library, words or JSON out. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
