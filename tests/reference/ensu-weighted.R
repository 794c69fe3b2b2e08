# ENSU 2015 with its weights, and with its strata (EDIS) and clusters (UPM_DIS), over its four quarters: what R survey makes of the raw files.
# Run: cd tests/reference && Rscript ensu-weighted.R FOLDER      (the folder that holds 2015q1 … 2015q4; R >= 4.2, survey, jsonlite)
# Fuente: INEGI, ENSU 2015. Only sums over hundreds of people are written; the data are not in this repository. tests/ensu/README.md.
#
# Weights alone: svyglm(y ~ wave, svydesign(ids = ~person, weights = ~w)) among those who answered; Kish's design effect for a point. Degrees of
# freedom, p and limits as decision 013 has them, from svymean of each wave and the covariance of the two (svyby).
# Strata and clusters: svydesign(ids = ~UPM_DIS, strata = ~EDIS, weights = ~w, nest = TRUE) of everybody in the two quarters, those who
# answered as a domain; svymean(deff = "replace") for a point. Lonely units: "adjust".
library(jsonlite); suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")
folder <- commandArgs(trailingOnly = TRUE)[1]

plain <- function(file) {
  text <- paste(readLines(file, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
  d <- read.csv(text = sub("^\ufeff", "", gsub("\r", "", text)), colClasses = "character", check.names = FALSE)
  names(d) <- sub("^.*PER$", "PER", names(d)); d
}
quarter <- function(q) {
  file <- function(part) sprintf("%s/2015q%d/conjunto_de_datos_%s_ensu_0%d_2015.csv", folder, q, part, q)
  home <- c("PER", "FOL", "ENT", "CON", "V_SEL", "N_HOG", "H_MUD", "N_REN", "UPM_DIS", "EDIS")
  d <- merge(plain(file("cb")), plain(file("cs"))[c(home, "SEX")], by = home)
  code <- function(name) suppressWarnings(as.numeric(d[[name]]))
  share <- function(x, counts, valid) ifelse(x %in% valid, 100 * (x %in% counts), NA)
  data.frame(wave = q - 1, w = as.numeric(d$FACTOR), stratum = d$EDIS, cluster = d$UPM_DIS,
    person = do.call(paste, d[c("FOL", "ENT", "CON", "V_SEL", "N_HOG", "H_MUD", "N_REN", "SEX")]),
    sex = ifelse(as.numeric(d$SEX) == 1, "sex=men", "sex=women"),
    unsafe = share(code("P1"), 2, c(1, 2, 9)),
    trend = ifelse(code("P2") %in% 1:4, 100 - (code("P2") - 1) / 3 * 100, NA),
    vandalism = share(code("P3_1"), 2, 1:2),
    municipal = share(code("P6_1"), 1:2, 1:4))
}
all <- do.call(rbind, lapply(1:4, quarter))
keys <- c(unsafe = "resident/unsafe-city-inegi/share", trend = "resident/expected-trend/mean",
          vandalism = "resident/seen-vandalism/share", municipal = "resident/effective-municipal/share")
deff_of <- function(model, d) vcov(model)["wave", "wave"] /
  vcov(svyglm(y ~ wave, svydesign(ids = ~person, weights = ~1, data = d)))["wave", "wave"]

# Decision 013. Each wave: n, estimate, error, weights; r: correlation of the two errors; pairs: people in both.
limits_of_share <- function(w, estimate, se) {
  p <- estimate / 100; deff <- length(w) * sum(w^2) / sum(w)^2
  n <- min(length(w) / deff, p * (1 - p) / (se / 100)^2); t <- qt(0.975, max(20, (length(w) - 1) / (deff^2 - 1)))
  beyond <- function(q) (p - q)^2 - t^2 * q * (1 - q) / n
  100 * c(uniroot(beyond, c(0, p), tol = 1e-14)$root, uniroot(beyond, c(p, 1), tol = 1e-14)$root)
}
decided <- function(d, fit, is_share) {
  waves <- split(d, d$wave); pairs <- length(intersect(waves[[1]]$person, waves[[2]]$person))
  design <- function(x) svydesign(ids = ~person, weights = ~w, data = x)
  means <- lapply(waves, function(x) svymean(~y, design(x))); v <- sapply(means, function(m) SE(m)[[1]]^2); n <- sapply(waves, nrow)
  kept <- sapply(waves, function(x) (sum(x$w)^2 / sum(x$w^2) / nrow(x))^2)
  welch <- sum(v)^2 / sum(v^2 / ((n - 1) * kept)); of_pairs <- max(0, pairs - 1) * mean(kept)
  df <- if (pairs == 0) welch else of_pairs + (welch - of_pairs) * (sum(n) - 2 * pairs) / sum(n)
  row <- summary(fit)$coefficients["wave", ]; estimate <- row[["Estimate"]]; se <- row[["Std. Error"]]
  found <- list(df = df, p = 2 * pt(-abs(estimate / se), df), low = estimate - qt(0.975, df) * se, high = estimate + qt(0.975, df) * se)
  if (!is_share) return(found)
  m <- sapply(means, coef); l <- Map(function(x, m) limits_of_share(x$w, coef(m)[[1]], SE(m)[[1]]), waves, means)
  r <- cov2cor(vcov(svyby(~y, ~wave, design(d), svymean, covmat = TRUE)))[1, 2]
  counted <- sqrt(prod(sapply(waves, function(x) sum(x$w)^2 / sum(x$w^2))))
  if (r > 0) r <- max(0, r - 1 / (2 * counted * sqrt(prod(m * (100 - m))) / 1e4))
  side <- function(a, b) sqrt(a^2 + b^2 - 2 * r * a * b)
  found$low <- estimate - side(m[[2]] - l[[2]][1], l[[1]][2] - m[[1]]); found$high <- estimate + side(l[[2]][2] - m[[2]], m[[1]] - l[[1]][1])
  found
}

change <- function(item, segment, from, to, clustered) {
  d <- all[all$wave %in% c(from, to), ]; d$y <- d[[item]]; d$wave <- as.numeric(d$wave == to)
  keep <- !is.na(d$y) & (segment == "" | d$sex == segment)
  design <- if (clustered) subset(svydesign(ids = ~cluster, strata = ~stratum, weights = ~w, nest = TRUE, data = d), keep)
            else svydesign(ids = ~person, weights = ~w, data = d[keep, ])
  m <- svyglm(y ~ wave, design); s <- summary(m)$coefficients["wave", ]; ci <- confint(m)["wave", ]
  test <- if (clustered) list(df = m$df.residual, p = s[["Pr(>|t|)"]], low = ci[[1]], high = ci[[2]]) else decided(d[keep, ], m, item != "trend")
  c(list(indicator = keys[[item]], segment = segment, fromPosition = from, toPosition = to, estimate = s[["Estimate"]], se = s[["Std. Error"]]),
    test, list(designEffect = deff_of(m, d[keep, ])))
}
point <- function(item, segment, wave, clustered) {
  d <- all[all$wave == wave, ]; d$y <- d[[item]]; keep <- !is.na(d$y) & (segment == "" | d$sex == segment)
  design <- if (clustered) subset(svydesign(ids = ~cluster, strata = ~stratum, weights = ~w, nest = TRUE, data = d), keep)
            else svydesign(ids = ~person, weights = ~w, data = d[keep, ])
  m <- svymean(~y, design, deff = "replace"); w <- d$w[keep]
  list(indicator = keys[[item]], segment = segment, position = wave, n = sum(keep), estimate = coef(m)[[1]],
       designEffect = if (clustered) deff(m)[[1]] else sum(keep) * sum(w^2) / sum(w)^2)
}
segments <- c("", "sex=men", "sex=women")
both <- function(clustered) {
  pairs <- list(c(0, 1), c(0, 2), c(0, 3), c(1, 2), c(2, 3))
  list(changes = do.call(c, lapply(names(keys), function(i) do.call(c, lapply(segments, function(s) lapply(pairs, function(p)
         change(i, s, p[1], p[2], clustered)))))),
       points = do.call(c, lapply(names(keys), function(i) do.call(c, lapply(segments, function(s) lapply(0:3, function(q)
         point(i, s, q, clustered)))))))
}
write_json(list(weighted = both(FALSE), clustered = both(TRUE)), "ensu-weighted.json", digits = NA, auto_unbox = TRUE)
