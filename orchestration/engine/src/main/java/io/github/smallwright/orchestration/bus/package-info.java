/** What carries tasks to agents and signals back. Start with {@link io.github.smallwright.orchestration.bus.Bus}. */
@NullMarked
package io.github.smallwright.orchestration.bus;

import org.jspecify.annotations.NullMarked;
