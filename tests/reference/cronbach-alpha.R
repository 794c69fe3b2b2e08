# Reference values of Cronbach's alpha: psych::alpha (raw) on the complete cases, each item on 0-100 with its good end up.
# Run: cd tests/reference && Rscript cronbach-alpha.R      (R >= 4.2, psych, jsonlite)
suppressMessages({library(jsonlite); library(psych)})
set.seed(20)
n <- 90
draw <- function(name, lows, highs, good, shared, missing) {
  trait <- rnorm(n)
  answers <- mapply(function(low, high, good) {
    x <- (if (good == "high") 1 else -1) * trait * shared + rnorm(n) * sqrt(1 - shared^2)
    code <- pmin(high, pmax(low, round((low + high) / 2 + x * (high - low) / 4)))
    code[runif(n) < missing] <- NA
    code
  }, lows, highs, good)
  scores <- sapply(seq_along(lows), function(i) {
    share <- (answers[, i] - lows[i]) / (highs[i] - lows[i])
    100 * (if (good[i] == "high") share else 1 - share)
  })
  complete <- scores[complete.cases(scores), ]
  list(name = unbox(name), items = data.frame(low = lows, high = highs, good = good), answers = answers,
       complete = unbox(nrow(complete)), alpha = unbox(suppressWarnings(alpha(complete, warnings = FALSE)$total$raw_alpha)))
}
write_json(list(
  draw("seven alike, a few left out", rep(1, 7), rep(5, 7), rep("high", 7), 0.7, 0.03),
  draw("two of seven steps", c(1, 1), c(7, 7), c("high", "high"), 0.8, 0.05),
  draw("mixed scales, some the other way round", c(1, 0, 1, 1), c(7, 10, 5, 5), c("high", "low", "high", "low"), 0.6, 0.04),
  draw("nothing shared", rep(1, 3), rep(5, 3), rep("high", 3), 0, 0.02)
), "cronbach-alpha.json", digits = NA, na = "null")
