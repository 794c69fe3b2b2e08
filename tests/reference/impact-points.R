# Points and changes put together from answers: writes impact-points.json, which tests/impact/points-and-changes.test.ts reads.
# Run in this folder: Rscript impact-points.R
suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})

set.seed(20261123)
people <- data.frame(person = sprintf("p%02d", 1:90))
trust <- rnorm(90)
answer <- function(shift) pmin(7, pmax(1, round(4 + shift + 1.2 * trust + rnorm(90))))
wave <- function(number, rows, shift) {
  data.frame(
    person = people$person[rows], wave = number, value = answer(shift)[rows],
    weight = round(runif(length(rows), 0.4, 2.2), 2)
  )
}
answers <- rbind(wave(0, 1:65, 0), wave(1, 21:90, 0.6))

score <- function(value) (value - 1) / 6 * 100
safe <- function(value) ifelse(value >= 5, 100, 0)
answers$score <- score(answers$value)
answers$safe <- safe(answers$value)
before <- subset(answers, wave == 0)
after <- subset(answers, wave == 1)

mean_point <- function(x) {
  test <- t.test(x)
  list(n = length(x), estimate = mean(x), low = test$conf.int[1], high = test$conf.int[2])
}
share_point <- function(x) {
  test <- prop.test(sum(x == 100), length(x), correct = FALSE)
  list(n = length(x), estimate = mean(x), low = 100 * test$conf.int[1], high = 100 * test$conf.int[2])
}
design_of <- function(data) svydesign(ids = ~person, weights = ~weight, data = data)
weighted_mean_point <- function(data) {
  mean <- svymean(~score, design_of(data))
  limits <- confint(mean, df = nrow(data) - 1)
  list(n = nrow(data), estimate = coef(mean)[[1]], low = limits[1], high = limits[2])
}
# Wilson's limits at the effective sample size p(1 - p)/se^2.
weighted_share_point <- function(data) {
  mean <- svymean(~safe, design_of(data))
  p <- coef(mean)[[1]] / 100
  n <- p * (1 - p) / (SE(mean)[[1]] / 100)^2
  z <- qnorm(0.975)
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  list(n = nrow(data), estimate = 100 * p, low = 100 * (centre - half), high = 100 * (centre + half))
}

# Derrick et al. (2017), T_new2, written out.
change <- function(x0, x1, person0, person1) {
  both <- intersect(person0, person1)
  n <- length(both)
  r <- if (n >= 3) cor(x0[match(both, person0)], x1[match(both, person1)]) else 0
  n0 <- length(x0); n1 <- length(x1)
  se <- sqrt(var(x0) / n0 + var(x1) / n1 - 2 * r * sd(x0) * sd(x1) * n / (n0 * n1))
  welch <- (var(x0) / n0 + var(x1) / n1)^2 / ((var(x0) / n0)^2 / (n0 - 1) + (var(x1) / n1)^2 / (n1 - 1))
  a <- n0 - n; b <- n1 - n
  df <- (n - 1) + (welch - n + 1) / (a + b + 2 * n) * (a + b)
  estimate <- mean(x1) - mean(x0)
  list(
    n0 = n0, n1 = n1, pairs = n, estimate = estimate, se = se, df = df, p = 2 * pt(-abs(estimate / se), df),
    low = estimate - qt(0.975, df) * se, high = estimate + qt(0.975, df) * se
  )
}
welch_change <- function(x0, x1) {
  test <- t.test(x1, x0)
  list(
    estimate = unname(test$estimate[1] - test$estimate[2]), se = test$stderr, df = unname(test$parameter),
    p = test$p.value, low = test$conf.int[1], high = test$conf.int[2]
  )
}
weighted_change <- function(variable) {
  fit <- svyglm(as.formula(paste(variable, "~ wave")), design_of(answers))
  row <- summary(fit, df.resid = degf(design_of(answers)) - 1)$coefficients["wave", ]
  df <- degf(design_of(answers)) - 1
  list(
    estimate = row[[1]], se = row[[2]], df = df, p = 2 * pt(-abs(row[[1]] / row[[2]]), df),
    low = row[[1]] - qt(0.975, df) * row[[2]], high = row[[1]] + qt(0.975, df) * row[[2]]
  )
}

# Newcombe (1998), method 10, for the share when nobody is paired.
newcombe <- function(x0, x1) {
  p0 <- share_point(x0); p1 <- share_point(x1)
  d <- p1$estimate - p0$estimate
  list(
    estimate = d,
    low = d - sqrt((p1$estimate - p1$low)^2 + (p0$high - p0$estimate)^2),
    high = d + sqrt((p1$high - p1$estimate)^2 + (p0$estimate - p0$low)^2)
  )
}

write_json(list(
  R = R.version.string,
  survey = as.character(packageVersion("survey")),
  answers = answers[c("person", "wave", "value", "weight")],
  mean = list(
    before = mean_point(before$score), after = mean_point(after$score),
    change = change(before$score, after$score, before$person, after$person),
    unpaired = welch_change(before$score, after$score)
  ),
  share = list(
    before = share_point(before$safe), after = share_point(after$safe),
    test = change(before$safe, after$safe, before$person, after$person),
    unpaired = newcombe(before$safe, after$safe)
  ),
  weightedMean = list(before = weighted_mean_point(before), after = weighted_mean_point(after), change = weighted_change("score")),
  weightedShare = list(before = weighted_share_point(before), after = weighted_share_point(after), change = weighted_change("safe"))
), "impact-points.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
