# spdep on the workloads of local_statistics.cpp and contiguity.cpp: name,seconds (one run each; weights included).
suppressMessages({library(spdep); library(sf)})
zones_file <- commandArgs(trailingOnly = TRUE)[1]
seconds <- function(name, work) cat(sprintf("%s,%.3f\n", name, system.time(work)[["elapsed"]]))

set.seed(1)
side <- 300
centres <- as.matrix(expand.grid(x = seq_len(side), y = seq_len(side)))
counts <- rnbinom(side * side, size = 0.3, mu = 11)
seconds("gi_star_90000", {
  neighbors <- include.self(dnearneigh(centres, 0, 5.0000001))
  localG(counts, nb2listw(neighbors, style = "B"))
})
seconds("local_moran_90000", {
  neighbors <- dnearneigh(centres, 0, 5.0000001)
  localmoran(counts, nb2listw(neighbors, style = "W"))
})
zones <- st_as_sf(read.csv(zones_file), wkt = "wkt")
seconds("queen_contiguity", poly2nb(zones, queen = TRUE))
