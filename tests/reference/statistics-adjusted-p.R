# Reference values of adjusted p-values: Benjamini-Hochberg, Holm, and Benjamini & Bogomolov's selected families.
# Run: cd tests/reference && Rscript statistics-adjusted-p.R      (R >= 4.2, jsonlite)
library(jsonlite)
set.seed(14)
lists <- list(
  c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1), # B&H 1995, section 3.2
  c(0.01, 0.01, 0.03, 0.03, 0.5), c(0.2), c(0, 1), c(1, 1, 1), round(runif(40)^2, 6), rbeta(200, 0.3, 2))
adjusted <- lapply(lists, function(p) list(p = p, benjaminiHochberg = p.adjust(p, "BH"), holm = p.adjust(p, "holm")))

# Families: overall p each and segments inside; select by BH at q, then BH inside at level q R / m.
q <- 0.05
overall <- c(0.001, 0.2, 0.004, 0.6, 0.012, 0.03, 0.9, 0.5)
segments <- lapply(overall, function(p) round(rbeta(6, 0.25, 4), 5))
selected <- p.adjust(overall, "BH") <= q
level <- q * sum(selected) / length(overall)
write_json(list(
  adjusted = adjusted,
  families = list(q = unbox(q), selected = selected, segments = segments, level = unbox(level),
                  flagged = lapply(segments, function(p) p.adjust(p, "BH") <= level))
), "statistics-adjusted-p.json", digits = NA, pretty = TRUE)
