// Colour stops of a raster: sequential from transparent upwards, or diverging around zero.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/data/palette.h"
#include "engine/io/qml_renderers.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

struct Stop {
  double value;
  Colour colour;
};

// The size of value that `share` of the cells do not exceed; 1 where there is none, so that stops still rise.
double usual_size(const Surface& surface, double share) {
  std::vector<double> sizes;
  for (double value : surface.values)
    if (std::isfinite(value)) sizes.push_back(std::abs(value));
  if (sizes.empty()) return 1;
  const auto place = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(sizes.size() - 1)));
  std::ranges::nth_element(sizes, sizes.begin() + place);
  const double size = sizes[static_cast<std::size_t>(place)];
  return size > 0 ? size : 1;
}

std::vector<Stop> sequential_stops(double most) {
  constexpr std::array<int, 5> alphas{0, 150, 200, 230, 245};  // the map below shows where there is little
  std::vector<Stop> stops;
  for (std::size_t i = 0; i < alphas.size(); ++i)
    stops.push_back({most * static_cast<double>(i) / 4, with_alpha(yellow_to_red[i], alphas[i])});
  return stops;
}

std::vector<Stop> diverging_stops(double most) {
  std::vector<Stop> stops;
  for (int bin = -3; bin <= 3; ++bin) stops.push_back({most * bin / 3, gi_bin_colour(bin)});
  return stops;
}

// Three significant digits, without exponent.
std::string stop_label(double value) {
  return std::abs(value) >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

std::string items(const std::vector<Stop>& stops) {
  std::string result;
  for (const Stop& stop : stops)
    result +=
        fmt::format(R"(<item value="{}" label="{}" color="#{:02x}{:02x}{:02x}" alpha="{}"/>)", exact_text(stop.value),
                    stop_label(stop.value), stop.colour.red, stop.colour.green, stop.colour.blue, stop.colour.alpha);
  return result;
}

}  // namespace

std::string raster_renderer(const Raster& raster) {
  // Logarithms and ratios run to extremes in a few thin places, which take the colours of the last stops.
  const bool diverging = raster.ramp == Raster::Ramp::diverging;
  const double most = usual_size(raster.surface, diverging ? 0.98 : 1);
  const std::vector<Stop> stops = diverging ? diverging_stops(most) : sequential_stops(most);
  const std::string low = exact_text(stops.front().value), high = exact_text(stops.back().value);
  return fmt::format(
      R"(<rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" )"
      R"(classificationMin="{0}" classificationMax="{1}"><rasterTransparency/><minMaxOrigin><limits>None</limits>)"
      R"(<extent>WholeRaster</extent><statAccuracy>Exact</statAccuracy></minMaxOrigin><rastershader>)"
      R"(<colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="{0}" )"
      R"(maximumValue="{1}" labelPrecision="0">{2}<rampLegendSettings )"
      R"(direction="0" prefix="" suffix="" useContinuousLegend="1" orientation="2" minimumLabel="{3}" )"
      R"(maximumLabel="{4}"/></colorrampshader></rastershader></rasterrenderer>)",
      low, high, items(stops), stop_label(stops.front().value), stop_label(stops.back().value));
}

}  // namespace vigie
