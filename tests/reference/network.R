# Reference values of density and edgewise reciprocity of directed networks, some of it unknown (NA). sna leaves an unknown report out of the
# density, and a pair with an unknown report out of the reciprocity.
# Run: cd tests/reference && Rscript network.R      (R >= 4.2, sna 2.7, jsonlite)
suppressPackageStartupMessages({ library(sna); library(jsonlite) })
set.seed(20261125)
random <- function(n, density, unknown) {
  m <- matrix(rbinom(n * n, 1, density), n, n)
  m[matrix(runif(n * n) < unknown, n, n)] <- NA
  diag(m) <- 0
  m
}
networks <- c(
  list(matrix(c(0, 1, 0, 1, 0, 0, 0, 1, 0), 3, 3)),               # 1<->2, 2->3, none else: worked by hand in the test
  list(matrix(1, 4, 4) - diag(4), matrix(0, 4, 4)),
  mapply(random, n = c(3, 5, 8, 12, 12, 20, 34), density = c(0.5, 0.3, 0.2, 0.5, 0.8, 0.1, 0.15),
         unknown = c(0, 0.2, 0.4, 0.1, 0.6, 0.3, 0.5), SIMPLIFY = FALSE))
write_json(lapply(networks, function(m) list(
  ties = m,
  density = unbox(unname(gden(m))),
  reciprocity = unbox(unname(suppressWarnings(grecip(m, measure = "edgewise"))))
)), "network.json", digits = NA, na = "null")
