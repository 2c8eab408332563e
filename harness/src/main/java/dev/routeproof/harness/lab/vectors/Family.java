package dev.routeproof.harness.lab.vectors;

/** Answers the vectors of one family; {@link Unsupported} when a vector asks for what we do not compute. */
interface Family {
    Answers answer(Input input);
}
