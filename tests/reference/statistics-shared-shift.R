# The shift that most values share: the same likelihood, maximised by R's own optimiser over all its unknowns from many starts, instead of by
# expectation-maximisation. Writes statistics-shared-shift.json, which tests/impact/statistics/shared-shift.test.ts reads.
# Run in this folder: Rscript statistics-shared-shift.R
library(jsonlite)
set.seed(20261125)

# Majority N(shift, error^2); minorities N(shift + up, error^2 + typical^2) and N(shift - down, ...), both at least 2 typical errors away;
# one value more in the majority than was seen; the minorities together three tenths of all at most.
fit <- function(x, error) {
  typical <- 1 / mean(1 / error)
  unpack <- function(u) {
    minorities <- 0.3 * plogis(u[4])
    share <- c(1 - minorities, minorities * plogis(u[5]), minorities * plogis(-u[5]))
    list(shift = u[1] * typical, up = typical * (2 + exp(u[2])), down = typical * (2 + exp(u[3])), share = share)
  }
  loss <- function(u) {
    k <- unpack(u)
    wide <- sqrt(error^2 + typical^2)
    density <- k$share[1] * dnorm(x, k$shift, error) + k$share[2] * dnorm(x, k$shift + k$up, wide) +
      k$share[3] * dnorm(x, k$shift - k$down, wide)
    -sum(log(density)) - log(k$share[1])
  }
  starts <- lapply(1:30, function(i) c(median(x) / typical + rnorm(1, 0, 0.3), rnorm(2, 0, 1), rnorm(2, 0, 1)))
  # The likelihood may have several tops; Ringvirk climbs from the median, so the nearest good one is compared.
  fits <- lapply(starts, function(s) {
    o <- optim(s, loss, method = "Nelder-Mead", control = list(maxit = 20000, reltol = 1e-14))
    optim(o$par, loss, method = "BFGS", control = list(maxit = 5000, reltol = 1e-15))
  })
  best <- fits[[which.min(sapply(fits, function(f) f$value))]]
  k <- unpack(best$par)
  list(shift = k$shift, up = k$up, down = k$down, shareUp = k$share[2], shareDown = k$share[3], loss = best$value)
}

case <- function(name, x, error) c(list(name = name, values = x, errors = error), fit(x, error))
draw <- function(n, ups, downs, error, up = 4, down = 4.5) {
  rnorm(n, 0.2, error) + error * c(rep(up, ups), rep(-down, downs), rep(0, n - ups - downs))
}
equal <- rep(0.1, 60)
unequal <- rep(c(0.05, 0.1, 0.2), 20)
cases <- list(
  case("a fifth rose", draw(60, 12, 0, equal), equal),
  case("a few rose, a few fell", draw(60, 5, 6, equal), equal),
  case("unequal errors, both ways", draw(60, 7, 5, unequal), unequal),
  case("nobody stands out", draw(60, 0, 0, equal), equal),
  case("thirty, six fell far", draw(30, 0, 6, equal[1:30], down = 6), equal[1:30]),
  case("more than three tenths rose", draw(60, 21, 0, equal), equal)
)
write_json(list(R = R.version.string, cases = cases), "statistics-shared-shift.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
