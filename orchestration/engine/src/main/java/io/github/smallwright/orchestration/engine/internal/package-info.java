/**
 * The engine. {@link io.github.smallwright.orchestration.engine.internal.RunState} is the fold of events,
 * {@link io.github.smallwright.orchestration.engine.internal.Decider} turns inputs into events and events into commands,
 * both without I/O, clock or randomness; {@link io.github.smallwright.orchestration.engine.internal.Runner} does the rest.
 */
@NullMarked
package io.github.smallwright.orchestration.engine.internal;

import org.jspecify.annotations.NullMarked;
