/** Gates that need no model: about form, and those that run code. Start with {@link io.github.smallwright.agents.gates.Gates}. */
@NullMarked
package io.github.smallwright.agents.gates;

import org.jspecify.annotations.NullMarked;
