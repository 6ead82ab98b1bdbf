/** Requests in, replies and outputs out: what joins a Jupyter connection with a session that runs cells. */
@NullMarked
package dev.assay.assembly.server;

import org.jspecify.annotations.NullMarked;
