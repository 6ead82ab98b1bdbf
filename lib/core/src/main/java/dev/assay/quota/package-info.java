/** What a plan asks for, and how many items of each cell answer it; or why none can. */
@NullMarked
package dev.assay.quota;

import org.jspecify.annotations.NullMarked;
