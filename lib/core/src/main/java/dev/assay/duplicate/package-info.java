/** Which pictures show the same: perceptual hashes, and the clusters of those that differ in few bits. */
@NullMarked
package dev.assay.duplicate;

import org.jspecify.annotations.NullMarked;
