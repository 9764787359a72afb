# spatstat's Kest on the points of ripley_k.cpp: name,seconds (one run each; the polygon without its hole). Argument: the folder they were saved in.
suppressMessages(library(spatstat.explore))
folder <- commandArgs(trailingOnly = TRUE)[1]
r <- seq(0, 1000, by = 2)
for (name in c("k_square", "k_winding")) {
  points <- read.csv(file.path(folder, paste0(name, "_points.csv")))
  ring <- read.csv(file.path(folder, paste0(name, "_window.csv")))
  ring <- ring[-nrow(ring), ]
  area <- if (nrow(ring) == 4) owin(range(ring$x), range(ring$y)) else owin(poly = list(x = ring$x, y = ring$y))
  pattern <- suppressWarnings(ppp(points$x, points$y, window = area))
  for (correction in c("none", "translation", "border")) {
    # With a polygon, border takes minutes (a distance to each edge), translation was killed at 425 million ordered pairs.
    if (name == "k_winding" && correction != "none") next
    taken <- system.time(k <- Kest(pattern, r = r, correction = correction, nlarge = Inf))[["elapsed"]]
    cat(sprintf("%s_%s,%.3f\n", name, correction, taken))
    message(sprintf("%s_%s: K(1 km) %.6f km2", name, correction, tail(k[[3]], 1) / 1e6))
  }
}
