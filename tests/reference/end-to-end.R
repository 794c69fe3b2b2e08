# From raw answers to every figure of the results: writes end-to-end.json, which tests/impact/end-to-end.test.ts reads.
# Run in this folder: Rscript end-to-end.R      (R >= 4.2, jsonlite)
#
# Draws what people of two areas put in a form in two waves, and calculates the results from that, person by person, as METHODS.md says; the
# tide, whose error METHODS leaves open, as the docstrings of statistics/tide.ts and average-error-correlation.ts put it in words.
# Nothing is tallied here.
library(jsonlite)
set.seed(20261124)

# --- people: 80 in both waves, 40 only in the first, 30 only in the second, 15 in none; twelve of the 80 moved to the other area in between.
all_people <- sprintf("p%03d", 1:165)
in0 <- 1:120
in1 <- c(1:80, 121:150)
joins <- ifelse(seq_along(all_people) %in% 121:150, 1, 0)
area0 <- rep(c("Nord", "Syd"), length.out = 165)
area1 <- area0; moved <- 1:12; area1[moved] <- ifelse(area0[moved] == "Nord", "Syd", "Nord")
mood <- rnorm(165)

# --- answers: NA is a question left empty, "dk" a "don't know".
feel <- function(who, shift, loading = 0.7) loading * mood[who] + sqrt(1 - loading^2) * rnorm(length(who)) + shift
code <- function(x, top, middle, spread) as.character(pmin(top, pmax(1, round(middle + spread * x))))
holes <- function(x, dk) { x[runif(length(x)) < 0.04] <- NA; if (dk) x[runif(length(x)) < 0.05] <- "dk"; x }
rows <- c("light", "bins", "benches", "paths", "trees", "signs")
row_shift <- c(0, 0, 0, 0.05, 0.75, -0.7)
answer <- function(who, wave) {
  out <- data.frame(
    person = all_people[who], wave = wave, area = (if (wave == 0) area0 else area1)[who],
    safe = holes(code(feel(who, 0.45 * wave), 7, 4, 1.5), TRUE),
    noise = holes(code(-feel(who, 0.15 * wave), 7, 4, 1.5), TRUE),
    burgled = holes(as.character(as.integer(feel(who, 0.1 * wave) < -0.55)), TRUE),
    hours = holes(as.character(pmax(0, round(10 - 2.5 * feel(who, 0.6 * wave, 0.4), 1))), FALSE))
  for (i in seq_along(rows)) out[[rows[i]]] <- holes(code(feel(who, 0.1 * wave + row_shift[i] * wave), 5, 3, 1.1), FALSE)
  out
}
raw <- rbind(answer(in0, 0), answer(in1, 1))

# --- readings (METHODS 1): 0 worst, 100 best; a share in percent of the good end; hours in hours; the rest is missing.
number <- function(x) suppressWarnings(as.numeric(x))
share_of <- function(x, good) ifelse(is.na(number(x)), NA, ifelse(number(x) %in% good, 100, 0))
read <- list("safe/mean" = (number(raw$safe) - 1) / 6 * 100, "safe/share" = share_of(raw$safe, 5:7),
             "noise/mean" = 100 - (number(raw$noise) - 1) / 6 * 100, "noise/share" = share_of(raw$noise, 1:3),
             "burgled/share" = share_of(raw$burgled, 0), "hours/mean" = number(raw$hours))
for (r in rows) read[[paste0("place.", r, "/mean")]] <- (number(raw[[r]]) - 1) / 4 * 100
judged <- c("safe/mean", "noise/mean", "burgled/share", paste0("place.", rows, "/mean"))
person_mean <- floor(rowMeans(do.call(cbind, read[judged]), na.rm = TRUE) + 0.5)
is_share <- function(name) grepl("/share$", name)
groups <- c("", "area=Nord", "area=Syd")
in_group <- function(group) group == "" | paste0("area=", raw$area) == group

# --- one wave: Student's t, or Wilson's limits from prop.test.
point <- function(x, share) {
  x <- x[!is.na(x)]
  ci <- if (share) 100 * suppressWarnings(prop.test(sum(x == 100), length(x), correct = FALSE)$conf.int) else t.test(x)$conf.int
  list(n = length(x), estimate = mean(x), low = ci[1], high = ci[2])
}

# --- two waves: T_new2; MOVER with phi reduced as Newcombe (1998) does, times n_p / sqrt(N0 N1).
change <- function(values, group, share) {
  use <- in_group(group) & !is.na(values)
  w0 <- use & raw$wave == 0; w1 <- use & raw$wave == 1
  x <- values[w0]; y <- values[w1]; nx <- length(x); ny <- length(y)
  both <- intersect(raw$person[w0], raw$person[w1]); nc <- length(both)
  a <- x[match(both, raw$person[w0])]; b <- y[match(both, raw$person[w1])]
  r <- if (nc >= 3 && sd(a) > 0 && sd(b) > 0) cor(a, b) else 0
  se <- sqrt(var(x) / nx + var(y) / ny - 2 * r * sd(x) * sd(y) * nc / (nx * ny))
  welch <- unname(t.test(y, x)$parameter)
  df <- (nc - 1) + (welch - nc + 1) * (nx + ny - 2 * nc) / (nx + ny)
  d <- mean(y) - mean(x)
  low <- d - qt(0.975, df) * se; high <- d + qt(0.975, df) * se
  if (share) {
    p <- point(x, TRUE); q <- point(y, TRUE)
    product <- p$estimate * (100 - p$estimate) * q$estimate * (100 - q$estimate) / 1e8
    phi <- if (r > 0) max(0, r - 1 / (2 * nc * sqrt(product))) else r
    rho <- phi * nc / sqrt(nx * ny)
    side <- function(u, v) sqrt(u^2 + v^2 - 2 * rho * u * v)
    low <- d - side(q$estimate - q$low, p$high - p$estimate); high <- d + side(q$high - q$estimate, p$estimate - p$low)
  }
  list(n0 = nx, n1 = ny, pairs = nc, estimate = d, se = se, df = df, p = 2 * pt(-abs(d / se), df), low = low, high = high,
       sd = sqrt((var(x) + var(y)) / 2))
}
figures <- list()
for (name in names(read)) for (group in groups) figures[[paste(name, group)]] <- list(
  points = lapply(0:1, function(w) point(read[[name]][in_group(group) & raw$wave == w], is_share(name))),
  change = change(read[[name]], group, is_share(name)))
change_of <- function(name, group = "") figures[[paste(name, group)]]$change
point_of <- function(name, group, wave) figures[[paste(name, group)]]$points[[wave + 1]]

# --- goals (METHODS 3).
detectable <- function(c) c$se * (qt(0.975, c$df) + qt(0.8, c$df))
probability_t <- function(c, beyond) pt(beyond / c$se, c$df)
probability_normal <- function(figure, beyond) pnorm(beyond / ((if (beyond > 0) figure$estimate - figure$low else figure$high - figure$estimate) / qnorm(0.975)))
goal <- function(name, group, probability) {
  c <- change_of(name, group)
  list(p = c$p, probabilityReached = probability, smallestDetectable = detectable(c))
}
goals <- list(
  safer = goal("safe/mean", "", probability_t(change_of("safe/mean"), change_of("safe/mean")$estimate - 5)),
  quieter = goal("noise/share", "area=Nord", probability_normal(point_of("noise/share", "area=Nord", 1), point_of("noise/share", "area=Nord", 1)$estimate - 60)),
  burglary = goal("burgled/share", "", probability_normal(change_of("burgled/share"), change_of("burgled/share")$estimate - 2)),
  hours = goal("hours/mean", "", probability_t(change_of("hours/mean"), -change_of("hours/mean")$estimate - 2)))
holm <- p.adjust(sapply(goals, `[[`, "p"), "holm")
for (id in names(goals)) goals[[id]]$holmP <- holm[[id]]

# --- ripples (METHODS 4): the six rows of the matrix are bound to no goal.
unbound <- paste0("place.", rows, "/mean")
correlation <- function(group) {
  se <- sapply(judged, function(name) change_of(name, group)$se)
  whole <- (length(se) * change(person_mean, group, FALSE)$se)^2
  max(0, min(0.99, (whole - sum(se^2)) / (sum(se)^2 - sum(se^2))))
}
tide_error <- function(se, rho) { typical <- 1 / mean(1 / se); list(typical = typical, own = typical^2 * pi / 2 / length(se)) }
screen <- function(group) {
  changes <- lapply(unbound, change_of, group); rho <- correlation(group)
  z <- sapply(changes, function(c) c$estimate / c$sd); se <- sapply(changes, function(c) c$se / c$sd)
  df <- sapply(changes, `[[`, "df"); p0 <- sapply(changes, `[[`, "p")
  tide <- sapply(seq_along(z), function(i) median(z[-i]))
  excess_se <- sapply(seq_along(z), function(i) {
    e <- tide_error(se[-i], rho)
    sqrt(rho * (se[i] - e$typical)^2 + (1 - rho) * (se[i]^2 + e$own))
  })
  p_tide <- 2 * pt(-abs(z - tide) / excess_se, df)
  all <- tide_error(se, rho); tide_se <- sqrt(rho * all$typical^2 + (1 - rho) * all$own)
  list(z = z, tide = tide, p0 = p0, p_tide = p_tide, worth = abs(sapply(changes, `[[`, "estimate")) >= 3,
       larger = ifelse(sign(z - tide) == sign(z), pmax(p0, p_tide), 1),
       whole = list(indicators = length(z), estimate = median(z), low = median(z) - qnorm(0.975) * tide_se,
                    high = median(z) + qnorm(0.975) * tide_se, averageCorrelation = rho))
}
ripple <- function(screened, i, group, adjusted, with_tide) list(
  indicator = unbound[i], segment = group, kind = if (screened$z[i] > 0) "gain" else "harm", standardisedChange = screened$z[i],
  tide = screened$tide[i], pAgainstZero = screened$p0[i], pAgainstTide = screened$p_tide[i], adjustedP = adjusted, withTide = with_tide)
overall <- screen("")
adjusted <- p.adjust(overall$larger, "BH")
flagged <- adjusted <= 0.05 & overall$worth
with_tide <- !flagged & p.adjust(overall$p0, "BH") <= 0.05 & overall$worth
ripples <- lapply(which(flagged | with_tide), function(i) ripple(overall, i, "", adjusted[i], with_tide[i]))
in_areas <- lapply(groups[-1], screen)
for (i in which(flagged)) {
  # Benjamini & Bogomolov (2014): the segments of a flagged indicator at q x R/m.
  inside <- pmin(1, p.adjust(sapply(in_areas, function(s) s$larger[i]), "BH") * length(unbound) / sum(flagged))
  for (g in 1:2) if (inside[g] <= 0.05 && in_areas[[g]]$worth[i])
    ripples[[length(ripples) + 1]] <- ripple(in_areas[[g]], i, groups[g + 1], inside[g], FALSE)
}

as_answers <- function(i) Filter(Negate(is.na), as.list(raw[i, c("safe", "noise", "burgled", "hours", rows)]))
write_json(list(
  R = R.version.string,
  people = data.frame(id = all_people, joins, before = area0, after = area1),
  answers = lapply(seq_len(nrow(raw)), function(i) list(person = raw$person[i], wave = raw$wave[i], answers = as_answers(i))),
  response = list(list(invited = sum(joins == 0), answered = length(in0)), list(invited = length(all_people), answered = length(in1))),
  figures = lapply(names(read), function(name) list(indicator = name, segments = lapply(groups, function(g) c(list(segment = g), figures[[paste(name, g)]])))),
  goals = goals, tide = overall$whole, ripples = ripples
), "end-to-end.json", auto_unbox = TRUE, digits = NA)
cat("pairs", change_of("safe/mean")$pairs, "flagged", unbound[flagged], "with tide", unbound[with_tide], "segments", length(ripples), "\n")
for (id in names(goals)) cat(id, unlist(goals[[id]]), "\n")
for (g in groups) for (n in names(read)) cat(n, g, unlist(change_of(n, g))[c("n0","n1","pairs","estimate","low","high")], "\n")
