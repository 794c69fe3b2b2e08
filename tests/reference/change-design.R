# How many answers a wave needs, and what change it can show.
# Run from the project's folder: Rscript tests/reference/change-design.R      (R >= 4.2, jsonlite; the simulation takes about a minute)
#
# - No overlap and full overlap: stats::power.t.test (exact, noncentral t) and stats::power.prop.test.
# - A comparison group: power.t.test of two groups of change scores.
# - In between: how often T_new2 (Derrick et al. 2017), written here anew from raw answers, finds a change of exactly the size that is
#   promised to be found 80 % of the time; for means of normal answers, and for shares of answers made by cutting two normals.
library(jsonlite)
set.seed(20261125)

ends <- expand.grid(change = c(3, 5, 12), sd = c(15, 25), correlation = c(0, 0.5, 0.8), power = c(0.8, 0.9), confidence = c(0.95, 0.99))
means <- do.call(rbind, lapply(seq_len(nrow(ends)), function(i) with(ends[i, ], {
  unpaired <- power.t.test(delta = change, sd = sd, power = power, sig.level = 1 - confidence)$n
  sdDiff <- sd * sqrt(2 * (1 - correlation))
  paired <- power.t.test(delta = change, sd = sdDiff, power = power, sig.level = 1 - confidence, type = "paired")$n
  against <- power.t.test(delta = change, sd = sdDiff, power = power, sig.level = 1 - confidence, type = "two.sample")$n
  data.frame(change, sd, correlation, power, confidence, unpaired, paired, against)
})))

shares <- do.call(rbind, lapply(list(c(0.5, 0.6), c(0.1, 0.15), c(0.9, 0.8), c(0.02, 0.05), c(0.3, 0.35)), function(p)
  data.frame(from = p[1], to = p[2], power = c(0.8, 0.9), confidence = c(0.95, 0.99),
             n = c(power.prop.test(p1 = p[1], p2 = p[2], power = 0.8, sig.level = 0.05)$n,
                   power.prop.test(p1 = p[1], p2 = p[2], power = 0.9, sig.level = 0.01)$n))))

tnew2 <- function(x, y, pairs) {
  n1 <- length(x); n2 <- length(y); v1 <- var(x); v2 <- var(y)
  r <- if (pairs >= 3) suppressWarnings(cor(x[1:pairs], y[1:pairs])) else 0
  if (is.na(r)) r <- 0
  se <- sqrt(v1 / n1 + v2 / n2 - 2 * r * sqrt(v1 * v2) * pairs / (n1 * n2))
  g <- (v1 / n1 + v2 / n2)^2 / ((v1 / n1)^2 / (n1 - 1) + (v2 / n2)^2 / (n2 - 1))
  df <- pairs - 1 + (g - pairs + 1) * (n1 + n2 - 2 * pairs) / (n1 + n2)
  2 * pt(-abs((mean(y) - mean(x)) / se), df)
}
draw <- function(n, pairs, r) {
  z1 <- rnorm(n); z2 <- rnorm(n)
  if (pairs > 0) z2[1:pairs] <- r * z1[1:pairs] + sqrt(1 - r^2) * rnorm(pairs)
  list(z1, z2)
}

runs <- 20000
grid <- expand.grid(answers = c(40, 200), overlap = c(0.25, 0.5, 0.75), correlation = c(0.3, 0.6))
power_at <- function(answers, overlap, correlation, change, runs) {
  pairs <- round(overlap * answers)
  mean(replicate(runs, { z <- draw(answers, pairs, correlation); tnew2(z[[1]] * 25, z[[2]] * 25 + change, pairs) < 0.05 }))
}
# At changes near which the power is 80 %; the test compares the whole promise (n, change, power) with what was found.
simulatedMeans <- do.call(rbind, lapply(seq_len(nrow(grid)), function(i) with(grid[i, ], {
  pairs <- round(overlap * answers)
  se <- 25 * sqrt(2 / answers - 2 * correlation * pairs / answers^2)
  change <- round((qnorm(0.975) + qnorm(0.8)) * se, 2)
  data.frame(answers, overlap, correlation, sd = 25, change, runs, power = power_at(answers, overlap, correlation, change, runs))
})))

phi_of <- function(p1, p2, latent, n = 4e6) { z1 <- rnorm(n); z2 <- latent * z1 + sqrt(1 - latent^2) * rnorm(n); cor(z1 < qnorm(p1), z2 < qnorm(p2)) }
cells <- list(c(0.5, 0.6, 0.5, 0.6, 300), c(0.2, 0.27, 0.5, 0.5, 450), c(0.7, 0.8, 1, 0.6, 200), c(0.1, 0.16, 0.25, 0.7, 450))
simulatedShares <- do.call(rbind, lapply(cells, function(cell) {
  from <- cell[1]; to <- cell[2]; overlap <- cell[3]; latent <- cell[4]; answers <- cell[5]; pairs <- round(overlap * answers)
  power <- mean(replicate(runs, { z <- draw(answers, pairs, latent); tnew2(as.numeric(z[[1]] < qnorm(from)), as.numeric(z[[2]] < qnorm(to)), pairs) < 0.05 }))
  data.frame(from, to, overlap, correlation = phi_of(from, to, latent), answers, runs, power)
}))

write(toJSON(list(means = means, shares = shares, simulatedMeans = simulatedMeans, simulatedShares = simulatedShares), digits = NA),
      "tests/reference/change-design.json")
