/** The command line tool; here stand the words all of its packages share: how a command ends. */
@NullMarked
package dev.routeproof.harness;

import org.jspecify.annotations.NullMarked;
