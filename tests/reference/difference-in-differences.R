# Reference values for differenceInDifferences: surveys/impact/statistics/difference-in-differences.ts
#   Rscript tests/reference/difference-in-differences.R        (writes difference-in-differences.json)
# apart    other people in every wave and group: estimate and error from lm(y ~ wave * group) with the person as unit and HC2 errors (sandwich),
#          the changes that go in from t.test of each group.
# panel    everybody in both waves: Welch's t.test of persons' changes by group, whole.
# weighted weights, some people in both waves: svyglm(y ~ wave * group) with persons as sampling units and groups as strata, whole.
suppressMessages({library(jsonlite); library(survey); library(sandwich)})
set.seed(20261125)
answer <- function(n, mean) pmin(100, pmax(0, round(rnorm(n, mean, 22), 1)))

apart <- lapply(list(c(40, 55, 30, 25), c(200, 180, 12, 9)), function(n) {
  rows <- data.frame(y = c(answer(n[1], 50), answer(n[2], 58), answer(n[3], 52), answer(n[4], 53)),
                     wave = rep(c(0, 1, 0, 1), n), group = rep(c(1, 1, 0, 0), n))
  fit <- lm(y ~ wave * group, rows)
  cell <- function(w, g) rows$y[rows$wave == w & rows$group == g]
  list(own = list(from = cell(0, 1), to = cell(1, 1)), comparison = list(from = cell(0, 0), to = cell(1, 0)),
       estimate = unname(coef(fit)[4]), se = sqrt(vcovHC(fit, "HC2")[4, 4]))
})
panel <- lapply(list(c(40, 25), c(150, 8)), function(n) {
  base <- answer(sum(n), 50); group <- rep(c(1, 0), n)
  later <- pmin(100, pmax(0, round(base + rnorm(sum(n), 4 + 5 * group, 15), 1)))
  test <- t.test((later - base)[group == 1], (later - base)[group == 0])
  list(own = list(from = base[group == 1], to = later[group == 1]), comparison = list(from = base[group == 0], to = later[group == 0]),
       estimate = unname(test$estimate[1] - test$estimate[2]), se = test$stderr, df = unname(test$parameter), p = test$p.value,
       low = test$conf.int[1], high = test$conf.int[2])
})
weighted <- (function() {
  person <- c(1:60, 31:100, 201:230, 216:250); wave <- rep(c(0, 1, 0, 1), c(60, 70, 30, 35)); group <- rep(c(1, 0), c(130, 65))
  mood <- rnorm(250, 0, 15)
  y <- pmin(100, pmax(0, round(50 + 3 * wave + 4 * wave * group + mood[person] + rnorm(195, 0, 15), 1)))
  w <- round(runif(195, 0.4, 2.5), 2)
  rows <- data.frame(person, wave, group, y, w)
  design <- svydesign(ids = ~person, strata = ~group, weights = ~w, data = rows)
  fit <- svyglm(y ~ wave * group, design); s <- summary(fit)$coefficients[4, ]; ci <- confint(fit, ddf = fit$df.residual)[4, ]
  list(rows = rows, estimate = s[[1]], se = s[[2]], df = fit$df.residual, p = s[[4]], low = ci[[1]], high = ci[[2]])
})()
write_json(list(apart = apart, panel = panel, weighted = weighted), "tests/reference/difference-in-differences.json", auto_unbox = TRUE, digits = 15)
