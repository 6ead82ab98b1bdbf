/** Makes {@code data-samples/}: small datasets of real encoded video, and a truth file beside them. */
@NullMarked
package dev.assay.samples;

import org.jspecify.annotations.NullMarked;
