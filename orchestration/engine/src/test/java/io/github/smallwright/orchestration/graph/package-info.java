/** Tests of reading and resolving graphs. Start with {@link BrokenGraphsTest}. */
@NullMarked
package io.github.smallwright.orchestration.graph;

import org.jspecify.annotations.NullMarked;
