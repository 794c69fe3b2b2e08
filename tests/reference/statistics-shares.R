# Reference values of the Wilson interval and of the change of a share by MOVER.
# Run: cd tests/reference && Rscript statistics-shares.R      (R >= 4.2, jsonlite)
#
# Wilson: stats::prop.test(correct = FALSE). The change: square-and-add on prop.test's limits, written here from the papers:
#  - Newcombe (1998), Stat. Med. 17, 873-890, method 10 (independent); published limits from his table II;
#  - Newcombe (1998), Stat. Med. 17, 2635-2650, method 10 (paired, phi reduced for continuity), from the 2x2 counts;
#    published: 36/12/2/0 from that paper; 14/5/0/22 from Altman et al. (2000), Statistics with Confidence, p. 52;
#    59/6/16/80 from the tests of the R package contingencytables (Fagerland, Lydersen & Laake 2017, ch. 8).
library(jsonlite)
limits <- function(k, n, level = 0.95) suppressWarnings(prop.test(k, n, correct = FALSE, conf.level = level)$conf.int)

ks <- list(c(0, 1), c(1, 1), c(0, 10), c(10, 10), c(1, 7), c(15, 148), c(81, 263), c(0, 20), c(1, 29), c(500, 1000), c(3, 100000),
           c(0, 2), c(1, 2), c(2, 2), c(0, 5), c(5, 5), c(0, 5000), c(5000, 5000))
wilson <- do.call(rbind, lapply(ks, function(x) do.call(rbind, lapply(c(0.9, 0.95, 0.99), function(level) {
  ci <- limits(x[1], x[2], level); data.frame(count = x[1], n = x[2], confidence = level, low = ci[1], high = ci[2]) }))))

# p1 - p2; the tests take wave "to" as sample 1 and wave "from" as sample 2, as Newcombe's tables have it.
join <- function(k1, n1, k2, n2, rho) {
  a <- limits(k1, n1); b <- limits(k2, n2); p1 <- k1 / n1; p2 <- k2 / n2
  c(p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2 - 2 * rho * (p1 - a[1]) * (b[2] - p2)),
    p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2 - 2 * rho * (a[2] - p1) * (p2 - b[1])))
}
independent <- do.call(rbind, lapply(list(
  c(56, 70, 48, 80, 0.0524, 0.3339), c(9, 10, 3, 10, 0.1705, 0.8090), c(6, 7, 2, 7, 0.0582, 0.8062),
  c(5, 56, 0, 29, -0.0381, 0.1926), c(0, 10, 0, 20, -0.1611, 0.2775), c(0, 10, 0, 10, -0.2775, 0.2775),
  c(10, 10, 0, 20, 0.6791, 1.0000), c(10, 10, 0, 10, 0.6075, 1.0000),
  c(2, 2, 0, 2, NA, NA), c(1, 2, 1, 2, NA, NA), c(0, 2, 0, 2, NA, NA), c(7, 7, 7, 7, NA, NA), c(0, 1, 1, 1, NA, NA)), function(x) {
  ci <- join(x[1], x[2], x[3], x[4], 0)
  data.frame(count1 = x[1], n1 = x[2], count2 = x[3], n2 = x[4], low = ci[1], high = ci[2], publishedLow = x[5], publishedHigh = x[6]) }))

# a: yes both times, b: yes only in sample 1, c: yes only in sample 2, d: never
paired_case <- function(x) {
  a <- x[1]; b <- x[2]; c <- x[3]; d <- x[4]; n <- sum(x[1:4])
  product <- (a + b) * (c + d) * (a + c) * (b + d)
  excess <- a * d - b * c
  excess <- if (excess > 0) max(excess - n / 2, 0) else excess
  ci <- join(a + b, n, a + c, n, if (product > 0) excess / sqrt(product) else 0)
  data.frame(a, b, c, d, low = ci[1], high = ci[2], publishedLow = x[5], publishedHigh = x[6])
}
paired <- do.call(rbind, lapply(list(
  c(36, 12, 2, 0, 0.0569, 0.3404), c(14, 5, 0, 22, 0.011, 0.226), c(59, 6, 16, 80, -0.1186, -0.0046),
  c(20, 12, 2, 16, NA, NA), c(1, 1, 7, 12, NA, NA), c(5, 0, 0, 5, NA, NA), c(10, 0, 0, 0, NA, NA), c(0, 0, 10, 0, NA, NA),
  c(2, 18, 19, 3, NA, NA), c(1, 0, 0, 29, NA, NA)), paired_case))

write_json(list(wilson = wilson, independent = independent, paired = paired), "statistics-shares.json",
           digits = NA, na = "null", pretty = TRUE)
