/**
 * How model files are fetched and how the worker process is run; no promise to anybody outside. Start with
 * {@link io.github.smallwright.agents.local.internal.LocalWorkers}.
 */
@NullMarked
package io.github.smallwright.agents.local.internal;

import org.jspecify.annotations.NullMarked;
