/** Code of cells as pieces: for its colours in reports, and for what it declares. */
@NullMarked
package dev.assay.notebook.code;

import org.jspecify.annotations.NullMarked;
