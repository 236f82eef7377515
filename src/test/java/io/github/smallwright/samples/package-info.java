/** The samples on real models. */
@NullMarked
package io.github.smallwright.samples;

import org.jspecify.annotations.NullMarked;
