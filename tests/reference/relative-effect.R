# Reference values for relativeEffectBetween: surveys/impact/statistics/relative-effect.ts
#   Rscript tests/reference/relative-effect.R        (writes relative-effect.json)
#   python3 tests/reference/relative-effect.py       (adds scipy's t and p to it)
# Published: pain scores of Brunner & Munzel (2000) as given in the help page of R lawstat::brunner.munzel.test (after Neubert & Brunner 2007):
#   t 3.1375, df 17.683, p 0.005786, interval 0.5952169 to 0.9827052, estimate 0.788961.
# Unpaired: scipy.stats.brunnermunzel. Paired: from midranks of raw data as Munzel & Brunner (2002) write it, on answers given as rows.
# Weighted: survey::svyglm on the placements, which are made here from pairwise comparisons and not from ranks or tallies.
suppressMessages({library(jsonlite); library(survey)})
options(digits = 15)
set.seed(20261125)

# Munzel & Brunner: D = differences of (overall rank - rank within the wave), over n.
paired <- function(x, y) {
  n <- length(x); all <- rank(c(x, y))
  d <- ((all[n + 1:n] - rank(y)) - (all[1:n] - rank(x))) / n
  effect <- (mean(all[n + 1:n]) - (n + 1) / 2) / n
  se <- sd(d) / sqrt(n)
  list(estimate = effect, se = se, df = n - 1, p = 2 * pt(-abs((effect - 0.5) / se), n - 1))
}

scale <- function(n, mean, sd) pmin(7, pmax(1, round(rnorm(n, mean, sd))))
published <- list(from = c(1,2,1,1,1,1,1,1,1,1,2,4,1,1), to = c(3,3,4,3,1,2,3,1,1,5,4))
samples <- list(published, list(from = scale(40, 4, 1.5), to = scale(55, 4.6, 1.2)), list(from = scale(9, 3, 1), to = scale(200, 3.2, 2)),
                list(from = round(rexp(80, 0.2), 1), to = round(rexp(70, 0.25), 1)))
unpaired <- lapply(samples, function(s) {
  wins <- outer(s$to, s$from, ">") + outer(s$to, s$from, "==") / 2
  c(s, list(estimate = mean(wins)))
})
panels <- lapply(list(c(12, 4, 4.8, 0.5), c(60, 5, 5.2, 0.7), c(300, 3.5, 3.4, 0.3)), function(s) {
  base <- rnorm(s[1])
  x <- pmin(7, pmax(1, round(s[2] + 1.3 * base)))
  y <- pmin(7, pmax(1, round(s[3] + 1.3 * (s[4] * base + sqrt(1 - s[4]^2) * rnorm(s[1])))))
  c(list(from = x, to = y), paired(x, y))
})
weighted <- (function() {
  person <- c(1:60, 31:100); wave <- rep(0:1, c(60, 70))
  base <- rnorm(100); y <- pmin(7, pmax(1, round(4 + 0.3 * wave + base[person] + rnorm(130))))
  w <- round(runif(130, 0.4, 2.5), 2)
  rows <- data.frame(person, wave, y, w)
  place <- function(v, other) sum(other$w * ((v > other$y) + (v == other$y) / 2)) / sum(other$w)
  rows$placed <- sapply(seq_len(nrow(rows)), function(i) place(rows$y[i], rows[rows$wave != rows$wave[i], ]))
  fit <- svyglm(placed ~ wave, svydesign(ids = ~person, weights = ~w, data = rows))
  list(rows = rows, estimate = sum(rows$w[wave == 1] * rows$placed[wave == 1]) / sum(rows$w[wave == 1]),
       se = sqrt(vcov(fit)[2, 2]), df = fit$df.residual)
})()
write_json(list(
  published = list(t = 3.1375, df = 17.683, p = 0.005786, low = 0.5952169, high = 0.9827052, estimate = 0.788961),
  unpaired = unpaired, paired = panels, weighted = weighted
), "tests/reference/relative-effect.json", auto_unbox = TRUE, digits = 15)
