/** What is in the jars and folders that cells compile against, read no earlier and no wider than a cell needs. */
@NullMarked
package dev.assay.kernel.classpath;

import org.jspecify.annotations.NullMarked;
