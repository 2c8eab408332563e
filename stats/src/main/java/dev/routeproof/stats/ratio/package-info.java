/** Whether arms received the shares of traffic they were allotted. */
@NullMarked
package dev.routeproof.stats.ratio;

import org.jspecify.annotations.NullMarked;
