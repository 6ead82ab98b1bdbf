/** Shortcut tests: can a column that says nothing of the pixels tell real from fake? The one statistic that reads columns. */
@NullMarked
package dev.assay.probe;

import org.jspecify.annotations.NullMarked;
