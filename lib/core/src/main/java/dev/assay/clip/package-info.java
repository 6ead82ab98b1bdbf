/** Which stretches of the selected videos reach training: clips of one length, clear of black and of cuts, within caps. */
@NullMarked
package dev.assay.clip;

import org.jspecify.annotations.NullMarked;
