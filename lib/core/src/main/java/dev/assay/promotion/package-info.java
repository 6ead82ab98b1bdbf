/**
 * From verified outputs to the dataset: files are copied once, never overwritten, and each has its line in the
 * dataset's manifest.
 */
@NullMarked
package dev.assay.promotion;

import org.jspecify.annotations.NullMarked;
