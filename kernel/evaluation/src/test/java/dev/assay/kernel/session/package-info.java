@NullMarked
package dev.assay.kernel.session;

import org.jspecify.annotations.NullMarked;
