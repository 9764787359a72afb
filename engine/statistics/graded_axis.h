// Nodes on an axis that lie close together near 0 and far apart far away, found without a search.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace vigie {

/// From 0 to a reach, in octaves of 1 + v / scale: 16 evenly spaced nodes in each, so that steps double from octave to
/// octave. The index of a node is the leading part of a floating-point number's own bits. All nodes are whole multiples
/// of the first step.
class GradedAxis {
 public:
  GradedAxis(double reach, int octaves)
      : octaves_(octaves),
        scale_(reach / static_cast<double>((1 << octaves) - 1)),
        inverse_(static_cast<float>(1 / scale_)) {}

  std::size_t nodes() const { return static_cast<std::size_t>(octaves_) * 16 + 1; }
  double step() const { return scale_ / 16; }
  /// Place of a node in steps.
  std::int64_t steps(std::size_t node) const {
    return (std::int64_t{1} << (node / 16)) * static_cast<std::int64_t>(16 + node % 16) - 16;
  }
  double place(std::size_t node) const { return step() * static_cast<double>(steps(node)); }

  /// Cell before node index + 1, and how far into it (0..1), for v >= 0; the last cell for v beyond the reach.
  struct Position {
    std::int32_t cell;
    float share;
  };
  Position position(float v) const {
    const float octave = 1 + v * inverse_, last = static_cast<float>(1 << octaves_) * 0.9999999F;
    const auto bits = std::bit_cast<std::int32_t>(octave < last ? octave : last);
    const std::int32_t cell = (bits - one) >> kept, rest = (bits & ((1 << kept) - 1)) << 4;
    return {cell, std::bit_cast<float>(rest | one) - 1};
  }

 private:
  static constexpr int kept = 19;  // bits within a cell: 23 of the fraction less 4 for 16 nodes
  static constexpr std::int32_t one = 0x3f800000;

  int octaves_;
  double scale_;
  float inverse_;
};

}  // namespace vigie
