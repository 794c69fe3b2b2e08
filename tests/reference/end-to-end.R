# From raw answers to every figure of the results: writes end-to-end.json, which tests/impact/end-to-end.test.ts reads.
# Run in this folder: Rscript end-to-end.R      (R >= 4.2, jsonlite)
#
# Draws what people of two areas put in a form in two waves, and calculates the results from that, person by person, as METHODS.md says; the
# tide, which METHODS leaves open, as the docstrings of statistics/tide.ts, shared-shift.ts and average-error-correlation.ts put it in words.
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

# --- one wave: Wilson's limits from prop.test; for a mean between 0 and 100 the true means that are not rejected when the variance shrinks
# towards the ends as m(100 - m) does, found by searching; Student's t for hours.
bounded <- function(x) {
  m <- mean(x); spread <- var(x) / (m * (100 - m)) / length(x)
  beyond <- function(mu) (m - mu)^2 - qt(0.975, length(x) - 1)^2 * spread * mu * (100 - mu)
  search <- function(ends) uniroot(beyond, ends, tol = 1e-13)$root
  c(search(c(0, m)), search(c(m, 100)))
}
point <- function(x, share, amount = FALSE) {
  x <- x[!is.na(x)]
  ci <- if (share) 100 * suppressWarnings(prop.test(sum(x == 100), length(x), correct = FALSE)$conf.int) else if (amount) t.test(x)$conf.int else bounded(x)
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
  points = lapply(0:1, function(w) point(read[[name]][in_group(group) & raw$wave == w], is_share(name), name == "hours/mean")),
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
# The shift that most share: the likelihood of shared-shift.ts, climbed by R's own optimiser.
majority <- function(x, e, near = NULL) {
  typical <- 1 / mean(1 / e); wide <- sqrt(e^2 + typical^2)
  parts <- function(u) {
    minorities <- 0.3 * plogis(u[4]); share <- c(1 - minorities, minorities * plogis(u[5]), minorities * plogis(-u[5])); shift <- u[1] * typical
    cbind(share[1] * dnorm(x, shift, e), share[2] * dnorm(x, shift + typical * (2 + exp(u[2])), wide), share[3] * dnorm(x, shift - typical * (2 + exp(u[3])), wide))
  }
  loss <- function(u) -sum(log(rowSums(parts(u)))) - log(1 - 0.3 * plogis(u[4]))
  climb <- function(u) { for (i in 1:3) u <- optim(optim(u, loss, control = list(maxit = 2e4, reltol = 1e-15))$par, loss, method = "BFGS", control = list(maxit = 5e3, reltol = 1e-15))$par; u }
  # Of almost the same values the search starts where theirs ended; there may be several tops.
  u <- climb(if (is.null(near)) c(median(x) / typical, log(0.5), log(0.5), 1, 0) else c(near$shift / typical, near$u[-1]))
  shift <- u[1] * typical; r <- parts(u)[, 1] / rowSums(parts(u)); w <- r / e^2
  information <- max(sum(w) - sum(r * (1 - r) * (x - shift)^2 / e^4), sum(w) / 6)
  # What a minority too near to be seen may pull, and four times what those pull of whom it is unclear whether they belong.
  pull <- function(side) sum(w * (1 - r) * pmax(0, side * (x - shift))) / sum(w)
  doubt <- function(against) (0.13 * typical)^2 + (4 * pull(against))^2
  list(shift = shift, u = u, w = w, variance = 1 / information, up = doubt(-1), down = doubt(1))
}
screen <- function(group) {
  changes <- lapply(unbound, change_of, group); rho <- correlation(group)
  z <- sapply(changes, function(c) c$estimate / c$sd); se <- sapply(changes, function(c) c$se / c$sd)
  df <- sapply(changes, `[[`, "df"); p0 <- sapply(changes, `[[`, "p"); own <- sqrt(1 - rho) * se
  all <- majority(z, own)
  # How far the i-th stands out from the others: by one step from the majority of all, and where that looks clear by the others alone.
  excess <- function(i) {
    judge <- function(shift, w, variance, from) {
      typical <- sum(w * se[-i]) / sum(w); doubt <- if (z[i] > shift) from$up else from$down
      list(tide = shift, p = 2 * pt(-abs(z[i] - shift) / sqrt(rho * (se[i] - typical)^2 + own[i]^2 + variance + doubt), df[i]))
    }
    w <- all$w[-i]
    quick <- judge(sum(w * z[-i]) / sum(w), w, all$variance * sum(all$w) / sum(w), all)
    if (quick$p > 0.03) return(quick)
    others <- majority(z[-i], own[-i], all); judge(others$shift, others$w, others$variance, others)
  }
  each <- lapply(seq_along(z), excess); tide <- sapply(each, `[[`, "tide"); p_tide <- sapply(each, `[[`, "p")
  tide_se <- sqrt(rho * (sum(all$w * se) / sum(all$w))^2 + all$variance + max(all$up, all$down))
  list(z = z, tide = tide, p0 = p0, p_tide = p_tide, worth = abs(sapply(changes, `[[`, "estimate")) >= 3,
       larger = ifelse(sign(z - tide) == sign(z), pmax(p0, p_tide), 1),
       whole = list(indicators = length(z), estimate = all$shift, low = all$shift - qnorm(0.975) * tide_se,
                    high = all$shift + qnorm(0.975) * tide_se, averageCorrelation = rho))
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
