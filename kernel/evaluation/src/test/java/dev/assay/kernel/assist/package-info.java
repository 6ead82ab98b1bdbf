@NullMarked
package dev.assay.kernel.assist;

import org.jspecify.annotations.NullMarked;
