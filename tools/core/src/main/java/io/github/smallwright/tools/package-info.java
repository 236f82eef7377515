/**
 * What agents may use: the {@link io.github.smallwright.tools.Sandbox} in which generated code is compiled and tested.
 * Start with {@link io.github.smallwright.tools.Sandbox}.
 */
@NullMarked
package io.github.smallwright.tools;

import org.jspecify.annotations.NullMarked;
