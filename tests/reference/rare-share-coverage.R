# How often four well-known 95 % intervals for the change of a share hold the true change where few people give the answer: exact, by going through
# every outcome. Prints a table of docs/evidence/README.md. Run: Rscript rare-share-coverage.R (about a minute)
#
# Two waves of n other people each; the share is p in both. MOVER joins the limits of the two shares (Newcombe's method 10 with Wilson's, Ringvirk's way).
z <- qnorm(0.975)
wilson <- function(k, n) {
  centre <- (k + z^2 / 2) / (n + z^2); half <- z / (n + z^2) * sqrt(k * (n - k) / n + z^2 / 4)
  c(max(0, centre - half), min(1, centre + half))
}
jeffreys <- function(k, n) c(if (k == 0) 0 else qbeta(0.025, k + 0.5, n - k + 0.5), if (k == n) 1 else qbeta(0.975, k + 0.5, n - k + 0.5))
mover <- function(limits) function(k0, k1, n) {
  a <- limits(k0, n); b <- limits(k1, n); p <- k0 / n; q <- k1 / n
  c(q - p - sqrt((q - b[1])^2 + (a[2] - p)^2), q - p + sqrt((b[2] - q)^2 + (p - a[1])^2))
}
agresti_caffo <- function(k0, k1, n) {
  p <- (k0 + 1) / (n + 2); q <- (k1 + 1) / (n + 2)
  q - p + c(-1, 1) * z * sqrt(p * (1 - p) / (n + 2) + q * (1 - q) / (n + 2))
}
# Miettinen & Nurminen (1985): the true changes that a score test does not reject, the shares under each fitted by maximum likelihood.
miettinen_nurminen <- function(k0, k1, n) {
  score <- function(d) {
    log_likelihood <- function(p) dbinom(k0, n, p, log = TRUE) + dbinom(k1, n, p + d, log = TRUE)
    p <- optimize(log_likelihood, c(max(0, -d), min(1, 1 - d)), maximum = TRUE, tol = 1e-10)$maximum
    (k1 / n - k0 / n - d) / sqrt(max(1e-12, (p * (1 - p) + (p + d) * (1 - p - d)) / n * 2 * n / (2 * n - 1)))
  }
  d <- max(-1 + 1e-6, min(1 - 1e-6, k1 / n - k0 / n))
  side <- function(ends, level) if ((score(ends[1]) - level) * (score(ends[2]) - level) > 0) ends[which.max(abs(ends - d))] else
    uniroot(function(x) score(x) - level, ends, tol = 1e-7)$root
  c(side(c(-1 + 1e-7, d), z), side(c(d, 1 - 1e-7), -z))
}
methods <- list(mover(wilson), mover(jeffreys), agresti_caffo, miettinen_nurminen)
holds <- function(method, n) outer(0:n, 0:n, Vectorize(function(k0, k1) { l <- method(k0, k1, n); l[1] <= 1e-9 && l[2] >= -1e-9 }))
for (n in c(10, 20, 50)) {
  found <- lapply(methods, holds, n)
  for (p in c(0.02, 0.05, 0.1, 0.5)) {
    chance <- outer(dbinom(0:n, n, p), dbinom(0:n, n, p))
    cat(sprintf("| %d | %g %% | %s |\n", n, 100 * p, paste(sprintf("%.1f %%", 100 * sapply(found, function(h) sum(h * chance))), collapse = " | ")))
  }
}
