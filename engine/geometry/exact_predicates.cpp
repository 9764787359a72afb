// Orientation by floating-point expansions, entered only where doubles cannot tell.
#include "engine/geometry/exact_predicates.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigie {
namespace {

int sign(double value) {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

// A sum of doubles without rounding: components that do not overlap, by ascending magnitude (Shewchuk 1997, fig. 6).
class ExactSum {
 public:
  void add(double term) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const double sum = term + parts_[i];
      const double virtual_part = sum - term;
      const double lost = (term - (sum - virtual_part)) + (parts_[i] - virtual_part);
      if (lost != 0) parts_[kept++] = lost;
      term = sum;
    }
    if (term != 0) parts_[kept++] = term;
    size_ = kept;
  }
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  // The largest part outweighs all others together.
  int sign_of_sum() const { return size_ == 0 ? 0 : sign(parts_[size_ - 1]); }

 private:
  std::array<double, 12> parts_{};
  std::size_t size_ = 0;
};

int exact_orientation(Point a, Point b, Point c) {
  // (a - c) x (b - c), multiplied out: differences would round.
  ExactSum sum;
  sum.add_product(a.x, b.y);
  sum.add_product(-a.x, c.y);
  sum.add_product(-c.x, b.y);
  sum.add_product(-a.y, b.x);
  sum.add_product(a.y, c.x);
  sum.add_product(c.y, b.x);
  return sum.sign_of_sum();
}

}  // namespace

int orientation(Point a, Point b, Point c) {
  // Shewchuk 1997, ccwerrboundA: (3 + 16 u) u with u = 2^-53.
  constexpr double bound = 3.3306690738754716e-16;
  const double left = (a.x - c.x) * (b.y - c.y);
  const double right = (a.y - c.y) * (b.x - c.x);
  const double determinant = left - right;
  if (std::abs(determinant) > bound * (std::abs(left) + std::abs(right))) return sign(determinant);
  return exact_orientation(a, b, c);
}

int moved_orientation(Point a, Point b, Point q) {
  const int side = orientation(a, b, q);
  if (side != 0) return side;
  // d/dy and d/dx of the determinant in q; the step north is the larger one.
  return a.x != b.x ? sign(b.x - a.x) : sign(a.y - b.y);
}

bool on_segment(Point a, Point b, Point p) {
  return p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
         p.y <= std::max(a.y, b.y) && orientation(a, b, p) == 0;
}

Meeting meeting(Point a, Point b, Point c, Point d) {
  const double west = std::max(std::min(a.x, b.x), std::min(c.x, d.x));
  const double east = std::min(std::max(a.x, b.x), std::max(c.x, d.x));
  const double south = std::max(std::min(a.y, b.y), std::min(c.y, d.y));
  const double north = std::min(std::max(a.y, b.y), std::max(c.y, d.y));
  if (west > east || south > north) return Meeting::apart;
  const int c_side = orientation(a, b, c), d_side = orientation(a, b, d);
  // On one line, the boxes tell: they are the segments.
  if (c_side == 0 && d_side == 0) return west < east || south < north ? Meeting::line : Meeting::point;
  if (c_side * d_side > 0 || orientation(c, d, a) * orientation(c, d, b) > 0) return Meeting::apart;
  return Meeting::point;
}

}  // namespace vigie
