// Linking reports to incidents, beside a version that looks at every pair.
#include "engine/statistics/incident_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include "tests/base/instants.h"

namespace vigie {
namespace {

using test::day;

struct Reports {
  std::vector<double> x, y;
  std::vector<Instant> time, closed;
  std::vector<std::int32_t> category;

  void add(double px, double py, double at_day, double closed_day = -1, std::int32_t kind = 0) {
    x.push_back(px);
    y.push_back(py);
    time.push_back(static_cast<Instant>(at_day * day));
    closed.push_back(closed_day < 0 ? no_instant : static_cast<Instant>(closed_day * day));
    category.push_back(kind);
  }
  void add(const Reports& other, std::size_t i) {
    x.push_back(other.x[i]);
    y.push_back(other.y[i]);
    time.push_back(other.time[i]);
    closed.push_back(other.closed[i]);
    category.push_back(other.category[i]);
  }
  std::size_t size() const { return x.size(); }
  std::vector<std::int64_t> linked(const LinkRule& rule = {}) const {
    return linked_incidents({x, y, time, closed, category}, rule);
  }
};

// "001" for three reports of which the first two are one incident: letters in order of first appearance.
std::string drawn(const std::vector<std::int64_t>& incidents) {
  std::map<std::int64_t, char> letter;
  std::string text;
  for (std::int64_t incident : incidents)
    text += letter.try_emplace(incident, static_cast<char>('0' + letter.size())).first->second;
  return text;
}

TEST(IncidentLinks, DistanceCategoryAndTimeMustAllFit) {
  Reports reports;
  reports.add(0, 0, 0);
  reports.add(30, 0, 14);              // at the limits of both: linked
  reports.add(30.001, 0, 0.5, -1, 1);  // another category
  reports.add(-30.001, 0, 1);          // too far from the first
  reports.add(0, 0, 28.001);           // after the second was closed
  EXPECT_EQ(drawn(reports.linked()), "00123");
}

TEST(IncidentLinks, ATimeOfClosingWinsOverTheDays) {
  Reports reports;
  reports.add(0, 0, 0, 2);     // closed after two days
  reports.add(5, 0, 2);        // on that very moment
  reports.add(0, 9, 20, 100);  // open for long
  reports.add(9, 9, 99);
  reports.add(100, 0, 10, 9);  // closed before it was made: unknown, so 14 days
  reports.add(110, 0, 23);
  EXPECT_EQ(drawn(reports.linked()), "001122");
}

TEST(IncidentLinks, WithoutTimeOrCategoryNothingIsLinked) {
  Reports reports;
  for (int i = 0; i < 4; ++i) reports.add(0, 0, 0);
  reports.time[1] = no_instant;
  reports.category[3] = -1;
  EXPECT_EQ(drawn(reports.linked()), "0102");
}

TEST(IncidentLinks, AChainUpToTwiceTheDistanceIsOneIncidentAndALongerOneIsCut) {
  Reports reports;
  for (double x : {0.0, 30.0, 60.0}) reports.add(x, 0, x / 30);
  EXPECT_EQ(drawn(reports.linked()), "000");
  // Beyond 60 m the first report keeps what lies within 30 m of it, and the next incident begins at 60 m.
  reports.add(90, 0, 3);
  EXPECT_EQ(drawn(reports.linked()), "0011");
  reports.add(120, 0, 4);
  EXPECT_EQ(drawn(reports.linked()), "00112");
}

TEST(IncidentLinks, WidthIsMeasuredAcrossTheDiagonal) {
  Reports reports;  // a box of 50 x 50 m is 70.7 m wide
  for (auto [x, y] : {std::pair{0, 0}, {25, 0}, {50, 0}, {50, 25}, {50, 50}}) reports.add(x, y, 0);
  EXPECT_EQ(drawn(reports.linked()), "00112");
}

// The definition, word for word.
std::vector<std::int64_t> slowly_linked(const Reports& r, const LinkRule& rule) {
  const std::size_t n = r.size();
  const auto until = [&](std::size_t i) {
    return r.closed[i] != no_instant && r.closed[i] >= r.time[i] ? r.closed[i]
                                                                 : r.time[i] + static_cast<Instant>(rule.days * day);
  };
  const auto far = [&](std::size_t i, std::size_t j) {
    return std::pow(r.x[i] - r.x[j], 2) + std::pow(r.y[i] - r.y[j], 2);
  };
  const double limit = rule.distance * rule.distance;
  const auto linked = [&](std::size_t i, std::size_t j) {
    const std::size_t first = r.time[i] <= r.time[j] ? i : j, second = first == i ? j : i;
    return r.category[i] >= 0 && r.category[i] == r.category[j] && r.time[i] != no_instant && r.time[j] != no_instant &&
           far(i, j) <= limit && r.time[second] <= until(first);
  };
  std::vector<std::int64_t> component(n, -1), incident(n);
  std::iota(incident.begin(), incident.end(), std::int64_t{0});
  for (std::size_t start = 0; start < n; ++start) {
    if (component[start] >= 0) continue;
    std::vector<std::size_t> members{start};
    component[start] = static_cast<std::int64_t>(start);
    for (std::size_t k = 0; k < members.size(); ++k)
      for (std::size_t j = 0; j < n; ++j)
        if (component[j] < 0 && linked(members[k], j)) {
          component[j] = static_cast<std::int64_t>(start);
          members.push_back(j);
        }
    bool wide = false;
    for (std::size_t a : members)
      for (std::size_t b : members) wide = wide || far(a, b) > 4 * limit;
    if (!wide) {
      for (std::size_t m : members) incident[m] = static_cast<std::int64_t>(start);
      continue;
    }
    std::ranges::sort(members, {}, [&](std::size_t i) { return std::tuple(r.time[i], r.x[i], r.y[i], until(i)); });
    struct Begun {
      std::size_t first;
      Instant open;
    };
    std::vector<Begun> begun;
    for (std::size_t m : members) {
      Begun* nearest = nullptr;
      for (Begun& other : begun)
        if (other.open >= r.time[m] && far(other.first, m) <= limit &&
            (!nearest || far(other.first, m) < far(nearest->first, m)))
          nearest = &other;
      if (!nearest) {
        begun.push_back({m, until(m)});
        nearest = &begun.back();
      }
      nearest->open = std::max(nearest->open, until(m));
      incident[m] = static_cast<std::int64_t>(nearest->first);
    }
  }
  return incident;
}

Reports random_reports(std::mt19937_64& random, std::size_t n, double side, double days) {
  std::uniform_real_distribution<double> place(-side / 2, side / 2), when(0, days), lasts(-5, 20);
  std::uniform_int_distribution<int> kind(-1, 2), chance(0, 9);
  Reports reports;
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0 && chance(random) < 2) {  // many reports share an address or are copies
      reports.add(reports, random() % i);
      if (chance(random) < 5) reports.time.back() = static_cast<Instant>(when(random) * day);
      continue;
    }
    const double at = std::floor(when(random));
    // Whole metres and days, so that many distances and times are exactly at the limits.
    reports.add(std::round(place(random) / 5) * 5, std::round(place(random) / 5) * 5, at,
                chance(random) < 5 ? std::max(0.0, at + lasts(random)) : -1, kind(random));
    if (chance(random) == 0) reports.time.back() = no_instant;
  }
  return reports;
}

TEST(IncidentLinks, EqualThoseOfEveryPairOnRandomMaps) {
  std::mt19937_64 random(20240611);
  for (int round = 0; round < 120; ++round) {
    const double side = round % 3 == 0 ? 150 : round % 3 == 1 ? 600 : 3000;
    const Reports reports = random_reports(random, 150, side, round % 2 == 0 ? 40 : 400);
    const LinkRule rule{.distance = round % 4 == 0 ? 15.0 : 30.0, .days = round % 5 == 0 ? 3.0 : 14.0};
    ASSERT_EQ(drawn(reports.linked(rule)), drawn(slowly_linked(reports, rule))) << "round " << round;
  }
}

TEST(IncidentLinks, NeitherOrderNorCopiesOfReportsMatter) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 30; ++round) {
    Reports reports = random_reports(random, 200, 300, 60);
    // A copy without time is a report of its own, as its original is.
    for (std::size_t i = 0; i < reports.size(); ++i) {
      if (reports.time[i] == no_instant) reports.time[i] = 0;
      reports.category[i] = std::max(0, reports.category[i]);
    }
    const std::vector<std::int64_t> incidents = reports.linked();
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    Reports shuffled;
    for (std::size_t i : order) shuffled.add(reports, i);
    for (int copy = 0; copy < 50; ++copy) shuffled.add(reports, random() % reports.size());
    const std::vector<std::int64_t> again = shuffled.linked();
    EXPECT_EQ(std::set(again.begin(), again.end()).size(), std::set(incidents.begin(), incidents.end()).size());
    std::map<std::int64_t, std::int64_t> same;
    for (std::size_t i = 0; i < order.size(); ++i)
      EXPECT_EQ(same.try_emplace(again[i], incidents[order[i]]).first->second, incidents[order[i]]);
  }
}

TEST(IncidentLinks, NoIncidentIsWiderThanTwiceTheDistance) {
  std::mt19937_64 random(99);
  const Reports reports = random_reports(random, 2000, 800, 30);
  const std::vector<std::int64_t> incidents = reports.linked();
  for (std::size_t i = 0; i < reports.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (incidents[i] == incidents[j]) {
        EXPECT_LE(std::hypot(reports.x[i] - reports.x[j], reports.y[i] - reports.y[j]), 60 * (1 + 1e-12));
      }
}

}  // namespace
}  // namespace vigie
