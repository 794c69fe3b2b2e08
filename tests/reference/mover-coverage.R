# How often the interval for the change of a share holds the true change, with Newcombe's reduction of phi for continuity and without it.
# Prints the table of docs/decisions/005-continuity-of-the-overlap.md. Run: Rscript mover-coverage.R (about a minute)
#
# Two waves of n people of whom `pairs` are in both; true shares p0 and p1; phi between a person's two answers. 95 % promised.
set.seed(20261124)
runs <- 40000

wilson <- function(k, n) {
  z <- qnorm(0.975)
  centre <- (k + z^2 / 2) / (n + z^2)
  half <- z / (n + z^2) * sqrt(k * (n - k) / n + z^2 / 4)
  list(p = k / n, low = ifelse(k == 0, 0, centre - half), high = ifelse(k == n, 1, centre + half))
}
mover <- function(k0, k1, n, pairs, phi) {
  a <- wilson(k0, n); b <- wilson(k1, n); r <- phi * pairs / n
  side <- function(x, y) sqrt(pmax(0, x^2 + y^2 - 2 * r * x * y))
  d <- b$p - a$p
  list(low = d - side(b$p - b$low, a$high - a$p), high = d + side(b$high - b$p, a$p - a$low))
}
# The wave's shares stand in for the pairs' in the reduction, as in shareChangeBetween.
reduced <- function(phi, p0, p1, pairs) {
  spread <- sqrt(p0 * (1 - p0) * p1 * (1 - p1))
  ifelse(phi > 0 & spread > 0, pmax(0, phi - 1 / (2 * pairs * spread)), phi)
}
one <- function(n, pairs, p0, p1, phi) {
  both <- p0 * p1 + phi * sqrt(p0 * (1 - p0) * p1 * (1 - p1))
  both <- max(0, p0 + p1 - 1, min(both, p0, p1))
  cells <- rmultinom(runs, pairs, c(both, p0 - both, p1 - both, 1 - p0 - p1 + both))
  a <- cells[1, ]; b <- cells[2, ]; c <- cells[3, ]; d <- cells[4, ]
  k0 <- a + b + rbinom(runs, n - pairs, p0); k1 <- a + c + rbinom(runs, n - pairs, p1)
  product <- as.numeric(a + b) * (c + d) * (a + c) * (b + d)
  phi_hat <- ifelse(product > 0, (a * d - b * c) / sqrt(product), 0)
  score <- function(ci) c(
    coverage = mean(ci$low <= p1 - p0 & p1 - p0 <= ci$high), width = mean(ci$high - ci$low))
  list(with = score(mover(k0, k1, n, pairs, reduced(phi_hat, k0 / n, k1 / n, pairs))),
       without = score(mover(k0, k1, n, pairs, phi_hat)))
}

grid <- expand.grid(phi = c(0, 0.3, 0.6, 0.8), p = c(0.05, 0.1, 0.3, 0.5), change = c(0, 0.05, 0.2),
                    overlap = c(0.4, 0.7, 1), n = c(20, 50, 100, 300))
found <- do.call(rbind, Map(function(n, overlap, p, change, phi) {
  figures <- one(n, round(n * overlap), p, p + change, phi)
  data.frame(n, overlap, p, change, phi,
             with = figures$with[["coverage"]], without = figures$without[["coverage"]],
             wider = figures$with[["width"]] / figures$without[["width"]] - 1)
}, grid$n, grid$overlap, grid$p, grid$change, grid$phi))

row <- function(name, part) cat(sprintf(
  "| %s | %d | %.1f / %.1f | %.1f / %.1f | %.0f / %.0f | %.1f |\n", name, nrow(part), 100 * mean(part$with), 100 * mean(part$without),
  100 * min(part$with), 100 * min(part$without), sum(part$with < 0.94), sum(part$without < 0.94), 100 * mean(part$wider)))
cat("| cells | how many | mean coverage, with / without | lowest | cells below 94 % | wider by |\n| --- | --- | --- | --- | --- | --- |\n")
for (size in c(20, 50, 100, 300)) for (share in c(0.4, 0.7, 1))
  row(sprintf("n = %d, %.0f %% in both", size, 100 * share), subset(found, n == size & overlap == share))
row("all", found)
cat("\nlowest without:\n"); print(head(found[order(found$without), ], 8), row.names = FALSE)
cat("\nlowest with:\n"); print(head(found[order(found$with), ], 8), row.names = FALSE)
