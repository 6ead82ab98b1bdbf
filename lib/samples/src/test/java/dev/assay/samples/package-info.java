@NullMarked
package dev.assay.samples;

import org.jspecify.annotations.NullMarked;
