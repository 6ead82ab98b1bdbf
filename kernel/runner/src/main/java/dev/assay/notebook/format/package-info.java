/**
 * Notebooks as values and as files, in Jupyter's own format, 4.0 to 4.5. What a file says beyond what is known here is kept
 * and written back.
 */
@NullMarked
package dev.assay.notebook.format;

import org.jspecify.annotations.NullMarked;
