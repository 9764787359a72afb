// Coordinates through one PROJ operation, on several threads with one PROJ object each.
#include "engine/geometry/projection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "engine/base/large_array.h"
#include "engine/base/parallel.h"
#include "engine/geometry/projection_lattice.h"
#include "engine/geometry/projection_operation.h"

namespace vigie {
namespace {

constexpr std::size_t points_in_cache = 16384;  // points; two buffers of that size stay in the second-level cache
constexpr int edge_samples = 32;

// A PROJ object may be used by one thread at a time, and belongs to a context of its own.
struct Worker {
  ProjContext context;
  ProjObject operation;
};

Box widened_by_half(const Box& box) {
  return {.min_x = box.min_x - box.width() / 2,
          .min_y = std::max(-90.0, box.min_y - box.height() / 2),
          .max_x = box.max_x + box.width() / 2,
          .max_y = std::min(90.0, box.max_y + box.height() / 2)};
}

void run(PJ* operation, std::span<double> x, std::span<double> y) {
  proj_trans_generic(operation, PJ_FWD, x.data(), sizeof(double), x.size(), y.data(), sizeof(double), y.size(), nullptr,
                     0, 0, nullptr, 0, 0);
}

// 1 where there is a point to put into place i.
std::uint8_t put(const std::optional<Point>& point, std::span<double> x, std::span<double> y, std::size_t i) {
  if (!point) return 0;
  x[i] = point->x;
  y[i] = point->y;
  return 1;
}

// The area of use widened by half its size, as a box in units of the CRS itself; empty where it has none.
Box widened_area(const ProjContext& proj, const Crs& crs) {
  if (crs.area_of_use.empty()) return {};
  const Box degrees = widened_by_half(crs.area_of_use);
  if (crs.geographic) return degrees;
  const ProjObject conversion = own_conversion(proj, crs);
  if (!conversion) return {};
  Box area;
  for (int row = 0; row <= edge_samples; ++row) {
    for (int column = 0; column <= edge_samples; ++column) {
      double x = degrees.min_x + degrees.width() * column / edge_samples;
      double y = degrees.min_y + degrees.height() * row / edge_samples;
      run(conversion.get(), {&x, 1}, {&y, 1});
      if (std::isfinite(x) && std::isfinite(y)) area.add(Point{x, y});
    }
  }
  return area;
}

std::vector<Point> edge_points(const Box& box) {
  std::vector<Point> points;
  for (int i = 0; i <= edge_samples; ++i) {
    const double x = box.min_x + box.width() * i / edge_samples, y = box.min_y + box.height() * i / edge_samples;
    points.insert(points.end(), {{x, box.min_y}, {x, box.max_y}, {box.min_x, y}, {box.max_x, y}});
  }
  points.push_back({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
  return points;
}

}  // namespace

struct Projection::State {
  Crs from, to;
  std::string description;
  double accuracy = 0;
  double scale = 1;  // metres per unit of `to`; 1 for degrees
  Box allowed;       // units of `to`, empty: everywhere
  ProjContext context;
  ProjObject operation;  // null: both CRS are the same
  std::mutex guard;      // of `idle`, and of `operation` while it is cloned
  std::vector<Worker> idle;

  Worker borrow() {
    const std::lock_guard lock(guard);
    if (!idle.empty()) {
      Worker worker = std::move(idle.back());
      idle.pop_back();
      return worker;
    }
    Worker worker;
    worker.operation.reset(proj_clone(worker.context.get(), operation.get()));
    if (!worker.operation) throw std::runtime_error(fmt::format("PROJ cannot copy '{}'", description));
    return worker;
  }

  void give_back(Worker worker) {
    const std::lock_guard lock(guard);
    idle.push_back(std::move(worker));
  }

  bool is_allowed(double x, double y) const {
    if (!std::isfinite(x) || !std::isfinite(y)) return false;
    if (allowed.empty() || allowed.contains({x, y})) return true;
    return to.geographic && allowed.contains({x + 360, y});
  }

  // In units of `to`.
  void transform_exactly(std::span<double> x, std::span<double> y) {
    if (!operation) return;
    Worker worker = borrow();
    run(worker.operation.get(), x, y);
    give_back(std::move(worker));
  }

  // In metres, if it may be used.
  std::optional<Point> accepted(double x, double y) const {
    if (!is_allowed(x, y)) return std::nullopt;
    return Point{x * scale, y * scale};
  }

  void transform_chunk(std::span<double> x, std::span<double> y, std::span<std::uint8_t> worked) {
    std::vector<double> new_x(x.begin(), x.end()), new_y(y.begin(), y.end());
    transform_exactly(new_x, new_y);
    for (std::size_t i = 0; i < x.size(); ++i) worked[i] = put(accepted(new_x[i], new_y[i]), x, y, i);
  }

  // How many points were interpolated.
  std::size_t transform_chunk(const ProjectionLattice& lattice, std::span<double> x, std::span<double> y,
                              std::span<std::uint8_t> worked) {
    constexpr std::size_t block = ProjectionLattice::block;
    std::vector<std::size_t> others;
    std::array<double, block> block_x, block_y;
    std::array<std::uint8_t, block> known;
    for (std::size_t begin = 0; begin < x.size(); begin += block) {
      const std::size_t count = std::min(block, x.size() - begin);
      lattice.interpolate(x.subspan(begin, count), y.subspan(begin, count), block_x, block_y, known);
      for (std::size_t i = 0; i < count; ++i) {
        if (known[i] == 0) {
          others.push_back(begin + i);
        } else {
          worked[begin + i] = put(accepted(block_x[i], block_y[i]), x, y, begin + i);
        }
      }
    }
    std::vector<double> new_x, new_y;
    for (const std::size_t i : others) {
      new_x.push_back(x[i]);
      new_y.push_back(y[i]);
    }
    transform_exactly(new_x, new_y);
    for (std::size_t j = 0; j < others.size(); ++j) {
      worked[others[j]] = put(accepted(new_x[j], new_y[j]), x, y, others[j]);
    }
    return x.size() - others.size();
  }

  // Shifts by a grid file have kinks at its nodes.
  bool is_smooth() const {
    return operation && !to.geographic && proj_coordoperation_get_grid_used_count(context.get(), operation.get()) == 0;
  }
};

Projection::Projection(const Crs& from, const Crs& to, const Box& area_of_interest)
    : state_(std::make_unique<State>()) {
  ChosenOperation chosen = choose_operation(state_->context, from, to, area_of_interest);
  state_->from = from;
  state_->to = to;
  state_->description = std::move(chosen.description);
  state_->accuracy = chosen.accuracy;
  state_->operation = std::move(chosen.object);
  state_->scale = to.geographic ? 1 : to.metres_per_unit;
  // Where nothing is transformed nothing can go astray: local coordinates in a borrowed CRS stay usable.
  if (state_->operation) state_->allowed = widened_area(state_->context, to);
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

const Crs& Projection::from() const {
  return state_->from;
}
const Crs& Projection::to() const {
  return state_->to;
}
const std::string& Projection::operation() const {
  return state_->description;
}
double Projection::accuracy() const {
  return state_->accuracy;
}

std::vector<std::uint8_t> Projection::transform(std::span<double> x, std::span<double> y) const {
  if (x.size() != y.size()) throw std::logic_error("as many x as y");
  std::vector<std::uint8_t> worked(x.size(), 0);
  parallel_chunks(x.size(), points_in_cache, [&](std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    state_->transform_chunk(x.subspan(begin, count), y.subspan(begin, count), std::span(worked).subspan(begin, count));
  });
  return worked;
}

Projection::Transformed Projection::transform_points(std::span<double> x, std::span<double> y) const {
  constexpr std::size_t many = 16384;
  constexpr double tolerance = 1e-4;  // metres
  if (x.size() < many || !state_->is_smooth()) return {.worked = transform(x, y)};
  const double step = ProjectionLattice::step_for(state_->from.geographic, state_->from.metres_per_unit);
  const ProjectionLattice lattice(
      x, y, step, tolerance / state_->scale,
      [this](std::span<double> nodes_x, std::span<double> nodes_y) { state_->transform_exactly(nodes_x, nodes_y); });
  if (lattice.empty()) return {.worked = transform(x, y)};
  Transformed result{.worked = filled_vector<std::uint8_t>(x.size(), 0)};
  std::atomic<std::size_t> interpolated{0};
  parallel_chunks(x.size(), points_in_cache, [&](std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    interpolated += state_->transform_chunk(lattice, x.subspan(begin, count), y.subspan(begin, count),
                                            std::span(result.worked).subspan(begin, count));
  });
  result.interpolated = interpolated;
  return result;
}

Box Projection::transform(const Box& box) const {
  if (box.empty()) return {};
  std::vector<double> x, y;
  for (const Point p : edge_points(box)) {
    x.push_back(p.x);
    y.push_back(p.y);
  }
  const std::vector<std::uint8_t> worked = transform(x, y);
  Box result;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (worked[i]) result.add(Point{x[i], y[i]});
  return result;
}

}  // namespace vigie
