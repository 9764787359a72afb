// The colours of every map: scales that colour-blind readers can tell apart.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "engine/data/layer.h"

namespace vigie {

/// Diverging RdBu, 7 classes (Brewer 2002), hot first. Only for signed statistics: Gi*, local Moran, change.
inline constexpr std::array<Colour, 7> red_to_blue{{{178, 24, 43},
                                                    {239, 138, 98},
                                                    {253, 219, 199},
                                                    {247, 247, 247},
                                                    {209, 229, 240},
                                                    {103, 169, 207},
                                                    {33, 102, 172}}};

/// Sequential YlOrRd, 5 classes (Brewer 2002), low first. For counts, rates and densities.
inline constexpr std::array<Colour, 5> yellow_to_red{
    {{255, 255, 178}, {254, 204, 92}, {253, 141, 60}, {240, 59, 32}, {189, 0, 38}}};

/// Sequential Purples, 5 classes (Brewer 2002), low first. For how often somebody is there: not the colours of reports.
inline constexpr std::array<Colour, 5> white_to_violet{
    {{242, 240, 247}, {203, 201, 226}, {158, 154, 200}, {117, 107, 177}, {84, 39, 143}}};

/// Kinds without an order (Okabe & Ito 2008, without black, grey and its yellow, which vanishes over a light map).
inline constexpr std::array<Colour, 6> kinds_apart{
    {{0, 114, 178}, {213, 94, 0}, {0, 158, 115}, {204, 121, 167}, {230, 159, 0}, {86, 180, 233}}};

/// Areas that lie over results are drawn as outlines.
inline constexpr Colour watch_violet{84, 39, 136};
inline constexpr Colour gap_orange{230, 97, 1};

/// Grey hatches: no source can report from here; no value; no result.
inline constexpr Colour not_observed_grey{90, 90, 90};
inline constexpr Colour no_value_grey{150, 150, 150};
inline constexpr Colour no_result_grey{190, 190, 190, 60};
inline constexpr Colour report_grey{55, 55, 55, 150};

/// Results let the base map through; what is not significant nearly vanishes.
inline constexpr int result_alpha = 215;
inline constexpr int not_significant_alpha = 70;

constexpr Colour with_alpha(Colour colour, int alpha) {
  colour.alpha = alpha;
  return colour;
}

/// Colour of a Gi* confidence bin, 3 (hot, 99 %) to -3 (cold, 99 %).
constexpr Colour gi_bin_colour(int bin) {
  return with_alpha(red_to_blue[static_cast<std::size_t>(3 - std::clamp(bin, -3, 3))],
                    bin == 0 ? not_significant_alpha : result_alpha);
}

/// Quadrants of local Moran.
inline constexpr Colour high_high_red = with_alpha({178, 24, 43}, result_alpha);
inline constexpr Colour low_low_blue = with_alpha({33, 102, 172}, result_alpha);
inline constexpr Colour high_low_orange = with_alpha({244, 165, 130}, result_alpha);
inline constexpr Colour low_high_blue = with_alpha({146, 197, 222}, result_alpha);
inline constexpr Colour no_quadrant_white = with_alpha({247, 247, 247}, not_significant_alpha);

/// The colour at `place` (0..1) of a scale, mixed linearly between its neighbors.
inline Colour ramp_colour(std::span<const Colour> scale, double place) {
  const double at = std::clamp(place, 0.0, 1.0) * static_cast<double>(scale.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(at), scale.size() - 2);
  const double share = at - static_cast<double>(low);
  const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
  const Colour &a = scale[low], &b = scale[low + 1];
  return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue), mix(a.alpha, b.alpha)};
}

}  // namespace vigie
