package dev.routeproof.harness.breakdown;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;

/**
 * One task type, feature or route, both sides compared within epochs.
 *
 * @param requests of both sides
 * @param candidates requests of the candidate arm
 * @param cost US dollars a request
 * @param unrated share of requests that nobody rated
 * @param disliked share of requests that somebody disliked; who says nothing dislikes nothing
 * @param bad share of requests with a bad outcome: disliked or failed
 * @param raters dislike among those who rated
 * @param savedUsd what the candidate arm's requests cost less than at the baseline's mean, epoch by epoch
 */
public record Part(
        String name,
        long requests,
        long candidates,
        Result<Comparison> cost,
        Result<Comparison> unrated,
        Result<Comparison> disliked,
        Result<Comparison> bad,
        Result<Raters> raters,
        double savedUsd) {}
