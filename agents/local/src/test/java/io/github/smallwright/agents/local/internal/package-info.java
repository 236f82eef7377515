/** Tests of fetching, the protocol and the supervision of workers. */
@org.jspecify.annotations.NullMarked
package io.github.smallwright.agents.local.internal;
