/** The files under the roots: found once, in one order, without following anything out of its root. */
@NullMarked
package dev.assay.source.walk;

import org.jspecify.annotations.NullMarked;
