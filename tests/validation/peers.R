# Runs spdep, spatstat, sparr and survival on the tables in data/ and prints their numbers: statistic, data set, item, value, program.
# Usage: Rscript peers.R FOLDER-OF-DATA > peers.csv
suppressPackageStartupMessages({
  library(spdep)
  library(spatstat.explore)
  library(sparr)
})
folder <- commandArgs(trailingOnly = TRUE)[1]
table_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), colClasses = NA)

version_of <- function(package) paste(package, sub("^([0-9]+\\.[0-9]+)\\.([0-9]+)$", "\\1-\\2", packageVersion(package)))
spdep_program <- version_of("spdep")
spatstat_program <- version_of("spatstat.explore")
sparr_program <- version_of("sparr")
r_program <- paste("R", getRversion())
written_out <- paste0(r_program, ", formula written out")

cat("statistic,data_set,item,value,program\n")
emit <- function(statistic, data_set, item, value, program)
  cat(sprintf("%s,%s,%s,%.17g,\"%s\"\n", statistic, data_set, item, as.numeric(value), program), sep = "")

neighbors_of <- function(pairs, ids) {
  links <- table_of(pairs)
  nb <- lapply(ids, function(id) {
    to <- sort(match(links$j[links$i == id], ids))
    if (length(to) == 0) 0L else to
  })
  structure(nb, class = "nb", region.id = as.character(ids))
}

# ---------------------------------------------------------------- association
association <- function(data_set, ids, x, nb) {
  binary <- nb2listw(nb, style = "B", zero.policy = TRUE)
  rows <- nb2listw(nb, style = "W", zero.policy = TRUE)
  star <- nb2listw(include.self(nb), style = "B")
  emit("gi_z", data_set, ids, as.numeric(localG(x, binary, zero.policy = TRUE)), spdep_program)
  emit("gi_star_z", data_set, ids, as.numeric(localG(x, star)), spdep_program)
  for (null in c("conditional", "total")) {
    local <- localmoran(x, rows, conditional = null == "conditional", zero.policy = TRUE)
    if (null == "conditional") emit("local_moran_i", data_set, ids, local[, "Ii"], spdep_program)
    emit(paste0("local_moran_expected_", null), data_set, ids, local[, "E.Ii"], spdep_program)
    emit(paste0("local_moran_variance_", null), data_set, ids, local[, "Var.Ii"], spdep_program)
    emit(paste0("local_moran_z_", null), data_set, ids, local[, "Z.Ii"], spdep_program)
  }
  global <- function(statistic, test) {
    emit(statistic, data_set, c("value", "expected", "variance"), test$estimate, spdep_program)
    emit(statistic, data_set, "z", test$statistic, spdep_program)
    emit(statistic, data_set, "p", test$p.value, spdep_program)
  }
  global("moran_rows", moran.test(x, rows, alternative = "two.sided"))
  global("moran_binary", moran.test(x, binary, alternative = "two.sided"))
  global("moran_normality", moran.test(x, rows, randomisation = FALSE, alternative = "two.sided"))
  geary <- geary.test(x, rows, alternative = "two.sided")
  emit("geary", data_set, c("value", "expected", "variance"), geary$estimate, spdep_program)
  emit("geary", data_set, c("-z", "p"), c(geary$statistic, geary$p.value), spdep_program)
  global("general_g", globalG.test(x, binary, alternative = "two.sided"))
  p <- 2 * pnorm(-abs(as.numeric(localG(x, star))))
  emit("normal_p", data_set, ids, p, spdep_program)
  emit("fdr_bh", data_set, ids, p.adjust(p, "BH"), r_program)
  emit("fdr_by", data_set, ids, p.adjust(p, "BY"), r_program)
}

columbus <- table_of("columbus")
columbus_queen <- neighbors_of("columbus_queen", columbus$id)
association("Columbus", columbus$id, columbus$crime, columbus_queen)
carolina <- table_of("north_carolina")
carolina_queen <- neighbors_of("north_carolina_queen", carolina$id)
association("North Carolina", carolina$id, carolina$sid74, carolina_queen)

image <- table_of("getis_ord")
for (band in c(30, 60, 90, 120, 150)) {
  nb <- dnearneigh(cbind(image$x, image$y), 0, band)
  emit("gi_z", paste("satellite image", band, "m"), image$id[seq(1, 256, 17)],
       as.numeric(localG(image$val, nb2listw(nb, style = "B")))[seq(1, 256, 17)], spdep_program)
  emit("gi_star_z", paste("satellite image", band, "m"), image$id[seq(1, 256, 17)],
       as.numeric(localG(image$val, nb2listw(include.self(nb), style = "B")))[seq(1, 256, 17)], spdep_program)
}

# ---------------------------------------------------------------- conventions of association
convention <- function(item, value, program) emit("convention", "-", item, value, program)
rows <- nb2listw(columbus_queen, style = "W")
convention("local Moran over n - 1", localmoran(columbus$crime, rows, mlvar = FALSE)[1, "Ii"], spdep_program)
convention("sign of Geary's z", geary.test(columbus$crime, rows)$statistic, spdep_program)
island_nb <- neighbors_of("north_carolina_cressie_chan", carolina$id)
island_rows <- nb2listw(island_nb, style = "W", zero.policy = TRUE)
islands <- function(...) moran.test(carolina$sid74, island_rows, zero.policy = TRUE, ...)$estimate[1]
convention("islands lower n in I", islands(), spdep_program)
convention("islands keep n in I", islands(adjust.n = FALSE), spdep_program)
convention("variance of c with islands", geary.test(carolina$sid74, island_rows, zero.policy = TRUE)$estimate[3], spdep_program)
convention("c with islands", geary.test(carolina$sid74, island_rows, zero.policy = TRUE)$estimate[1], spdep_program)
# Rows standardized with the place in them, and the place added with weight 1 to rows standardized without it.
self_in_rows <- nb2listw(include.self(columbus_queen), style = "W")
star_nb <- include.self(columbus_queen)
weights <- lapply(seq_along(star_nb), function(i) ifelse(star_nb[[i]] == i, 1, 1 / (length(star_nb[[i]]) - 1)))
self_beside_rows <- nb2listw(star_nb, glist = weights, style = "B")
convention("Gi* with the place in its row", localG(columbus$crime, self_in_rows)[1], spdep_program)
convention("Gi* with the place beside its row", localG(columbus$crime, self_beside_rows)[1], spdep_program)
set.seed(1)
drawn <- localmoran_perm(columbus$crime, rows, nsim = 999)
convention("two-sided p of draws at area 16", drawn[16, "Pr(z != E(Ii)) Sim"], spdep_program)
convention("folded p of draws at area 16", drawn[16, "Pr(folded) Sim"], spdep_program)
alone <- which(card(island_nb) == 0)[1]
convention("local Moran of an island", localmoran(carolina$sid74, island_rows, zero.policy = TRUE)[alone, "Ii"], spdep_program)

# ---------------------------------------------------------------- rates
y <- carolina$sid74
e <- carolina$bir74
emit("eb_global", "North Carolina", carolina$id, EBest(y, e)$estmm, spdep_program)
emit("eb_moments", "North Carolina", c("overall rate", "variance between areas"), unlist(attr(EBest(y, e), "parameters")[c("b", "a")]), spdep_program)
# Marshall's local estimator with deviations from the mean of the area under study.
own_mean <- sapply(seq_along(y), function(i) {
  near <- c(i, setdiff(carolina_queen[[i]], 0))
  m <- sum(y[near]) / sum(e[near])
  a <- max(0, sum(e[near] * (y[near] / e[near] - m)^2) / sum(e[near]) - m / mean(e[near]))
  m + (if (a > 0) a / (a + m / e[i]) * (y[i] / e[i] - m) else 0)
})
emit("eb_local", "North Carolina", carolina$id, own_mean, written_out)
convention("local EB from each local mean", EBlocal(y, e, carolina_queen)$est[which(carolina$id == 37155)], spdep_program)
b <- sum(y) / sum(e)
a <- sum(e * (y / e - b)^2) / sum(e) - b / mean(e)
v <- ifelse(a + b / e < 0, b / e, a + b / e)
emit("standardized_rate", "North Carolina", carolina$id, (y / e - b) / sqrt(v), written_out)
carolina_binary <- nb2listw(carolina_queen, style = "B")
carolina_rows <- nb2listw(carolina_queen, style = "W")
set.seed(1)
emit("eb_moran", "North Carolina", c("binary", "rows"),
     c(EBImoran.mc(y, e, carolina_binary, nsim = 1)$statistic, EBImoran.mc(y, e, carolina_rows, nsim = 1)$statistic), spdep_program)
shape <- b^2 / a
emit("exceedance", "North Carolina", carolina$id, pgamma(b, shape + y, b / a + e, lower.tail = FALSE), written_out)
for (count in c(0, 1, 3, 10, 25, 100, 1234)) {
  limits <- c(if (count == 0) 0 else qchisq(0.025, 2 * count) / 2, qchisq(0.975, 2 * count + 2) / 2)
  emit("poisson_limits", "-", paste(count, c("lower", "upper")), limits, r_program)
}
for (trial in list(c(0, 8), c(1, 10), c(13, 40), c(36, 72), c(30, 30))) {
  limits <- binom.test(trial[1], trial[2])$conf.int
  emit("binomial_limits", "-", paste(trial[1], "of", trial[2], c("lower", "upper")), limits, r_program)
}

# ---------------------------------------------------------------- density
boundary <- table_of("boundary")
pattern <- table_of("pattern")
polygon <- owin(poly = list(x = boundary$x, y = boundary$y))
points <- ppp(pattern$x, pattern$y, window = polygon)
cells <- table_of("cells")
centre <- function(at) 100 * (at + 0.5)
chosen <- seq(1, nrow(cells), by = 31)
at <- ppp(centre(cells$column[chosen]), centre(cells$row[chosen]), window = polygon)
name_of <- function(rows) sprintf("column %d row %d", cells$column[rows], cells$row[rows])
per_km2 <- 1e6
# spatstat's bandwidth is always a standard deviation per axis.
for (kernel in list(c("gaussian", 1), c("quartic", sqrt(8)), c("epanechnikov", sqrt(6)), c("disc", 2))) {
  sums <- densityfun(points, sigma = 400 / as.numeric(kernel[2]), kernel = kernel[1], edge = FALSE)(at)
  emit(paste0("density_", if (kernel[1] == "disc") "uniform" else kernel[1]), "pattern", name_of(chosen), per_km2 * sums, spatstat_program)
}
distances <- crossdist(at, points)
emit("density_triangular", "pattern", name_of(chosen),
     per_km2 * rowSums(3 / (pi * 400^2) * (1 - distances / 400) * (distances < 400)), written_out)

lone <- ppp(0, 0, window = owin(c(-2000, 2000), c(-2000, 2000)))
convention("quartic with sigma 400", per_km2 * densityfun(lone, sigma = 400, kernel = "quartic", edge = FALSE)(lone), spatstat_program)

# Reports moved to the centres of their cells: on its own pixels spatstat's edge correction has nothing to round.
mask <- matrix(FALSE, 30, 40)
mask[cbind(cells$row + 1, cells$column + 1)] <- TRUE
area <- owin(c(0, 4000), c(0, 3000), mask = mask)
moved <- ppp(rep(centre(cells$column), cells$count), rep(centre(cells$row), cells$count), window = area)
for (kernel in list(c("gaussian", 1), c("quartic", sqrt(8)), c("epanechnikov", sqrt(6)))) {
  for (correction in c("uniform", "diggle")) {
    surface <- density.ppp(moved, sigma = 400 / as.numeric(kernel[2]), kernel = kernel[1], edge = TRUE,
                           diggle = correction == "diggle", W = area, positive = FALSE)
    values <- as.matrix(surface)[cbind(cells$row[chosen] + 1, cells$column[chosen] + 1)]
    emit(paste0("edge_", correction, "_", kernel[1]), "pattern by cells", name_of(chosen), per_km2 * values, spatstat_program)
  }
}

# ---------------------------------------------------------------- bandwidths
noise <- points[pattern$kind == "noise"]
for (set in list(list("pattern", points), list("noise", noise))) {
  rule <- bw.scott(set[[2]])
  emit("bandwidth_scott", set[[1]], "deviations alone", sqrt(mean(rule^2)), spatstat_program)
  emit("bandwidth_sparr", set[[1]], c("NS", "OS"), c(NS(set[[2]]), OS(set[[2]])), sparr_program)
}

# ---------------------------------------------------------------- relative risk: noise against litter, by cells
# A square of whole cells, since sparr's pixels are as many along x as along y.
kinds <- table_of("pattern")
columns <- pmin(floor(kinds$x / 100), 39)
rows <- pmin(floor(kinds$y / 100), 29)
known <- paste(columns, rows) %in% paste(cells$column, cells$row)
square <- matrix(FALSE, 40, 40)
square[cbind(cells$row + 1, cells$column + 1)] <- TRUE
study <- owin(c(0, 4000), c(0, 4000), mask = square)
of_kind <- function(kind) {
  chosen <- known & kinds$kind == kind
  ppp(centre(columns[chosen]), centre(rows[chosen]), window = study)
}
smooth <- function(set, edge) bivariate.density(set, h0 = 400, edge = edge, resolution = 40, verbose = FALSE)
at_cells <- cbind(cells$row[chosen] + 1, cells$column[chosen] + 1)
for (edge in c("none", "uniform", "diggle")) {
  ratio <- risk(smooth(of_kind("noise"), edge), smooth(of_kind("litter"), edge), log = TRUE, verbose = FALSE)
  emit(paste0("log_risk_", edge), "pattern by cells", name_of(chosen), as.matrix(ratio$rr)[at_cells], sparr_program)
  if (edge != "uniform") next
  # Both densities integrate to 1; the pooled one is their mean, weighted by the numbers of points.
  weight <- c(npoints(of_kind("noise")), npoints(of_kind("litter"))) / npoints(superimpose(of_kind("noise"), of_kind("litter")))
  pooled <- eval.im(weight[1] * f + weight[2] * g, list(f = ratio$f$z, g = ratio$g$z, weight = weight))
  p <- tolerance(ratio, ref.density = pooled, verbose = FALSE)
  emit("risk_z", "pattern by cells", name_of(chosen), qnorm(as.matrix(p)[at_cells], lower.tail = FALSE), sparr_program)
}
# ---------------------------------------------------------------- concentration
counts <- cells$count
gini_of <- function(x) sum((2 * seq_along(x) - length(x) - 1) * sort(x)) / (length(x) * sum(x))
emit("concentration", "pattern by cells", c("gini", "generalized gini"),
     c(gini_of(counts), max(1, length(counts) / sum(counts)) * (gini_of(counts) - 1) + 1), written_out)

# ---------------------------------------------------------------- K
radii <- c(50, 125, 200, 300, 400, 500)
k_rows <- function(statistic, data_set, estimate, corrections) {
  found <- as.data.frame(estimate)
  for (name in names(corrections))
    emit(paste0(statistic, "_", corrections[[name]]), data_set, paste(radii, "m"), found[match(radii, found$r), name], spatstat_program)
}
fine <- seq(0, 500, by = 0.25)
corrections <- c(un = "none", border = "border", iso = "isotropic", trans = "translation")
asked <- c("none", "border", "isotropic", "translate")
k_rows("k", "pattern", Kest(points, r = fine, correction = c("none", "border", "isotropic")), corrections[1:3])
k_rows("k_on_raster", "pattern", Kest(points, r = fine, correction = "translate"), corrections[4])
inner <- owin(c(600, 3200), c(500, 2400))
in_box <- points[inner]
k_rows("k", "pattern in a box", Kest(in_box, r = fine, correction = asked), corrections)
two <- ppp(pattern$x, pattern$y, window = polygon, marks = factor(pattern$kind))
k_rows("cross_k", "pattern", Kcross(two, "noise", "litter", r = fine, correction = c("none", "border", "isotropic")), corrections[1:3])
k_rows("cross_k", "pattern in a box", Kcross(two[inner], "noise", "litter", r = fine, correction = asked), corrections)

# ---------------------------------------------------------------- nearest neighbors
for (set in list(list("pattern", points), list("pattern in a box", in_box))) {
  test <- clarkevans.test(set[[2]], correction = "none", alternative = "two.sided")
  emit("clark_evans", set[[1]], c("ratio", "p"), c(test$statistic, test$p.value), spatstat_program)
}
convention("Donnelly's correction with 0.0412", clarkevans(in_box, correction = "Donnelly"), spatstat_program)

# ---------------------------------------------------------------- waiting times
library(survival)
survival_program <- version_of("survival")
followed <- table_of("waiting_times")
for (set in unique(followed$data_set)) {
  curve <- survfit(Surv(days, ended) ~ 1, followed[followed$data_set == set, ], conf.type = "log-log")
  steps <- summary(curve)
  told <- steps$surv > 0
  for (part in list(c("waiting", "surv"), c("lower", "lower"), c("upper", "upper")))
    emit("waiting_curve", set, paste(steps$time[told], part[1]), steps[[part[2]]][told], survival_program)
  middle <- quantile(curve, 0.5)
  found <- c(value = middle$quantile, lower = middle$lower, upper = middle$upper)
  names(found) <- c("value", "lower", "upper")
  emit("waiting_median", set, names(found)[!is.na(found)], found[!is.na(found)], survival_program)
}
convention("median on a flat half", quantile(survfit(Surv(c(1, 2, 3, 4), rep(1, 4)) ~ 1), 0.5)$quantile, survival_program)

# ---------------------------------------------------------------- places: one report on a line belongs to how many?
if (requireNamespace("sf", quietly = TRUE)) {
  suppressPackageStartupMessages(library(sf))
  squares <- st_make_grid(st_as_sfc(st_bbox(c(xmin = 0, ymin = 0, xmax = 200, ymax = 200))), n = c(2, 2))
  grid_points <- st_as_sf(expand.grid(x = c(50, 100, 150), y = c(50, 100, 150)), coords = c("x", "y"))
  convention("points on lines counted by intersection", sum(lengths(st_intersects(squares, grid_points))), version_of("sf"))
}
