# Intervals for means between 0 and 100 and for weighted shares, by searching for the true values that a test does not reject; and how far the
# degrees of freedom of a weighted mean's error lie from those that its own spread shows. Writes statistics-interval-limits.json.
# Run in this folder: Rscript statistics-interval-limits.R      (R >= 4.2, jsonlite)
library(jsonlite)
set.seed(20261125)

# Rejected when |m - mu| > t se sqrt(mu (100 - mu) / (m (100 - m))): the variance shrinks towards the ends of the scale.
limits <- function(m, se, df, confidence) {
  t <- qt((1 + confidence) / 2, df)
  beyond <- function(mu) (m - mu)^2 - t^2 * se^2 * mu * (100 - mu) / (m * (100 - m))
  c(uniroot(beyond, c(0, m), tol = 1e-14)$root, uniroot(beyond, c(m, 100), tol = 1e-14)$root)
}
bounded <- function(m, se, df, confidence = 0.95) {
  found <- limits(m, se, df, confidence)
  list(mean = m, se = se, df = df, confidence = confidence, low = found[1], high = found[2])
}
intervals <- list(
  bounded(50, 2, 99), bounded(63.2, 4.1, 17), bounded(97.5, 1.3, 11), bounded(2.2, 2.1, 4), bounded(99.6, 0.39, 199),
  bounded(80, 25, 1), bounded(41, 3, 1e6), bounded(88, 3.3, 24, 0.9)
)

# Weights as raking and trimming leave them: lognormal, at most five times the mean. Answers: seven points. The degrees of freedom that the error
# has are 2 mean^2 / variance of its square, over many samples; Ringvirk's are (n - 1) / deff^2.
shares <- c(0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05)
sample_of <- function(n, spread) {
  w <- pmin(5, exp(rnorm(n, -spread^2 / 2, spread))); y <- sample(0:6, n, TRUE, shares) * 100 / 6
  m <- sum(w * y) / sum(w)
  c(sum(w^2 * (y - m)^2) / sum(w)^2 * n / (n - 1), n * sum(w^2) / sum(w)^2)
}
freedom <- function(n, spread) {
  many <- replicate(20000, sample_of(n, spread))
  list(n = n, cv = sqrt(mean(many[2, ]) - 1), told = mean((n - 1) / many[2, ]^2), shown = 2 * mean(many[1, ])^2 / var(many[1, ]))
}
degrees <- lapply(list(c(30, 0.473), c(30, 0.9425), c(100, 0.473), c(100, 0.9425), c(300, 0.7)), function(k) freedom(k[1], k[2]))
for (d in degrees) cat(sprintf("n %g cv %.2f told %.1f shown %.1f\n", d$n, d$cv, d$told, d$shown))
write_json(list(R = R.version.string, intervals = intervals, degrees = degrees), "statistics-interval-limits.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
