/**
 * Models that run on this machine: where their files are kept and the process in which they run. Start with
 * {@link io.github.smallwright.agents.local.LocalProvider} to call one, with
 * {@link io.github.smallwright.agents.local.ModelStore} to fetch one.
 */
@NullMarked
package io.github.smallwright.agents.local;

import org.jspecify.annotations.NullMarked;
