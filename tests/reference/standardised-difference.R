# Standardised differences of two independent groups, with the exact (noncentral t) interval, by the package effectsize.
# Rscript tests/reference/standardised-difference.R
library(effectsize)
library(jsonlite)

groups <- list(
  list(name = "scales", one = c(2, 3, 3, 4, 5, 5, 6, 7, 7, 7, 4, 3), other = c(1, 2, 2, 3, 3, 4, 4, 5, 6, 2, 3, 1, 4, 5)),
  list(name = "unequal sizes and spreads", one = rep(c(10, 30, 55, 60, 95), c(3, 9, 20, 6, 2)), other = rep(c(0, 50, 100), c(30, 90, 41))),
  list(name = "a share", one = rep(c(0, 100), c(60, 40)), other = rep(c(0, 100), c(180, 60))),
  list(name = "no difference", one = c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), other = c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
  list(name = "one group all alike", one = rep(4, 12), other = c(1, 2, 3, 4, 5, 6, 7, 3, 3, 3)),
  list(name = "two in a group", one = c(1, 3), other = c(4, 9))
)

cases <- lapply(groups, function(g) {
  d <- cohens_d(g$one, g$other, pooled_sd = FALSE, ci = 0.95)
  list(name = g$name, one = g$one, other = g$other, difference = d$Cohens_d, low = d$CI_low, high = d$CI_high)
})
write(toJSON(list(R = R.version.string, effectsize = as.character(packageVersion("effectsize")), cases = cases),
             digits = NA, auto_unbox = TRUE), "tests/reference/standardised-difference.json")
