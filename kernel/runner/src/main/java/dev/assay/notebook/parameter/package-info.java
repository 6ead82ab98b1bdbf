/** Parameters of a notebook: those its {@code parameters} cell declares, with other values, in the cell's language. */
@NullMarked
package dev.assay.notebook.parameter;

import org.jspecify.annotations.NullMarked;
