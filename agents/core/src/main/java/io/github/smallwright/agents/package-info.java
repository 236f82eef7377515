/**
 * What does one kind of task: a {@link io.github.smallwright.agents.Task} in, {@link io.github.smallwright.agents.Signal}s
 * out; and what judges the result, a {@link io.github.smallwright.agents.Gate}. Start with
 * {@link io.github.smallwright.agents.Agent}.
 */
@NullMarked
package io.github.smallwright.agents;

import org.jspecify.annotations.NullMarked;
