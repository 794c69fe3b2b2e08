# Reference values of the change between two waves with partial overlap, of moments, and of the detectable change.
# Run: cd tests/reference && Rscript statistics-change.R      (R >= 4.2, jsonlite)
#
# Three independent sources:
#  - stats::t.test(paired = TRUE) when all are pairs, stats::t.test (Welch) when none are;
#  - T_new2 written from the paper's formula (Derrick, Russ, Toher & White 2017, JMASM 16(1), 137-157) on persons' answers;
#  - the example of Derrick, Toher & White (2017), Quant. Methods Psychol. 13(2), 120-126, also the example of
#    Partover.test in the CRAN package Partiallyoverlapping 2.0; published p = 0.026.
library(jsonlite)
set.seed(20260719)

tnew2 <- function(x, y) {               # x, y: one element per person, NA = did not answer that wave
  both <- !is.na(x) & !is.na(y)
  xa <- x[!is.na(x)]; ya <- y[!is.na(y)]
  nx <- length(xa); ny <- length(ya); nc <- sum(both); na <- nx - nc; nb <- ny - nc
  r <- if (nc >= 3 && sd(x[both]) > 0 && sd(y[both]) > 0) cor(x[both], y[both]) else 0
  se <- sqrt(var(xa) / nx + var(ya) / ny - 2 * r * (sd(xa) * sd(ya) * nc / (nx * ny)))
  gamma <- (var(xa) / nx + var(ya) / ny)^2 / ((var(xa) / nx)^2 / (nx - 1) + (var(ya) / ny)^2 / (ny - 1))
  df <- (nc - 1) + ((gamma - nc + 1) / (na + nb + 2 * nc)) * (na + nb)
  d <- mean(ya) - mean(xa)
  list(estimate = d, se = se, df = df, t = d / se, p = 2 * pt(-abs(d / se), df),
       low = d - qt(0.975, df) * se, high = d + qt(0.975, df) * se)
}
from_htest <- function(h) list(
  estimate = if (length(h$estimate) == 2) unname(h$estimate[1] - h$estimate[2]) else unname(h$estimate),
  se = h$stderr, df = unname(h$parameter), t = unname(h$statistic), p = h$p.value,
  low = h$conf.int[1], high = h$conf.int[2])
moments <- function(x) { x <- x[!is.na(x)]; list(n = length(x), mean = mean(x), variance = var(x)) }
case <- function(name, source, x, y, expected) {
  both <- !is.na(x) & !is.na(y)
  list(name = name, source = source, from = x, to = y, expected = expected,
       momentsFrom = moments(x), momentsTo = moments(y),
       covariance = if (sum(both) >= 2) cov(x[both], y[both]) else NA,
       correlation = if (sum(both) >= 3) suppressWarnings(cor(x[both], y[both])) else NA)
}
scale7 <- function(n, shift = 0) pmin(7, pmax(1, round(rnorm(n, 4 + shift, 1.6))))
again <- function(x, shift) pmin(7, pmax(1, x + sample(c(-1, 0, 0, 1), length(x), TRUE) + shift))

pairs_x <- scale7(40); pairs_y <- again(pairs_x, 0) + rep(c(0, 1), 20)
only_x <- scale7(55); only_y <- scale7(73, 0.4)
share_x <- c(rbinom(120, 1, 0.4), rep(NA, 60)); share_y <- c(rep(NA, 50), rbinom(130, 1, 0.55))
skew_x <- c(round(rexp(30) * 10), rep(NA, 9)); skew_y <- c(rep(NA, 20), round(rexp(19) * 60))

a.unpaired <- c(20, 21, 16, 18, 14, 12, 14, 17); a.paired <- c(14, 15, 18, 20, 11, 19, 14, 15)
b.unpaired <- c(10, 16, 18, 16, 15, 14, 13, 10); b.paired <- c(15, 10, 15, 17, 13, 19, 12, 13)
none <- rep(NA, 8)

x0 <- c(only_x, rep(NA, 73)); y0 <- c(rep(NA, 55), only_y)
xp <- c(pairs_x, only_x, rep(NA, 73)); yp <- c(pairs_y, rep(NA, 55), only_y)
x2 <- c(3, 5, only_x, rep(NA, 73)); y2 <- c(4, 7, rep(NA, 55), only_y)
flat_x <- c(rep(4, 10), 1, 6, NA, NA); flat_y <- c(again(rep(4, 10), 0), NA, NA, 5, 2)
change <- list(
  case("all are pairs", "t.test(paired = TRUE)", pairs_x, pairs_y, from_htest(t.test(pairs_y, pairs_x, paired = TRUE))),
  case("all are pairs, share", "t.test(paired = TRUE)", rep(c(0, 0, 0, 1, 1), 6), rep(c(0, 1, 1, 1, 0), c(5, 9, 6, 7, 3)),
       from_htest(t.test(rep(c(0, 1, 1, 1, 0), c(5, 9, 6, 7, 3)), rep(c(0, 0, 0, 1, 1), 6), paired = TRUE))),
  case("three pairs only", "t.test(paired = TRUE)", c(1, 4, 2), c(5, 6, 3), from_htest(t.test(c(5, 6, 3), c(1, 4, 2), paired = TRUE))),
  case("no pairs", "t.test (Welch)", x0, y0, from_htest(t.test(only_y, only_x))),
  case("no pairs, two answers a wave", "t.test (Welch)", c(1, 4, NA, NA), c(NA, NA, 6, 7), from_htest(t.test(c(6, 7), c(1, 4)))),
  case("partial overlap, scale 1-7", "T_new2", xp, yp, tnew2(xp, yp)),
  case("partial overlap, share", "T_new2", share_x, share_y, tnew2(share_x, share_y)),
  case("partial overlap, skewed, unequal variances", "T_new2", skew_x, skew_y, tnew2(skew_x, skew_y)),
  case("two pairs: correlation taken as 0", "T_new2 with r = 0", x2, y2, tnew2(x2, y2)),
  case("pairs all alike at first: correlation taken as 0", "T_new2 with r = 0", flat_x, flat_y, tnew2(flat_x, flat_y)),
  case("one wave all alike, all pairs", "t.test(paired = TRUE)", rep(3, 12), rep(c(3, 4, 6), 4),
       from_htest(t.test(rep(c(3, 4, 6), 4), rep(3, 12), paired = TRUE))),
  case("published: Derrick, Toher & White (2017)", "T_new2; published p = 0.026",
       c(b.paired, b.unpaired, none), c(a.paired, none, a.unpaired),
       tnew2(c(b.paired, b.unpaired, none), c(a.paired, none, a.unpaired))),
  case("one pair: correlation taken as 0", "T_new2 with r = 0", c(3, 5, 2, 6, NA, NA), c(4, NA, NA, NA, 7, 5),
       tnew2(c(3, 5, 2, 6, NA, NA), c(4, NA, NA, NA, 7, 5))),
  case("no pairs, two answers before and all alike after", "t.test (Welch)", c(1, 4, NA, NA, NA), c(NA, NA, 5, 5, 5),
       from_htest(t.test(c(5, 5, 5), c(1, 4)))),
  case("no pairs, a share of nobody before", "t.test (Welch)", c(rep(0, 12), rep(NA, 10)), c(rep(NA, 12), rep(0:1, 5)),
       from_htest(t.test(rep(0:1, 5), rep(0, 12)))),
  case("all are pairs, a share of everybody after", "t.test(paired = TRUE)", rep(c(1, 1, 0), 4), rep(1, 12),
       from_htest(t.test(rep(1, 12), rep(c(1, 1, 0), 4), paired = TRUE)))
)

detectable <- lapply(c(5, 10, 20, 50, 100, 400, 2000), function(n) list(
  nPerWave = n, se = sqrt(2 / n), df = 2 * n - 2,
  exact = power.t.test(n = n, sd = 1, power = 0.8, sig.level = 0.05, strict = TRUE, tol = 1e-10)$delta))

write_json(list(change = change, detectable = detectable), "statistics-change.json",
           digits = NA, auto_unbox = TRUE, na = "null", pretty = TRUE)
