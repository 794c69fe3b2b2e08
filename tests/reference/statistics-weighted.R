# Reference values of the weighted change between two waves.
# Run: cd tests/reference && Rscript statistics-weighted.R      (R >= 4.2, survey, jsonlite)
#
# survey::svyglm(y ~ wave, svydesign(ids = ~person, weights = ~w)): coefficient, standard error, df.residual and interval.
# Where nothing is weighted also survey::svyttest, which asks for the same difference by another door.
# (confint goes by way of the normal distribution and answers Inf when df is 1, so the smallest case here has df = 3.)
library(jsonlite); suppressMessages(library(survey))
set.seed(5)

people <- function(n, in_from, in_to, equal = FALSE) {
  x <- pmin(7, pmax(1, round(rnorm(n, 4, 1.5)))); y <- pmin(7, pmax(1, x + sample(-1:2, n, TRUE)))
  w0 <- if (equal) rep(1, n) else round(exp(rnorm(n, 0, 0.6)), 4)
  w1 <- if (equal) rep(1, n) else round(w0 * runif(n, 0.5, 1.5), 4)
  x[!in_from] <- NA; y[!in_to] <- NA; w0[!in_from] <- NA; w1[!in_to] <- NA
  data.frame(from = x, to = y, weightFrom = w0, weightTo = w1)
}
reference <- function(name, d) {
  long <- rbind(data.frame(person = seq_len(nrow(d)), wave = 0, y = d$from, w = d$weightFrom),
                data.frame(person = seq_len(nrow(d)), wave = 1, y = d$to, w = d$weightTo))
  long <- long[!is.na(long$y), ]
  model <- svyglm(y ~ wave, svydesign(ids = ~person, weights = ~w, data = long))
  s <- summary(model)$coefficients["wave", ]; ci <- confint(model)["wave", ]
  kish <- function(w) sum(w)^2 / sum(w^2)
  list(name = name, people = d, expected = list(
    estimate = s[["Estimate"]], se = s[["Std. Error"]], df = model$df.residual, t = s[["t value"]], p = s[["Pr(>|t|)"]],
    low = ci[[1]], high = ci[[2]]),
    effectiveSizeFrom = kish(na.omit(d$weightFrom)), effectiveSizeTo = kish(na.omit(d$weightTo)))
}
ttest <- function(name, d) {
  known <- reference(name, d)
  long <- data.frame(person = rep(seq_len(nrow(d)), 2), wave = rep(0:1, each = nrow(d)), y = c(d$from, d$to), w = c(d$weightFrom, d$weightTo))
  test <- svyttest(y ~ wave, svydesign(ids = ~person, weights = ~w, data = long[!is.na(long$y), ]))
  known$svyttest <- list(estimate = test$estimate[[1]], t = test$statistic[[1]], df = test$parameter[[1]], p = test$p.value)
  known
}
by_hand <- function(from, to, weightFrom, weightTo) data.frame(from, to, weightFrom, weightTo)
half <- rep(c(TRUE, FALSE), c(60, 50))
some_from <- rep(c(TRUE, TRUE, FALSE), c(40, 35, 45)); some_to <- rep(c(TRUE, FALSE, TRUE), c(40, 35, 45))
share <- people(120, some_from, some_to)
share$from <- as.numeric(share$from >= 5); share$to <- as.numeric(share$to >= 5)
scaled <- people(120, some_from, some_to); scaled$weightFrom <- scaled$weightFrom * 250; scaled$weightTo <- scaled$weightTo / 7
write_json(list(
  reference("no pairs", people(110, half, !half)),
  reference("all are pairs", people(70, rep(TRUE, 70), rep(TRUE, 70))),
  reference("partial overlap", people(120, some_from, some_to)),
  reference("partial overlap, share", share),
  reference("partial overlap, each wave's weights on its own scale", scaled),
  reference("partial overlap, all weights 1", people(120, some_from, some_to, equal = TRUE)),
  reference("five people", people(5, c(TRUE, TRUE, TRUE, TRUE, FALSE), c(TRUE, TRUE, FALSE, TRUE, TRUE))),
  ttest("all are pairs, all weights 1", people(45, rep(TRUE, 45), rep(TRUE, 45), equal = TRUE)),
  ttest("no pairs, all weights 1", people(50, rep(c(TRUE, FALSE), c(24, 26)), rep(c(FALSE, TRUE), c(24, 26)), equal = TRUE)),
  reference("a share of nobody before", by_hand(c(rep(0, 9), NA, NA), c(0, 0, 1, NA, NA, 1, 0, NA, 1, 1, 0),
    c(0.5, 1, 2, 1.5, 0.7, 1, 1, 2.2, 0.3, NA, NA), c(1, 1, 2, NA, NA, 1.2, 1, NA, 0.4, 2, 0.8))),
  reference("one weighs as much as ninety-nine", by_hand(c(2, 5, 3, 6, NA, 4), c(3, 6, 3, NA, 7, 5), c(99, 1, 1, 1, NA, 1), c(99, 1, 1, NA, 1, 1))),
  reference("two answers a wave, one of them the same person's", by_hand(c(1, 4, NA, NA, NA), c(NA, 6, 7, 2, 5), c(1, 2, NA, NA, NA), c(NA, 0.5, 1, 3, 1)))
), "statistics-weighted.json", digits = NA, auto_unbox = TRUE, na = "null", dataframe = "columns")
