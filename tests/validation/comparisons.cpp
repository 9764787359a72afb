// Puts numbers side by side.
#include "tests/validation/comparisons.h"

#include <cmath>

namespace vigie::validation {

std::vector<Line> lines_of(const Rule& rule, const Book& ours, std::span<const PeerNumber> peers) {
  std::vector<Line> lines;
  for (const PeerNumber& peer : peers) {
    if (peer.statistic != rule.theirs) continue;
    const double value = ours.value(std::string(rule.ours), peer.data_set, peer.item);
    const double scale = rule.measure == Measure::relative && peer.value != 0 ? std::abs(peer.value) : 1;
    lines.push_back({peer.data_set, peer.item, peer.program, value, peer.value, std::abs(value - peer.value) / scale});
  }
  return lines;
}

}  // namespace vigie::validation
