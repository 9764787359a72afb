// The tables of the page, with what a reader must know to trust them.
#include "tests/validation/comparisons.h"

namespace vigie::validation {
namespace {

using enum Measure;

// Closed forms agree to rounding; what is left is the order in which terms are added.
constexpr double rounding = 1e-11;

const Subject gi_scores{
    "Gi and Gi*",
    "Columbus: crime in 49 areas; North Carolina: infant deaths in 100 counties; both with the areas that touch. The "
    "satellite image is the grid of Getis & Ord 1996, 16 x 16 cells of 30 m, in bands of 30 to 150 m; there vigie "
    "takes its sums along rows of cells, without neighbor lists. What the paper prints has four decimals.",
    {{"Gi, z", "gi_z", "gi_z", rounding, absolute},
     {"Gi*, z", "gi_star_z", "gi_star_z", rounding, absolute},
     {"Gi, z, as printed", "gi_z", "gi_z_printed", 5e-5, absolute}}};

const Subject exact_tails{
    "Exact permutation p",
    "Every subset counts: listed one by one where there are at most 200,000, else counted by size and sum in whole "
    "numbers of any length, and divided once. All 100 counties under both nulls, and neighborhoods of 9 and 49 among "
    "2000 invented counts with a long tail. The table keeps relative accuracy however small p is; the transform, used "
    "for large neighborhoods, is accurate to 1e-13 in p itself.",
    {{"total null, upper tail", "exact_total_upper", "exact_total_upper", 1e-12, relative},
     {"total null, lower tail", "exact_total_lower", "exact_total_lower", 1e-12, relative},
     {"conditional null, upper tail", "exact_conditional_upper", "exact_conditional_upper", 1e-12, relative},
     {"conditional null, lower tail", "exact_conditional_lower", "exact_conditional_lower", 1e-12, relative},
     {"by transform, upper tail", "transform_upper", "exact_total_upper", 1e-12, absolute},
     {"by transform, lower tail", "transform_lower", "exact_total_lower", 1e-12, absolute}}};

const Subject local_moran_values{
    "Local Moran",
    "Row-standardized weights. Moments with the area's own value kept in place (conditional) and with all values "
    "placed "
    "at random (total).",
    {{"I", "local_moran_i", "local_moran_i", rounding, absolute},
     {"expectation, conditional", "local_moran_expected_conditional", "local_moran_expected_conditional", rounding,
      absolute},
     {"variance, conditional", "local_moran_variance_conditional", "local_moran_variance_conditional", rounding,
      absolute},
     {"z, conditional", "local_moran_z_conditional", "local_moran_z_conditional", rounding, absolute},
     {"expectation, total", "local_moran_expected_total", "local_moran_expected_total", rounding, absolute},
     {"variance, total", "local_moran_variance_total", "local_moran_variance_total", rounding, absolute},
     {"z, total", "local_moran_z_total", "local_moran_z_total", rounding, absolute}}};

const Subject global_values{
    "Moran's I, Geary's c, general G",
    "Value, expectation, variance, z and two-sided normal p. spdep turns the sign of Geary's z; the table turns ours. "
    "I and c with row-standardized weights, G with binary ones.",
    {{"Moran's I", "moran_rows", "moran_rows", rounding, absolute},
     {"Moran's I, binary weights", "moran_binary", "moran_binary", rounding, absolute},
     {"Moran's I, normality", "moran_normality", "moran_normality", rounding, absolute},
     {"Geary's c", "geary", "geary", rounding, absolute},
     {"general G", "general_g", "general_g", rounding, absolute}}};

const Subject many_tests{"False discovery control",
                         "q-values of the normal two-sided p of Gi*.",
                         {{"normal p", "normal_p", "normal_p", rounding, relative},
                          {"Benjamini & Hochberg", "fdr_bh", "fdr_bh", rounding, relative},
                          {"Benjamini & Yekutieli", "fdr_by", "fdr_by", rounding, relative}}};

const Subject rate_values{
    "Rates",
    "Infant deaths per birth in North Carolina. Local empirical Bayes exists in two variants (see below); this one is "
    "written out in R. Limits of counts: Garwood 1936; of shares: Clopper & Pearson 1934.",
    {{"empirical Bayes", "eb_global", "eb_global", 1e-12, relative},
     {"its moments", "eb_moments", "eb_moments", 1e-12, relative},
     {"empirical Bayes, local", "eb_local", "eb_local", 1e-12, relative},
     {"exceedance probability", "exceedance", "exceedance", 1e-12, relative},
     {"standardized rate", "standardized_rate", "standardized_rate", 1e-12, absolute},
     {"Moran's I of rates", "eb_moran", "eb_moran", rounding, absolute},
     {"limits of a count", "poisson_limits", "poisson_limits", 1e-12, relative},
     {"limits of a count, as printed", "poisson_limits", "poisson_limits_printed", 5e-3, absolute},
     {"limits of a share", "binomial_limits", "binomial_limits", 1e-12, relative}}};

const Subject densities{
    "Kernel density",
    "400 invented reports, bandwidth 400 m, per km2 at the centres of cells of 100 m. spatstat's sigma is a standard "
    "deviation for every kernel: 400 m over the square root of 8 (quartic), of 6 (Epanechnikov), over 2 (uniform). It "
    "has no triangular kernel in the plane; that one is written out in R.",
    {{"quartic", "density_quartic", "density_quartic", 1e-11, relative},
     {"Epanechnikov", "density_epanechnikov", "density_epanechnikov", 1e-11, relative},
     {"triangular", "density_triangular", "density_triangular", 1e-11, relative},
     {"uniform", "density_uniform", "density_uniform", 1e-11, relative},
     {"Gaussian", "density_gaussian", "density_gaussian", 1e-11, relative}}};

const Subject edges{
    "Edge correction",
    "spatstat corrects on pixels. Here every report lies at the centre of its cell and the study area is made of whole "
    "cells, so that pixels round nothing and both must agree. With `uniform` vigie measures the kernel inside against "
    "its mass on an endless grid of such cells, so that the density far from the border stays what it was; spatstat "
    "does not. The table divides ours by that mass; an example as it is stands among the conventions below.",
    {{"diggle, quartic", "edge_diggle_quartic", "edge_diggle_quartic", 1e-11, relative},
     {"diggle, Epanechnikov", "edge_diggle_epanechnikov", "edge_diggle_epanechnikov", 1e-11, relative},
     {"diggle, Gaussian", "edge_diggle_gaussian", "edge_diggle_gaussian", 1e-11, relative},
     {"uniform, quartic", "edge_uniform_quartic", "edge_uniform_quartic", 1e-11, relative},
     {"uniform, Epanechnikov", "edge_uniform_epanechnikov", "edge_uniform_epanechnikov", 1e-11, relative},
     {"uniform, Gaussian", "edge_uniform_gaussian", "edge_uniform_gaussian", 1e-11, relative}}};

const Subject bandwidths{
    "Bandwidth",
    "For the Gaussian kernel, all reports and those of one kind. spatstat gives one bandwidth per axis; the table has "
    "the root of the mean of their squares. sparr takes the mean of the two standard deviations, vigie the root of the "
    "mean of their squares, which is never smaller; the table carries ours over to sparr's (as it is: see the "
    "conventions).",
    {{"normal scale", "bandwidth_scott", "bandwidth_scott", 1e-12, relative},
     {"normal scale (NS), oversmoothed (OS)", "bandwidth_sparr", "bandwidth_sparr", 1e-12, relative}}};

const Subject relative_risks{
    "Relative risk and concentration",
    "Noise against litter, reports at the centres of their cells, Gaussian of 400 m on sparr's pixels (as many along x "
    "as along y). z by Hazelton & Davies 2009; the pooled density is the mean of both, weighted by their numbers. "
    "Without edge correction sparr makes each density integrate to 1 over the study area, vigie over the plane: the "
    "table carries ours over, which moves the whole map by one number. Gini and generalized Gini (Bernasco & Steenbeek "
    "2017) of reports per cell.",
    {{"ln(f/g), uniform", "log_risk_uniform", "log_risk_uniform", 1e-11, absolute},
     {"ln(f/g), diggle", "log_risk_diggle", "log_risk_diggle", 1e-11, absolute},
     {"ln(f/g), no correction", "log_risk_none", "log_risk_none", 1e-11, absolute},
     {"z", "risk_z", "risk_z", 1e-10, absolute},
     {"Gini", "concentration", "concentration", 1e-12, relative}}};

const Subject pattern_tests{
    "Ripley's K, nearest neighbors",
    "All reports, and litter around noise, in the polygon and in a box of 2600 by 1900 m within it, at six radii. In a "
    "polygon spatstat takes the areas for the translation correction from a raster, vigie from the polygon itself: "
    "there they agree to the raster's pixels only, in the box to rounding. The standard error of Clark & Evans is "
    "printed with 0.26136; spatstat takes the number that this rounds, and the table carries our p over (5e-5 of p).",
    {{"K, no correction", "k_none", "k_none", 1e-11, relative},
     {"K, border", "k_border", "k_border", 1e-11, relative},
     {"K, isotropic", "k_isotropic", "k_isotropic", 1e-11, relative},
     {"K, translation", "k_translation", "k_translation", 1e-11, relative},
     {"K, translation by raster", "k_translation", "k_on_raster_translation", 2e-3, relative},
     {"cross K, no correction", "cross_k_none", "cross_k_none", 1e-11, relative},
     {"cross K, border", "cross_k_border", "cross_k_border", 1e-11, relative},
     {"cross K, isotropic", "cross_k_isotropic", "cross_k_isotropic", 1e-11, relative},
     {"cross K, translation", "cross_k_translation", "cross_k_translation", 1e-11, relative},
     {"Clark & Evans", "clark_evans", "clark_evans", 1e-10, relative}}};

const Subject waits{
    "Waiting times",
    "Remission of leukemia in weeks (Freireich et al. 1963) and of acute myelogenous leukemia (Miller 1997); of some "
    "patients only a time without relapse is known. The product-limit estimate with its limits on the scale of "
    "log(-log), and the median with the limits of Brookmeyer & Crowley; where R has no limit vigie has none.",
    {{"share that waits, and its limits", "waiting_curve", "waiting_curve", 1e-12, absolute},
     {"median, and its limits", "waiting_median", "waiting_median", 1e-12, absolute}}};

}  // namespace

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all{gi_scores,  exact_tails,    local_moran_values, global_values,
                                        many_tests, rate_values,    densities,          edges,
                                        bandwidths, relative_risks, pattern_tests,      waits};
  return all;
}

}  // namespace vigie::validation
