/** Tests of the store and of real models in real worker processes. */
@org.jspecify.annotations.NullMarked
package io.github.smallwright.agents.local;
