/**
 * What a workflow is: declared as a spec, checked by the resolver, run as an
 * {@link io.github.smallwright.orchestration.graph.AgentGraph}. Start with that type: it is all that the engine sees.
 */
@NullMarked
package io.github.smallwright.orchestration.graph;

import org.jspecify.annotations.NullMarked;
