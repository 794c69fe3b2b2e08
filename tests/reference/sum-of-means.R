# Reference values for hours saved a month: surveys/impact/statistics/sum-of-means.ts and surveys/impact/workflows/hours-saved.ts
#   Rscript tests/reference/sum-of-means.R        (writes sum-of-means.json)
# The sum over organisations: survey::svytotal with organisations as strata and a person's weight 1/n of theirs. Its degrees of freedom: for two
# organisations Welch's, from t.test of one against minus the other; a third in which nobody differs adds nothing to them.
# The sum over two processes that share people, some of whom answer about one alone: survey::svyratio of every organisation and process, with the
# covariances of all (people not in a domain have zeros), and svycontrast of those that belong together.
# The mean over people: t.test of what each person's answers give, (hours before - hours now) * cases now; weighted: survey::svymean.
suppressMessages({library(jsonlite); library(survey)})
set.seed(20261125)
people <- data.frame(organisation = rep(c("police", "municipality", "bars", "school"), c(9, 6, 3, 2)))
people$before <- round(pmax(0, rnorm(20, 11, 3)), 1)
people$now <- round(pmax(0, people$before - rnorm(20, 1.5, 2)), 1)
people$cases <- round(pmax(0, rnorm(20, 12, 5)) * ifelse(people$organisation == "police", 10, 1))
people$weight <- round(runif(20, 0.5, 2), 2)
people$saved <- (people$before - people$now) * people$cases
people$second <- round(0.5 * people$saved + rnorm(20, 20, 30), 1)
people$second[c(2, 3, 12)] <- NA
people$id <- seq_len(20)
size <- ave(people$saved, people$organisation, FUN = length)
total <- svytotal(~saved, svydesign(ids = ~1, strata = ~organisation, weights = 1 / size, data = people))
welch <- t.test(people$saved[people$organisation == "police"], -people$saved[people$organisation == "bars"])
mean <- t.test(people$saved)
weighted <- svymean(~saved, svydesign(ids = ~1, weights = ~weight, data = people))
names <- unique(people$organisation)
domains <- expand.grid(organisation = names, process = c("saved", "second"), stringsAsFactors = FALSE)
for (d in seq_len(nrow(domains))) {
  here <- people$organisation == domains$organisation[d] & !is.na(people[[domains$process[d]]])
  people[[paste0("y", d)]] <- ifelse(here, people[[domains$process[d]]], 0)
  people[[paste0("x", d)]] <- as.numeric(here)
}
k <- nrow(domains)
design <- svydesign(ids = ~1, strata = ~organisation, weights = ~1, data = people)
formula <- function(letter) as.formula(paste("~", paste0(letter, seq_len(k), collapse = "+")))
ratios <- svyratio(formula("y"), formula("x"), design, covmat = TRUE)
picked <- as.vector(outer(seq_len(k), seq_len(k), "==")) * 1
shared <- sum(diag(ratios$ratio))
sharedError <- sqrt(as.numeric(t(picked) %*% vcov(ratios) %*% picked))
write_json(list(
  people = people[c("id", "organisation", "before", "now", "cases", "weight", "saved", "second")],
  total = list(estimate = as.numeric(total), se = as.numeric(SE(total))),
  shared = list(estimate = shared, se = sharedError),
  two = list(organisations = c("police", "bars"), estimate = unname(welch$estimate[1] - welch$estimate[2]), se = welch$stderr, df = unname(welch$parameter), low = welch$conf.int[1], high = welch$conf.int[2]),
  mean = list(estimate = unname(mean$estimate), low = mean$conf.int[1], high = mean$conf.int[2]),
  weighted = list(estimate = as.numeric(weighted), se = as.numeric(SE(weighted)))
), "tests/reference/sum-of-means.json", auto_unbox = TRUE, digits = 15)
