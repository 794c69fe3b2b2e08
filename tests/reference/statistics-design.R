# Reference values of means and changes from samples drawn in strata and clusters.
# Run: cd tests/reference && Rscript statistics-design.R      (R >= 4.2, survey, jsonlite)
#
# svymean(deff = "replace") with confint(df = degf); svyglm(y ~ wave) on svydesign(ids = ~cluster, strata = ~stratum, weights = ~w,
# nest = TRUE), both over everybody who answered anything: a missing answer makes a domain, as does a group. Lonely units: "adjust".
# The change's design effect: its variance over that of svyglm(y ~ wave, svydesign(ids = ~person)) without weights, where the mean has
# R's own deff = "replace".
library(jsonlite); suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")
set.seed(11)

# People live in clusters, clusters lie in strata; clusters and strata move the answers. Some people are in both waves, some in one.
people <- function(clusters, size, strata, equal = FALSE, share = FALSE, missing = 0.06, both = 0.45) {
  cluster <- rep(seq_len(clusters), times = sample(size, clusters, TRUE)); n <- length(cluster)
  stratum <- ((cluster - 1) %% strata) + 1
  level <- rnorm(clusters, 0, 1)[cluster] + 0.4 * stratum
  which <- sample(c("both", "from", "to"), n, TRUE, c(both, (1 - both) / 2, (1 - both) / 2))
  base <- if (equal) rep(1, n) else round(exp(rnorm(n, 0, 0.5)), 3)
  wave <- function(number, shift) {
    y <- pmin(7, pmax(1, round(3.5 + level + shift + rnorm(n, 0, 1.2))))
    if (share) y <- as.numeric(y >= 5)
    y[runif(n) < missing] <- NA
    w <- if (equal) base else round(base * runif(n, 0.7, 1.4), 3)
    d <- data.frame(person = seq_len(n), cluster = cluster, stratum = stratum, wave = number, w = w, y = y)
    d[which %in% c("both", if (number == 0) "from" else "to"), ]
  }
  rbind(wave(0, 0), wave(1, 0.5))
}
reference <- function(name, d, group = rep(TRUE, nrow(d)), ids = ~cluster, strata = ~stratum) {
  d$group <- group
  design <- svydesign(ids = ids, strata = strata, weights = ~w, data = d, nest = TRUE)
  answered <- subset(design, group & !is.na(y))
  point <- function(number) {
    one <- svydesign(ids = ids, strata = strata, weights = ~w, data = d[d$wave == number, ], nest = TRUE)
    one <- subset(one, group & !is.na(y)); m <- svymean(~y, one, deff = "replace"); df <- degf(one)
    ci <- coef(m)[[1]] + c(-1, 1) * qt(0.975, df) * SE(m)[[1]]
    list(n = nrow(one$variables), estimate = coef(m)[[1]], se = SE(m)[[1]], df = df, designEffect = deff(m)[[1]], low = ci[1], high = ci[2])
  }
  model <- svyglm(y ~ wave, answered)
  s <- summary(model)$coefficients["wave", ]; ci <- confint(model)["wave", ]
  alone <- svyglm(y ~ wave, svydesign(ids = ~person, weights = ~1, data = d[d$group & !is.na(d$y), ]))
  list(name = name, people = d, from = point(0), to = point(1), change = list(
    estimate = s[["Estimate"]], se = s[["Std. Error"]], df = model$df.residual, t = s[["t value"]], p = s[["Pr(>|t|)"]],
    low = ci[[1]], high = ci[[2]]), designEffect = vcov(model)["wave", "wave"] / vcov(alone)["wave", "wave"])
}
households <- people(90, 1:3, 4)
areas <- people(24, 4:9, 3)
lonely <- people(9, 5:8, 4); lonely$stratum[lonely$cluster == 9] <- 9
tiny <- people(6, 2:3, 2, missing = 0)
some <- people(30, 3:6, 5)
ttest <- people(40, 2:5, 1, share = TRUE)
both <- svyttest(y ~ wave, subset(svydesign(ids = ~cluster, weights = ~w, data = ttest), !is.na(y)))
write_json(list(cases = list(
  reference("households in strata, some people in both waves", households),
  reference("areas in strata, mean", areas),
  reference("areas in strata, share", people(24, 4:9, 3, share = TRUE)),
  reference("areas, all weights 1", people(20, 4:8, 3, equal = TRUE)),
  reference("clusters without strata", people(25, 2:6, 1), strata = NULL),
  reference("strata without clusters: persons are the units", people(80, 1, 4), ids = ~person),
  reference("everybody in both waves", people(25, 3:5, 4, both = 1)),
  reference("nobody in both waves, clusters in both", people(25, 3:5, 4, both = 0)),
  reference("a lonely unit in a stratum", lonely),
  reference("a group of people: a domain", some, some$person %% 3 == 0),
  reference("one tiny group", tiny)
), svyttest = list(people = ttest, difference = both$estimate[[1]], t = both$statistic[[1]], p = both$p.value[[1]], df = both$parameter[[1]])),
"statistics-design.json", digits = NA, auto_unbox = TRUE, na = "null", dataframe = "columns")
