// Crossings by counting sort over lines; shared lengths by kinks, so that all shifts along a line come at once.
#include "engine/statistics/scan_lines.h"

#include <algorithm>
#include <cmath>

#include "engine/geometry/boundary_edges.h"

namespace vigie {
namespace {

// Calls visit(line, x, step) for each line that the edge crosses.
template <typename Visit>
void visit_crossings(const BoundaryEdge& edge, const Box& box, double spacing, std::size_t lines, Visit visit) {
  const Point low = edge.a.y < edge.b.y ? edge.a : edge.b, high = edge.a.y < edge.b.y ? edge.b : edge.a;
  const double middle = box.min_x / 2 + box.max_x / 2;
  // A line at the height of a vertex belongs to the edge above it: each ring is entered as often as it is left.
  const auto first_above = [&](double y) {
    return std::clamp(std::ceil((y - box.min_y) / spacing - 0.5), 0.0, static_cast<double>(lines));
  };
  const auto begin = static_cast<std::size_t>(first_above(low.y)), end = static_cast<std::size_t>(first_above(high.y));
  if (begin == end) return;
  const double slope = (high.x - low.x) / (high.y - low.y);
  const double step = edge.b.y < edge.a.y ? 1 : -1;  // the shape lies east of an edge that runs south
  for (std::size_t line = begin; line < end; ++line) {
    const double y = (static_cast<double>(line) + 0.5) * spacing + box.min_y;
    visit(line, low.x - middle + slope * (y - low.y), step);
  }
}

}  // namespace

ScanLines::ScanLines(const MultiPolygon& shape, double spacing) {
  const Box box = bounds(shape);
  const auto lines = static_cast<std::size_t>(std::ceil(box.height() / spacing));
  const std::vector<BoundaryEdge> edges = boundary_edges(shape);
  start_.assign(lines + 1, 0);
  for (const BoundaryEdge& edge : edges)
    visit_crossings(edge, box, spacing, lines, [&](std::size_t line, double, double) { ++start_[line + 1]; });
  for (std::size_t k = 0; k < lines; ++k) start_[k + 1] += start_[k];
  crossings_.resize(start_.back());
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (const BoundaryEdge& edge : edges)
    visit_crossings(edge, box, spacing, lines, [&](std::size_t line, double x, double step) {
      crossings_[next[line]++] = {x, step};
    });
  for (std::size_t k = 0; k < lines; ++k)
    std::sort(crossings_.begin() + static_cast<std::ptrdiff_t>(start_[k]),
              crossings_.begin() + static_cast<std::ptrdiff_t>(start_[k + 1]),
              [](const Crossing& a, const Crossing& b) { return a.x < b.x || (a.x == b.x && a.step > b.step); });
}

double ScanLines::length(std::size_t first, std::size_t stride) const {
  double sum = 0;
  for (std::size_t k = first; k < lines(); k += stride)
    for (const Crossing& c : line(k)) sum -= c.step * c.x;
  return sum;
}

SharedLength::SharedLength(const GradedAxis& axis)
    : axis_(axis),
      half_(axis.nodes() - 1),
      reach_(axis.place(half_)),
      bend_(2 * half_, 0.0),
      bend_place_(2 * half_, 0.0) {}

double SharedLength::node(std::size_t i) const {
  return i < half_ ? -axis_.place(half_ - i) : axis_.place(i - half_);
}

void SharedLength::kink(double place, double step) {
  const auto cell = static_cast<std::size_t>(axis_.position(static_cast<float>(std::abs(place))).cell);
  const std::size_t interval = place < 0 ? half_ - 1 - cell : half_ + cell;
  bend_[interval] += step;
  bend_place_[interval] += step * place;
}

// shared(v) = - sum over crossings a of the still and b of the moved line of step_a step_b max(0, v - (a - b)). Pairs
// with a - b beyond the reach in the east contribute nothing, those beyond it in the west are linear in v.
void SharedLength::add(std::span<const Crossing> still, std::span<const Crossing> moved) {
  double steps_east = 0, places_east = 0;  // over the b that lie east of a + reach
  for (const Crossing& b : moved) {
    steps_east += b.step;
    places_east += b.step * b.x;
  }
  std::size_t begin = 0, end = 0;  // the b within reach of a
  for (const Crossing& a : still) {
    for (; end < moved.size() && moved[end].x <= a.x + reach_; ++end) {
      steps_east -= moved[end].step;
      places_east -= moved[end].step * moved[end].x;
    }
    while (begin < end && moved[begin].x < a.x - reach_) ++begin;
    slope_ -= a.step * steps_east;
    level_ -= a.step * (places_east - a.x * steps_east);
    for (std::size_t k = begin; k < end; ++k) kink(a.x - moved[k].x, -a.step * moved[k].step);
  }
}

std::vector<double> SharedLength::at_nodes() const {
  std::vector<double> values(2 * half_ + 1);
  double bend = 0, bend_place = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = level_ + slope_ * node(i) + bend * node(i) - bend_place;
    if (i == 2 * half_) break;
    bend += bend_[i];
    bend_place += bend_place_[i];
  }
  return values;
}

}  // namespace vigie
