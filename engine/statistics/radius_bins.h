// Which of the asked radii is the first that takes a pair in.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace vigie {

/// Radii ascending and above 0. A pair at distance d counts at r if d^2 <= r^2 (1 + 1e-12), as in distance bands.
class RadiusBins {
 public:
  explicit RadiusBins(std::span<const double> radii) {
    for (const double r : radii) limit_.push_back(r * r * (1 + 1e-12));
    limit_.push_back(std::numeric_limits<double>::infinity());
    const double greatest = limit_[radii.size() - 1];
    per_slot_ = static_cast<double>(slots) / greatest;
    first_.resize(slots + 1);
    for (std::size_t slot = 0; slot <= slots; ++slot) {
      const double least = static_cast<double>(slot) / per_slot_ * (1 - 1e-9);
      first_[slot] = static_cast<std::uint16_t>(std::ranges::lower_bound(limit_, least) - limit_.begin());
    }
  }

  std::size_t radii() const { return limit_.size() - 1; }
  /// Index of the first radius that takes in the squared distance; radii() if none does.
  std::size_t bin(double squared) const { return bin(squared, slot(squared)); }

  /// The same in two steps: the first can be taken for many pairs at once.
  std::int32_t slot(double squared) const {
    const double at = squared * per_slot_, last = slots;
    return static_cast<std::int32_t>(at < last ? at : last);
  }
  std::size_t bin(double squared, std::int32_t slot) const {
    std::size_t b = first_[static_cast<std::size_t>(slot)];
    while (squared > limit_[b]) ++b;
    return b;
  }

 private:
  static constexpr std::size_t slots = 2048;
  std::vector<double> limit_;
  std::vector<std::uint16_t> first_;
  double per_slot_ = 1;
};

}  // namespace vigie
