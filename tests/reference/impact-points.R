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

# The true means between 0 and 100 that are not rejected at 5 %, when the variance shrinks towards the ends as m(100 - m) does: found by searching.
not_rejected <- function(m, se, df) {
  beyond <- function(mu) abs(m - mu) / (se * sqrt(mu * (100 - mu) / (m * (100 - m)))) - qt(0.975, df)
  c(uniroot(beyond, c(1e-9, m), tol = 1e-13)$root, uniroot(beyond, c(m, 100 - 1e-9), tol = 1e-13)$root)
}
mean_point <- function(x) {
  test <- t.test(x)
  limits <- not_rejected(mean(x), test$stderr, test$parameter)
  list(n = length(x), estimate = mean(x), low = limits[1], high = limits[2])
}
share_point <- function(x) {
  test <- prop.test(sum(x == 100), length(x), correct = FALSE)
  list(n = length(x), estimate = mean(x), low = 100 * test$conf.int[1], high = 100 * test$conf.int[2])
}
design_of <- function(data) svydesign(ids = ~person, weights = ~weight, data = data)
# Degrees of freedom of a weighted mean's error as a share of those without weights: 1 / deff^2, Kish's design effect.
kept_df <- function(w) (sum(w)^2 / sum(w^2) / length(w))^2
weighted_mean_point <- function(data) {
  mean <- svymean(~score, design_of(data))
  limits <- not_rejected(coef(mean)[[1]], SE(mean)[[1]], (nrow(data) - 1) * kept_df(data$weight))
  list(n = nrow(data), estimate = coef(mean)[[1]], low = limits[1], high = limits[2])
}
# Wilson's limits at the smaller effective size, p(1 - p)/se^2 or Kish's, found by searching for the true shares that are not rejected; Student's t
# with the degrees of freedom that the weights cost, at least 20.
weighted_share_point <- function(data) {
  mean <- svymean(~safe, design_of(data))
  p <- coef(mean)[[1]] / 100
  n <- min(p * (1 - p) / (SE(mean)[[1]] / 100)^2, sum(data$weight)^2 / sum(data$weight^2))
  t <- qt(0.975, max(20, (nrow(data) - 1) / (1 / kept_df(data$weight) - 1)))
  beyond <- function(q) (p - q)^2 - t^2 * q * (1 - q) / n
  limits <- c(uniroot(beyond, c(0, p), tol = 1e-14)$root, uniroot(beyond, c(p, 1), tol = 1e-14)$root)
  list(n = nrow(data), estimate = 100 * p, low = 100 * limits[1], high = 100 * limits[2])
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
# Estimate and error: svyglm. Degrees of freedom: each wave's own, joined as T_new2 joins them. A share's interval: MOVER, with the correlation of
# the two means taken from the covariance matrix of svyby, less half a person among the pairs.
weighted_change <- function(variable) {
  fit <- svyglm(as.formula(paste(variable, "~ wave")), design_of(answers))
  row <- summary(fit, df.resid = degf(design_of(answers)) - 1)$coefficients["wave", ]
  one <- function(data) svymean(as.formula(paste("~", variable)), design_of(data))
  v <- c(SE(one(before))^2, SE(one(after))^2); n <- c(nrow(before), nrow(after))
  kept <- c(kept_df(before$weight), kept_df(after$weight)); pairs <- length(intersect(before$person, after$person))
  welch <- sum(v)^2 / sum(v^2 / ((n - 1) * kept))
  of_pairs <- (pairs - 1) * mean(kept)
  df <- of_pairs + (welch - of_pairs) * (sum(n) - 2 * pairs) / sum(n)
  out <- list(
    estimate = row[[1]], se = row[[2]], df = df, p = 2 * pt(-abs(row[[1]] / row[[2]]), df),
    low = row[[1]] - qt(0.975, df) * row[[2]], high = row[[1]] + qt(0.975, df) * row[[2]]
  )
  if (variable == "score") return(out)
  p <- weighted_share_point(before); q <- weighted_share_point(after)
  both <- vcov(svyby(~safe, ~wave, design_of(answers), svymean, covmat = TRUE))
  kish <- function(w) sum(w)^2 / sum(w^2)
  spread <- sqrt(prod(c(p$estimate, 100 - p$estimate, q$estimate, 100 - q$estimate) / 100))
  r <- max(0, cov2cor(both)[1, 2] - 1 / (2 * sqrt(kish(before$weight) * kish(after$weight)) * spread))
  side <- function(a, b) sqrt(a^2 + b^2 - 2 * r * a * b)
  out$low <- row[[1]] - side(q$estimate - q$low, p$high - p$estimate)
  out$high <- row[[1]] + side(q$high - q$estimate, p$estimate - p$low)
  out
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
