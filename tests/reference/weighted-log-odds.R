# Reference values of the weighted log-odds (Monroe, Colaresi & Quinn 2008), by two ways that share no formula with ours.
# 1. Their posterior is Dirichlet, so one word against all others is beta: the exact mean of a log-odds is digamma(a) - digamma(b), its exact
#    variance trigamma(a) + trigamma(b). The published estimate and variance are large-count approximations of these.
# 2. Draws: gamma variates made into Dirichlet draws, the log-odds counted from them.
# 3. The chance that the odds went the other way, by R's adaptive quadrature (integrate) over quantiles.
# Run: cd tests/reference && Rscript weighted-log-odds.R      (R >= 4.2, jsonlite)
library(jsonlite)
set.seed(16)
exact <- function(y, a) c(digamma(y + a) - digamma(sum(y) + sum(a) - y - a), trigamma(y + a) + trigamma(sum(y) + sum(a) - y - a))
drawn <- function(y, a, draws) {
  g <- matrix(rgamma(length(y) * draws, shape = rep(y + a, draws)), nrow = length(y))
  p <- sweep(g, 2, colSums(g), "/")
  log(p / (1 - p))
}
reversal <- function(y0, y1, a) {
  others <- function(y) sum(y) + sum(a) - y - a
  mapply(function(a0, b0, a1, b1) {
    tail <- function(a_high, b_high, a_low, b_low)
      integrate(function(p) pbeta(qbeta(p, a_low, b_low), a_high, b_high), 0, 1, rel.tol = 1e-10, subdivisions = 5000)$value
    2 * if (a1 / b1 > a0 / b0) tail(a1, b1, a0, b0) else tail(a0, b0, a1, b1)
  }, y0 + a, others(y0), y1 + a, others(y1))
}
case <- function(from, to, prior_words, draws = 40000) {
  a <- (from + to) / sum(from + to) * prior_words
  k <- length(from)
  e0 <- exact(from, a); e1 <- exact(to, a)
  d <- drawn(to, a, draws) - drawn(from, a, draws)
  list(from = from, to = to, priorWords = unbox(prior_words),
       p = pmin(1, reversal(from, to, a)), mean = e1[1:k] - e0[1:k], variance = e1[k + 1:k] + e0[k + 1:k],
       drawnMean = rowMeans(d), drawnSd = apply(d, 1, sd))
}
write_json(list(
  cases = list(
    case(c(120, 40, 300, 80, 55), c(60, 140, 310, 70, 61), 50),
    case(c(30, 5, 12, 200, 9, 44), c(14, 25, 18, 220, 30, 40), 100),
    case(c(1000, 2000, 1500, 400), c(1100, 1900, 1600, 800), 200)),
  rare = lapply(list(
    list(from = c(0, 6, 300, 1), to = c(10, 12, 280, 0), prior = 60),
    list(from = c(22, 1, 0, 400), to = c(0, 0, 5, 330), prior = 10),
    list(from = c(0, 900, 3), to = c(40, 850, 3), prior = 0.5)), function(k) {
      a <- (k$from + k$to) / sum(k$from + k$to) * k$prior
      list(from = k$from, to = k$to, priorWords = unbox(k$prior), p = pmin(1, reversal(k$from, k$to, a)))
    }),
  draws = unbox(40000)
), "weighted-log-odds.json", digits = NA, pretty = TRUE)
