# Density and edgewise reciprocity of the NFDI consortia's networks of 2019, 2020 and 2021, with sna. Only those who applied in a year could
# name partners in it; what the others would have said is unknown (NA). The data are not part of this repository; only these aggregates are.
# Run: cd tests/reference && Rscript nfdi.R FOLDER-WITH-THE-FILES      (R >= 4.2, sna 2.7, jsonlite)
suppressPackageStartupMessages({ library(sna); library(jsonlite) })
folder <- commandArgs(trailingOnly = TRUE)[1]
# Applied and named nobody: README.md of the data.
silent <- list("2019" = c("PAHN-PaN", "RWD-DHCt"), "2020" = "ColDiRPS", "2021" = character())
separator <- c("2019" = ";", "2020" = ";", "2021" = ",")
year <- function(y) {
  ties <- unique(read.csv(file.path(folder, sprintf("NFDI_Netzwerk_%s.csv", y)), sep = separator[[y]], strip.white = TRUE))
  nodes <- sort(unique(c(ties$from, ties$to, silent[[y]])))
  m <- matrix(0, length(nodes), length(nodes), dimnames = list(nodes, nodes))
  m[cbind(ties$from, ties$to)] <- 1
  m[!nodes %in% c(ties$from, silent[[y]]), ] <- NA
  diag(m) <- 0
  census <- dyad.census(m)
  list(nodes = unbox(length(nodes)), density = unbox(unname(gden(m))),
       reciprocity = unbox(unname(grecip(m, measure = "edgewise"))),
       mutual = unbox(census[, "Mut"][[1]]), oneSided = unbox(census[, "Asym"][[1]]))
}
write_json(sapply(names(separator), year, simplify = FALSE), "nfdi.json", digits = NA, pretty = TRUE)
