// Means of blocks, in 64 steps.
#include "engine/report/raster_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/data/palette.h"
#include "engine/report/html_text.h"

namespace vigie {
namespace {

constexpr std::int64_t most_pixels = 40'000;
constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";

struct Pixels {
  std::int64_t block = 1, columns = 0, rows = 0;
  std::vector<double> values;
};

double block_mean(const Surface& surface, std::int64_t column, std::int64_t row, std::int64_t block) {
  double sum = 0;
  int count = 0;
  const Grid& grid = surface.grid;
  for (std::int64_t y = row * block; y < std::min((row + 1) * block, grid.rows); ++y)
    for (std::int64_t x = column * block; x < std::min((column + 1) * block, grid.columns); ++x)
      if (const double value = surface.values[static_cast<std::size_t>(y * grid.columns + x)]; !std::isnan(value)) {
        sum += value;
        ++count;
      }
  return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / count;
}

Pixels pixels_of(const Surface& surface) {
  Pixels pixels;
  const auto across = [&](std::int64_t cells) { return (cells + pixels.block - 1) / pixels.block; };
  while (across(surface.grid.columns) * across(surface.grid.rows) > most_pixels) ++pixels.block;
  pixels.columns = across(surface.grid.columns);
  pixels.rows = across(surface.grid.rows);
  for (std::int64_t row = 0; row < pixels.rows; ++row)
    for (std::int64_t column = 0; column < pixels.columns; ++column)
      pixels.values.push_back(block_mean(surface, column, row, pixels.block));
  return pixels;
}

struct Limits {
  double low = 0, high = 0;
};

Limits limits_of(const Pixels& pixels, Raster::Ramp ramp) {
  Limits limits;
  for (const double value : pixels.values)
    if (std::isfinite(value)) {
      limits.low = std::min(limits.low, value);
      limits.high = std::max(limits.high, value);
    }
  if (ramp == Raster::Ramp::diverging) {
    const double reach = std::max(-limits.low, limits.high);
    return {-reach, reach};
  }
  return {0, limits.high};
}

template <std::size_t N>
std::string colours_json(const std::array<Colour, N>& scale, bool reversed) {
  std::vector<std::string> texts;
  for (const Colour& colour : scale)
    texts.push_back(fmt::format("\"#{:02x}{:02x}{:02x}\"", colour.red, colour.green, colour.blue));
  if (reversed) std::ranges::reverse(texts);
  return json_array(texts);
}

std::string letters_of(const Pixels& pixels, const Limits& limits) {
  std::string text;
  for (const double value : pixels.values) {
    const double place = limits.high > limits.low ? (value - limits.low) / (limits.high - limits.low) : 0;
    text +=
        std::isfinite(value) ? letters[static_cast<std::size_t>(std::lround(63 * std::clamp(place, 0.0, 1.0)))] : '.';
  }
  return text;
}

}  // namespace

std::string raster_picture(const Raster& raster, Point origin) {
  const Pixels pixels = pixels_of(raster.surface);
  const Limits limits = limits_of(pixels, raster.ramp);
  const Grid& grid = raster.surface.grid;
  const double size = grid.cell_size * static_cast<double>(pixels.block);
  const Box box = grid.extent();
  const bool diverging = raster.ramp == Raster::Ramp::diverging;
  return fmt::format(
      R"({{"id":{},"title":{},"caveat":{},"unit":{},"x":{},"y":{},"size":{},"columns":{},"rows":{},"low":{},"high":{},)"
      R"("colours":{},"pixels":"{}"}})",
      json_text(raster.name), json_text(raster.title), json_text(raster.caveat), json_text(raster.unit),
      json_number(box.min_x - origin.x, 3), json_number(box.min_y - origin.y, 3), json_number(size, 6), pixels.columns,
      pixels.rows, json_number(limits.low, 4), json_number(limits.high, 4),
      diverging ? colours_json(red_to_blue, true) : colours_json(yellow_to_red, false), letters_of(pixels, limits));
}

}  // namespace vigie
