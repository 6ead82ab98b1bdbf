/** Keys that must not be cut, the components they glue together, and the places where they already are cut. */
@NullMarked
package dev.assay.group;

import org.jspecify.annotations.NullMarked;
