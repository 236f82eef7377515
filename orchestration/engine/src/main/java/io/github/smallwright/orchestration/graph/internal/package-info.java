/**
 * How graph files are read and resolved; no promise is made about anything here. Start with
 * {@link io.github.smallwright.orchestration.graph.internal.Resolution}.
 */
@NullMarked
package io.github.smallwright.orchestration.graph.internal;

import org.jspecify.annotations.NullMarked;
