# Reference values of the normal and Student t distributions.
# Run: cd tests/reference && Rscript statistics-distributions.R      (R >= 4.2, jsonlite)
library(jsonlite)
grid <- expand.grid(df = c(0.5, 1, 2.5, 3, 10, 29.84466454, 120.5, 1000, 1e6), t = c(-40, -8.3, -3.1, -1.5, -0.2, 0, 0.7, 2.4))
quantiles <- expand.grid(df = c(0.5, 1, 2.5, 3, 10, 29.84466454, 120.5, 1000, 1e6), probability = c(0.0001, 0.025, 0.2, 0.5, 0.8, 0.95, 0.975, 0.995))
z <- c(-30, -10, -5.2, -1.96, -0.3, 0, 0.6, 2.5)
probability <- c(1e-6, 0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999)
write_json(list(
  studentTCdf = transform(grid, expected = pt(t, df)),
  studentTQuantile = transform(quantiles, expected = qt(probability, df)),
  normalCdf = data.frame(z, expected = pnorm(z)),
  normalQuantile = data.frame(probability, expected = qnorm(probability))
), "statistics-distributions.json", digits = NA, pretty = TRUE)
