// The loop over pairs: runs of neighbors in blocks, several accumulators side by side so that additions do not wait.
#include "engine/statistics/pair_sums.h"

#include <array>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

using Reached = std::span<const std::uint16_t>;

class PairLoop {
 public:
  explicit PairLoop(const PairQuestion& question)
      : question_(question),
        width_(question.bins->radii() + 1),
        count_(lanes * width_),
        weight_(lanes * width_),
        bordered_(width_ * width_) {}

  /// The pairs of p with others [begin, end).
  void run(Point p, const PointBuckets& others, std::size_t begin, std::size_t end) {
    for (begin_ = begin; begin_ < end; begin_ += block_.size) {
      block_.size = std::min(end - begin_, PairBlock::capacity);
      measure(p, others.x().subspan(begin_, block_.size), others.y().subspan(begin_, block_.size));
      sum();
    }
  }

  /// The same, with how many radii the boundary leaves to p and, unless empty, to each of the others.
  void run(Point p, const PointBuckets& others, std::size_t begin, std::size_t end, std::size_t own, Reached theirs) {
    for (begin_ = begin; begin_ < end; begin_ += block_.size) {
      block_.size = std::min(end - begin_, PairBlock::capacity);
      measure(p, others.x().subspan(begin_, block_.size), others.y().subspan(begin_, block_.size));
      sum();
      for (std::size_t k = 0; k < block_.size; ++k) ++bordered_[own * width_ + bin_[k]];
      if (theirs.empty()) continue;
      for (std::size_t k = 0; k < block_.size; ++k) ++bordered_[theirs[begin_ + k] * width_ + bin_[k]];
    }
  }

  PairSums sums() const {
    PairSums sums(width_ - 1);
    for (std::size_t b = 0; b < width_; ++b)
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        sums.count[b] += count_[b * lanes + lane];
        sums.weight[b] += weight_[b * lanes + lane];
      }
    sums.bordered = bordered_;
    return sums;
  }

 private:
  static constexpr std::size_t lanes = 4;

  void measure(Point p, std::span<const double> x, std::span<const double> y) {
    const std::size_t size = block_.size;
    for (std::size_t k = 0; k < size; ++k) {
      block_.dx[k] = x[k] - p.x;
      block_.dy[k] = y[k] - p.y;
      block_.squared[k] = block_.dx[k] * block_.dx[k] + block_.dy[k] * block_.dy[k];
    }
  }

  void sum() {
    const RadiusBins& bins = *question_.bins;
    for (std::size_t k = 0; k < block_.size; ++k) slot_[k] = bins.slot(block_.squared[k]);
    for (std::size_t k = 0; k < block_.size; ++k)
      bin_[k] = static_cast<std::uint16_t>(bins.bin(block_.squared[k], slot_[k]));
    if (question_.count)
      for (std::size_t k = 0; k < block_.size; ++k) ++count_[bin_[k] * lanes + k % lanes];
    if (!question_.translation) return;
    question_.translation->weigh(block_, question_.source);
    for (std::size_t k = 0; k < block_.size; ++k) weight_[bin_[k] * lanes + k % lanes] += block_.weight[k];
  }

  PairQuestion question_;
  std::size_t width_, begin_ = 0;
  std::vector<std::int64_t> count_;
  std::vector<double> weight_;
  std::vector<std::int64_t> bordered_;
  PairBlock block_;
  std::array<std::int32_t, PairBlock::capacity> slot_;
  std::array<std::uint16_t, PairBlock::capacity> bin_;
};

// Sums over chunks of centres, combined in chunk order.
template <typename Chunk>
PairSums over_chunks(std::size_t centres, std::size_t radii, Team team, const Chunk& chunk) {
  constexpr std::size_t chunk_size = 512;
  PairSums total(radii);
  if (team == Team::one_thread) {
    total.add(chunk(0, centres));
    return total;
  }
  std::vector<PairSums> parts((centres + chunk_size - 1) / chunk_size, PairSums(0));
  parallel_chunks(centres, chunk_size,
                  [&](std::size_t begin, std::size_t end) { parts[begin / chunk_size] = chunk(begin, end); });
  for (const PairSums& part : parts) total.add(part);
  return total;
}

}  // namespace

void PairSums::add(const PairSums& other) {
  for (std::size_t b = 0; b < count.size(); ++b) {
    count[b] += other.count[b];
    weight[b] += other.weight[b];
  }
  for (std::size_t b = 0; b < bordered.size(); ++b) bordered[b] += other.bordered[b];
}

PairSums pair_sums(const PointBuckets& points, Reached reached, const PairQuestion& question, Team team) {
  return over_chunks(points.size(), question.bins->radii(), team, [&](std::size_t first, std::size_t last) {
    PairLoop loop(question);
    for (std::size_t i = first; i < last; ++i) {
      const Point p{points.x()[i], points.y()[i]};
      if (reached.empty())
        points.visit_later(i, [&](std::size_t begin, std::size_t end) { loop.run(p, points, begin, end); });
      else
        points.visit_later(
            i, [&](std::size_t begin, std::size_t end) { loop.run(p, points, begin, end, reached[i], reached); });
    }
    return loop.sums();
  });
}

PairSums cross_pair_sums(const PointBuckets& from, const PointBuckets& to, Reached reached,
                         const PairQuestion& question, Team team) {
  return over_chunks(from.size(), question.bins->radii(), team, [&](std::size_t first, std::size_t last) {
    PairLoop loop(question);
    for (std::size_t i = first; i < last; ++i) {
      const Point p{from.x()[i], from.y()[i]};
      if (reached.empty())
        to.visit_near(p, [&](std::size_t begin, std::size_t end) { loop.run(p, to, begin, end); });
      else
        to.visit_near(p, [&](std::size_t begin, std::size_t end) { loop.run(p, to, begin, end, reached[i], {}); });
    }
    return loop.sums();
  });
}

}  // namespace vigie
