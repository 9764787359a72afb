// Every number of another program has ours beside it, within its tolerance.
#include "tests/validation/comparisons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/validation/conventions.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

TEST(Comparisons, AreWithinTheirTolerance) {
  const Book ours = our_numbers();
  const std::vector<PeerNumber> peers = peer_numbers();
  for (const Subject& subject : subjects())
    for (const Rule& rule : subject.rules) {
      const std::vector<Line> lines = lines_of(rule, ours, peers);
      EXPECT_FALSE(lines.empty()) << rule.title << ": nothing to compare";
      for (const Line& line : lines)
        EXPECT_LE(line.difference, rule.tolerance)
            << rule.title << ", " << line.data_set << " " << line.item << ": " << line.ours << " and " << line.theirs
            << " (" << line.program << ")";
    }
}

TEST(Comparisons, LeaveNoNumberOut) {
  std::set<std::string_view> compared{"convention"};
  for (const Subject& subject : subjects())
    for (const Rule& rule : subject.rules) compared.insert(rule.theirs);
  for (const PeerNumber& peer : peer_numbers())
    EXPECT_TRUE(compared.contains(peer.statistic)) << peer.statistic << " is in peers.csv and in no table";
}

TEST(Conventions, AreBridgedWhereTheyCanBe) {
  int bridged = 0;
  for (const Convention& convention : conventions()) {
    if (std::isnan(convention.carried_over)) {
      EXPECT_FALSE(std::abs(convention.ours - convention.theirs) < 1e-5)
          << convention.what << ": no difference to tell";
      continue;
    }
    ++bridged;
    EXPECT_NEAR(convention.carried_over / convention.theirs, 1, 1e-11) << convention.what;
  }
  EXPECT_GE(bridged, 6);
}

}  // namespace
}  // namespace vigie::validation
