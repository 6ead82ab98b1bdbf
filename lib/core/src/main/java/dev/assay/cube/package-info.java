/** Counts per combination of levels, and the mergeable summaries that later steps need. The one cost that grows with data. */
@NullMarked
package dev.assay.cube;

import org.jspecify.annotations.NullMarked;
