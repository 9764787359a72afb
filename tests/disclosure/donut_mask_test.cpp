// The attacker who knows boundaries, homes and method, and everything but the secret and the reports.
#include "engine/disclosure/donut_mask.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/disclosure/home_lattice.h"

namespace vigie {
namespace {

// A neighbourhood of 20 by 16 squares with a bay cut out of it and a park without homes.
HomeLattice town(double side, double homes_per_square) {
  HomeLattice lattice{
      .side = side, .first_column = 100, .first_row = -7, .columns = 20, .rows = 16, .inside = {}, .homes = {}};
  for (std::size_t square = 0; square < lattice.size(); ++square) {
    const auto column = lattice.column(square) - 100, row = lattice.row(square) + 7;
    const bool bay = column > 12 && row > 9, park = column < 4 && row < 5;
    lattice.inside.push_back(bay ? 0 : 1);
    lattice.homes.push_back(bay || park ? 0 : homes_per_square * (1 + static_cast<double>((column + row) % 3)));
  }
  return lattice;
}

MaskDraws draws_of(std::uint32_t seed) {
  return [seed](std::int64_t column, std::int64_t row, std::int32_t draw) {
    std::seed_seq address{seed, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row),
                          static_cast<std::uint32_t>(draw)};
    std::mt19937_64 chance(address);
    std::uniform_real_distribution<double> uniform;
    const double first = uniform(chance);
    return std::array{first, uniform(chance)};
  };
}

// The same rules, written down square by square.
class SlowMask {
 public:
  SlowMask(const HomeLattice& lattice, const MaskRing& ring, double k_min) : lattice_(lattice), ring_(ring) {
    good_ = lattice.inside;
    for (std::size_t target = 0; target < lattice.size(); ++target)
      for (std::size_t from = 0; from < lattice.size(); ++from)
        if (lies_in_ring(from, target) && homes_nearer(from, target) >= k_min) long_enough_.insert({from, target});
    const double reach = std::floor(ring.outer / lattice.side) + 1;
    for (double i = -reach; i <= reach; ++i)
      for (double j = -reach; j <= reach; ++j) whole_ring_ += in_ring(lattice.side * i, lattice.side * j) ? 1 : 0;
    for (bool changed = true; changed;) {
      std::vector<std::size_t> bad;
      for (std::size_t target = 0; target < lattice.size(); ++target)
        if (good_[target] != 0 && hidden_among(target) < k_min) bad.push_back(target);
      for (std::size_t target : bad) good_[target] = 0;
      changed = !bad.empty();
    }
  }
  bool may(std::size_t from, std::size_t target) const {
    return good_[target] != 0 && long_enough_.contains({from, target});
  }
  int targets(std::size_t from) const {
    int count = 0;
    for (std::size_t target = 0; target < lattice_.size(); ++target) count += may(from, target) ? 1 : 0;
    return count;
  }
  // Of each allowed move: as often as any other from there, but at most twice as often as with a whole ring.
  double chance(std::size_t from) const {
    return std::min(1.0 / targets(from), 2.0 / static_cast<double>(whole_ring_));
  }
  // One over the largest posterior chance of one home, by Bayes' rule.
  double hidden_among(std::size_t target) const {
    double all = 0, largest = 0;
    for (std::size_t from = 0; from < lattice_.size(); ++from) {
      if (!may(from, target) || lattice_.homes[from] <= 0) continue;
      all += lattice_.homes[from] * chance(from);
      largest = std::max(largest, chance(from));
    }
    return largest > 0 ? all / largest : 0;
  }

 private:
  double along(std::int64_t a, std::int64_t b) const { return std::abs(static_cast<double>(a - b)) * lattice_.side; }
  double centres(std::size_t a, std::size_t b) const {
    return std::hypot(along(lattice_.column(a), lattice_.column(b)), along(lattice_.row(a), lattice_.row(b)));
  }
  // Wherever in its square the report was.
  bool lies_in_ring(std::size_t from, std::size_t target) const {
    return in_ring(along(lattice_.column(from), lattice_.column(target)),
                   along(lattice_.row(from), lattice_.row(target)));
  }
  bool in_ring(double dx, double dy) const {
    const double x = std::abs(dx), y = std::abs(dy), half = lattice_.side / 2;
    const double least = std::hypot(std::max(0.0, x - half), std::max(0.0, y - half));
    return least >= ring_.inner && std::hypot(x + half, y + half) <= ring_.outer;
  }
  double homes_nearer(std::size_t from, std::size_t target) const {
    double homes = 0;
    for (std::size_t other = 0; other < lattice_.size(); ++other)
      if (centres(other, target) + lattice_.side * std::sqrt(2.0) <= centres(from, target))
        homes += lattice_.homes[other];
    return homes;
  }

  const HomeLattice& lattice_;
  MaskRing ring_;
  int whole_ring_ = 0;
  std::vector<std::uint8_t> good_;
  std::set<std::pair<std::size_t, std::size_t>> long_enough_;
};

struct Town {
  HomeLattice lattice = town(16, 0.13);
  MaskRing ring = mask_ring(0.001, 5, 50, HomesKnown::by_area);
  DonutMask mask{lattice, ring, 5};
};

TEST(MaskRing, HasTheRadiiOfTheFormula) {
  const MaskRing ring = mask_ring(0.001, 5, 50, HomesKnown::by_address);
  EXPECT_NEAR(ring.inner, 39.9, 0.05);
  EXPECT_NEAR(ring.outer, 126.2, 0.05);
  const MaskRing uneven = mask_ring(0.001, 5, 50, HomesKnown::by_area);
  EXPECT_NEAR(uneven.inner, 39.894 * std::sqrt(3.0), 0.01);
  EXPECT_DOUBLE_EQ(uneven.outer, ring.outer);
}

TEST(MaskSide, StaysWhenAFewHomesAreBuilt) {
  EXPECT_DOUBLE_EQ(mask_side(0.001, 5), 16);
  EXPECT_DOUBLE_EQ(mask_side(0.00102, 5), 16);
  EXPECT_DOUBLE_EQ(mask_side(0.00001, 5), 128);
}

TEST(DonutMask, AgreesWithTheSlowRulesSquareBySquare) {
  const Town town;
  const SlowMask slow(town.lattice, town.ring, 5);
  int some = 0;
  for (std::size_t square = 0; square < town.lattice.size(); ++square) {
    EXPECT_NEAR(town.mask.hidden_among(square, town.lattice.homes), slow.hidden_among(square), 1e-9) << square;
    some += slow.hidden_among(square) > 0 ? 1 : 0;
  }
  EXPECT_GT(some, 200);
}

TEST(DonutMask, MovesToEveryAllowedSquareEquallyOften) {
  const Town town;
  const SlowMask slow(town.lattice, town.ring, 5);
  for (const std::size_t from : {std::size_t{0}, std::size_t{150}, std::size_t{319 - 8}}) {
    ASSERT_GT(slow.targets(from), 0);
    std::map<std::size_t, int> seen;
    constexpr int secrets = 4000;
    int shown = 0;
    for (std::uint32_t seed = 0; seed < secrets; ++seed) {
      const auto target = town.mask.moved(from, draws_of(seed));
      if (!target) continue;
      ASSERT_TRUE(slow.may(from, *target));
      ++seen[*target];
      ++shown;
    }
    const double share = slow.chance(from) * slow.targets(from);
    EXPECT_NEAR(shown, secrets * share, 5 * std::sqrt(secrets * share * (1 - share)) + 1);
    const double expected = static_cast<double>(shown) / slow.targets(from);
    EXPECT_EQ(static_cast<int>(seen.size()), slow.targets(from));
    double chi_square = 0;
    for (const auto& [target, count] : seen) chi_square += (count - expected) * (count - expected) / expected;
    const double freedom = slow.targets(from) - 1;
    EXPECT_LT(chi_square, freedom + 5 * std::sqrt(2 * freedom)) << from;
  }
}

// Each night's best guess of the attacker, over all homes: right no more often than one time in five.
TEST(DonutMask, IsSeenThroughNoMoreThanOneTimeInK) {
  const Town town;
  const SlowMask slow(town.lattice, town.ring, 5);
  double right = 0, shown = 0;
  for (std::size_t target = 0; target < town.lattice.size(); ++target) {
    double all = 0, best = 0;
    for (std::size_t from = 0; from < town.lattice.size(); ++from) {
      if (!slow.may(from, target) || town.lattice.homes[from] <= 0) continue;
      all += town.lattice.homes[from] * slow.chance(from);
      best = std::max(best, slow.chance(from));
    }
    right += best;
    shown += all;
    EXPECT_LE(best, 0.2 * all + 1e-9) << target;
  }
  EXPECT_GT(shown, 0.5 * 300 * 0.13);
  EXPECT_LT(right / shown, 0.1);
}

TEST(DonutMask, MovesAPlaceTheSameWayForAllTime) {
  const Town town;
  const DonutMask again(town.lattice, town.ring, 5);
  int moved = 0;
  for (std::size_t square = 0; square < town.lattice.size(); ++square) {
    EXPECT_EQ(town.mask.moved(square, draws_of(1)), again.moved(square, draws_of(1)));
    moved += town.mask.moved(square, draws_of(1)) != town.mask.moved(square, draws_of(2)) ? 1 : 0;
  }
  EXPECT_GT(moved, 150) << "another secret, other places";
}

TEST(DonutMask, ShowsNothingWhereHardlyAnybodyLives) {
  const HomeLattice lonely = town(16, 0.002);
  const DonutMask mask(lonely, mask_ring(0.001, 5, 50, HomesKnown::by_area), 5);
  for (std::size_t square = 0; square < lonely.size(); ++square)
    EXPECT_EQ(mask.moved(square, draws_of(1)), std::nullopt);
}

TEST(DonutMask, CountsOnlyHomesThatMayBeMeant) {
  const Town town;
  std::vector<double> some = town.lattice.homes;
  for (std::size_t square = 0; square < some.size(); square += 2) some[square] = 0;
  for (std::size_t square = 0; square < some.size(); ++square)
    EXPECT_LE(town.mask.hidden_among(square, std::vector<double>(some.size(), 0)), 0);
  EXPECT_LT(town.mask.hidden_among(150, some), town.mask.hidden_among(150, town.lattice.homes));
}

}  // namespace
}  // namespace vigie
