# Reference values for hours saved a month: surveys/impact/statistics/sum-of-means.ts and surveys/impact/workflows/hours-saved.ts
#   Rscript tests/reference/sum-of-means.R        (writes sum-of-means.json)
# The sum over organisations: survey::svytotal with organisations as strata and a person's weight 1/n of theirs. Its degrees of freedom: for two
# organisations Welch's, from t.test of one against minus the other; a third in which nobody differs adds nothing to them.
# The mean over people: t.test of what each person's answers give, (hours before - hours now) * cases now; weighted: survey::svymean.
suppressMessages({library(jsonlite); library(survey)})
set.seed(20261125)
people <- data.frame(organisation = rep(c("police", "municipality", "bars", "school"), c(9, 6, 3, 2)))
people$before <- round(pmax(0, rnorm(20, 11, 3)), 1)
people$now <- round(pmax(0, people$before - rnorm(20, 1.5, 2)), 1)
people$cases <- round(pmax(0, rnorm(20, 12, 5)) * ifelse(people$organisation == "police", 10, 1))
people$weight <- round(runif(20, 0.5, 2), 2)
people$saved <- (people$before - people$now) * people$cases
size <- ave(people$saved, people$organisation, FUN = length)
total <- svytotal(~saved, svydesign(ids = ~1, strata = ~organisation, weights = 1 / size, data = people))
welch <- t.test(people$saved[people$organisation == "police"], -people$saved[people$organisation == "bars"])
mean <- t.test(people$saved)
weighted <- svymean(~saved, svydesign(ids = ~1, weights = ~weight, data = people))
write_json(list(
  people = people,
  total = list(estimate = as.numeric(total), se = as.numeric(SE(total))),
  two = list(organisations = c("police", "bars"), estimate = unname(welch$estimate[1] - welch$estimate[2]), se = welch$stderr, df = unname(welch$parameter), low = welch$conf.int[1], high = welch$conf.int[2]),
  mean = list(estimate = unname(mean$estimate), low = mean$conf.int[1], high = mean$conf.int[2]),
  weighted = list(estimate = as.numeric(weighted), se = as.numeric(SE(weighted)))
), "tests/reference/sum-of-means.json", auto_unbox = TRUE, digits = 15)
