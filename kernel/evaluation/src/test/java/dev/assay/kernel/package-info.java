@NullMarked
package dev.assay.kernel;

import org.jspecify.annotations.NullMarked;
