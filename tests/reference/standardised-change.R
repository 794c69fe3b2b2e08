# Reference values for standardisedChangeBetween: surveys/impact/statistics/standardised-change.ts
#   Rscript tests/reference/standardised-change.R        (writes standardised-change.json)
# Estimate without pairs: effectsize::hedges_g(pooled_sd = FALSE).
# Error and interval with and without pairs: worked examples in the help of Bonett's own R package statpsych (ci.stdmean2, ci.stdmean.ps),
# copied from there. Correction for few answers: effectsize's, through cohens_d and hedges_g of one sample.
suppressMessages({library(jsonlite); library(effectsize)})
set.seed(20261125)
drawn <- lapply(list(c(12, 15, 1, 1), c(40, 90, 0.5, 2), c(300, 30, 0.2, 1)), function(s) {
  list(from = round(rnorm(s[1], 50, 10), 1), to = round(rnorm(s[2], 50 + 10 * s[3], 10 * s[4]), 1))
})
unpaired <- lapply(drawn, function(s) {
  g <- hedges_g(s$to, s$from, pooled_sd = FALSE)
  d <- cohens_d(s$to, s$from, pooled_sd = FALSE)
  c(s, list(g = g$Hedges_g, d = d$Cohens_d))
})
correction <- lapply(c(2, 3, 9, 30, 400), function(df) {
  x <- rnorm(df + 1, 1)
  list(df = df, J = hedges_g(x)$Hedges_g / cohens_d(x)$Cohens_d)
})
write_json(list(unpaired = unpaired, correction = correction,
  independentExample = list(m1 = 35.1, m2 = 26.7, sd1 = 7.32, sd2 = 6.98, n1 = 30, n2 = 30, estimate = 1.174493, se = 0.2844012, low = 0.6170771, high = 1.731909),
  pairedExamples = list(
    list(m1 = 110.4, m2 = 102.1, sd1 = 15.3, sd2 = 14.6, cor = 0.75, n = 25, estimate = 0.5550319, se = 0.1609934, low = 0.2394905, high = 0.8705732),
    list(m1 = 602.4, m2 = 705.6, sd1 = 33.17, sd2 = 51.08, cor = 0.769, n = 8, estimate = -2.3963, se = 0.65209, low = -3.6744, high = -1.1182))
), "tests/reference/standardised-change.json", auto_unbox = TRUE, digits = 15)
