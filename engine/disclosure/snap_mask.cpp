// Squares go to their nearest anchor by their centre.
#include "engine/disclosure/snap_mask.h"

#include <limits>
#include <utility>

namespace vigie {

SnapMask::SnapMask(const HomeLattice& lattice, std::vector<Point> anchors, double least)
    : lattice_(lattice), anchors_(std::move(anchors)) {
  for (bool all = false; !all;) {
    share_out();
    std::vector<Point> kept;
    for (std::size_t i = 0; i < anchors_.size(); ++i)
      if (around_[i] <= 0 || around_[i] >= least) kept.push_back(anchors_[i]);
    all = kept.size() == anchors_.size();
    anchors_ = std::move(kept);
  }
}

void SnapMask::share_out() {
  around_.assign(anchors_.size(), 0);
  anchor_of_.assign(lattice_.size(), anchors_.size());
  for (std::size_t square = 0; square < lattice_.size(); ++square) {
    if (lattice_.homes[square] <= 0) continue;
    const auto anchor = nearest(lattice_.centre(square));
    if (!anchor) return;
    anchor_of_[square] = *anchor;
    around_[*anchor] += lattice_.homes[square];
  }
}

std::optional<std::size_t> SnapMask::nearest(Point p) const {
  double least = std::numeric_limits<double>::infinity();
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const double dx = anchors_[i].x - p.x, dy = anchors_[i].y - p.y;
    if (dx * dx + dy * dy >= least) continue;
    least = dx * dx + dy * dy;
    found = i;
  }
  return found;
}

double SnapMask::hidden_among(std::size_t anchor, std::span<const double> homes) const {
  double sum = 0;
  for (std::size_t square = 0; square < lattice_.size(); ++square)
    if (anchor_of_[square] == anchor) sum += homes[square];
  return sum;
}

}  // namespace vigie
