# Reference values of raking and trimming.
# Run: cd tests/reference && Rscript statistics-rake.R      (R >= 4.2, survey, jsonlite)
#
# survey::rake with epsilon as a fraction of the whole, survey::trimWeights(strict = TRUE). People outside a margin are for R a group of
# their own, whose total is what they have before.
library(jsonlite); suppressMessages(library(survey))
set.seed(23)

answers <- function(n, equal = TRUE) {
  sex <- sample(c("women", "men"), n, TRUE, c(0.62, 0.38)); age <- sample(c("18-29", "30-59", "60+"), n, TRUE, c(0.15, 0.4, 0.45))
  area <- sample(c("Nord", "Syd", "Øst", "Vest"), n, TRUE, c(0.4, 0.3, 0.2, 0.1))
  data.frame(sex, age, area, w = if (equal) rep(1, n) else round(exp(rnorm(n, 0, 0.5)), 3))
}
shares <- list(sex = c(men = 0.49, women = 0.51), age = c("18-29" = 0.22, "30-59" = 0.47, "60+" = 0.31),
               area = c(Nord = 0.25, Syd = 0.25, Vest = 0.25, "Øst" = 0.25))
reference <- function(name, d, margins, epsilon = 1e-9, maxit = 500, cap = NULL) {
  total <- sum(d$w)
  population <- lapply(margins, function(m) {
    outside <- sum(d$w[is.na(d[[m]])]); t <- shares[[m]] * (total - outside)
    f <- data.frame(group = c(names(t), if (outside > 0) "outside"), Freq = c(t, if (outside > 0) outside)); names(f)[1] <- m; f
  })
  known <- d; for (m in margins) known[[m]][is.na(known[[m]])] <- "outside"
  design <- suppressWarnings(svydesign(ids = ~1, weights = ~w, data = known))
  raked <- rake(design, lapply(margins, function(m) as.formula(paste("~", m))), population,
                control = list(maxit = maxit, epsilon = epsilon, verbose = FALSE))
  w <- weights(raked)
  out <- list(name = name, people = d, margins = lapply(margins, function(m) list(name = m, targets = as.list(shares[[m]]))),
              tolerance = epsilon, weights = unname(w))
  if (!is.null(cap)) { t <- unname(weights(trimWeights(raked, upper = cap, strict = TRUE))); out$cap <- cap; out$trimmedWeights <- t
                       out$trimmed <- sum(t > cap * (1 - 1e-9)) }
  out
}
all <- c("sex", "age", "area")
missing <- answers(260, FALSE); missing$age[sample(260, 30)] <- NA; missing$sex[sample(260, 12)] <- NA
write_json(list(
  reference("one margin", answers(120), "sex"),
  reference("three margins, drawn alike", answers(300), all, cap = 2),
  reference("three margins, first weights unequal", answers(300, FALSE), all, cap = 2.5),
  reference("people outside two margins", missing, all, cap = 2),
  reference("stopped early: a tolerance of one in a thousand", answers(200), all, epsilon = 1e-3)
), "statistics-rake.json", digits = NA, auto_unbox = TRUE, na = "null", dataframe = "columns")
