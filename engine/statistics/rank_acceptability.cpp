// Counts of draws are whole numbers, so that their sum does not depend on who counted what.
#include "engine/statistics/rank_acceptability.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <span>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/criterion_draws.h"
#include "engine/statistics/value_ranks.h"

namespace vigie {
namespace {

constexpr std::size_t most_bins = 1024;
constexpr std::size_t draws_at_once = 500;
constexpr double credit_unit = 0x1p40;  // a whole draw; eight million of them fit into 63 bits
constexpr double weight_unit = 0x1p36;

std::int64_t credits(double share, double unit) {
  return std::llround(share * unit);
}

// What a number of draws adds up to.
struct Tally {
  std::size_t bins, bin_width, criteria;
  std::vector<std::int64_t> top;       // credit of each place
  std::vector<std::int64_t> weight;    // credit times weight, criteria of a place together
  std::vector<std::uint32_t> at_rank;  // draws by rank, bins of a place together

  Tally(std::size_t places, std::size_t criteria_count)
      : bins(std::min(places, most_bins)),
        bin_width(bins == 0 ? 1 : (places + bins - 1) / bins),
        criteria(criteria_count),
        top(places, 0),
        weight(places * criteria_count, 0),
        at_rank(places * bins, 0) {}

  void add(const Tally& other) {
    const auto sum = [](auto& into, const auto& from) {
      for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
    };
    sum(top, other.top);
    sum(weight, other.weight);
    sum(at_rank, other.at_rank);
  }

  // The places at [begin, end) of the ascending order are tied; n places in all, k of them in the top.
  void count(const ValueRanks& order, std::size_t begin, std::size_t end, std::size_t k,
             const std::vector<double>& drawn) {
    const std::size_t n = order.size(), tied = end - begin, first = n - end;  // 0-based rank of the best of them
    const std::size_t inside = first >= k ? 0 : std::min(tied, k - first);
    const double share = static_cast<double>(inside) / static_cast<double>(tied);
    const std::size_t bin = (first + (tied - 1) / 2) / bin_width;
    for (std::size_t at = begin; at < end; ++at) {
      const std::size_t place = order.place(at);
      ++at_rank[place * bins + bin];
      if (inside == 0) continue;
      top[place] += credits(share, credit_unit);
      for (std::size_t c = 0; c < criteria; ++c) weight[place * criteria + c] += credits(share * drawn[c], weight_unit);
    }
  }
};

void weighted_sums(const CriterionDraws& draws, const std::vector<double>& weights, std::span<double> scores) {
  std::ranges::fill(scores, 0.0);
  for (std::size_t c = 0; c < weights.size(); ++c) {
    const std::span<const double> scaled = draws.scaled(c);
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += weights[c] * scaled[i];
  }
}

// Rank at which at least this share of the draws is reached.
std::int64_t rank_at(const Tally& tally, std::size_t place, double share, std::uint32_t draws) {
  std::uint64_t reached = 0;
  for (std::size_t bin = 0; bin < tally.bins; ++bin) {
    reached += tally.at_rank[place * tally.bins + bin];
    if (static_cast<double>(reached) >= share * static_cast<double>(draws) - 1e-9)
      return static_cast<std::int64_t>(bin * tally.bin_width + 1);
  }
  return static_cast<std::int64_t>(tally.bins * tally.bin_width);
}

RankAcceptability shares_of(const Tally& tally, const RankQuestion& question) {
  RankAcceptability result;
  const auto draws = static_cast<double>(question.draws);
  for (std::size_t place = 0; place < question.places(); ++place) {
    const auto credit = static_cast<double>(tally.top[place]);
    result.p_top.push_back(credit / credit_unit / draws);
    result.median.push_back(rank_at(tally, place, 0.5, question.draws));
    result.lowest.push_back(rank_at(tally, place, 0.05, question.draws));
    result.highest.push_back(rank_at(tally, place, 0.95, question.draws));
    std::vector<double> central;
    for (std::size_t c = 0; c < tally.criteria && credit > 0; ++c)
      central.push_back(static_cast<double>(tally.weight[place * tally.criteria + c]) / weight_unit /
                        (credit / credit_unit));
    result.central.push_back(std::move(central));
  }
  return result;
}

}  // namespace

RankAcceptability rank_acceptability(const RankQuestion& question, const WeightDraws& weights) {
  const std::size_t places = question.places(), k = std::min(question.top, places);
  Tally all(places, question.criteria.size());
  std::mutex adding;
  parallel_chunks(question.draws, draws_at_once, [&](std::size_t begin, std::size_t end) {
    Tally part(places, question.criteria.size());
    CriterionDraws draws(question);
    ValueRanks order(places);
    std::vector<double> scores(places);
    for (std::size_t draw = begin; draw < end; ++draw) {
      const auto number = static_cast<std::uint32_t>(draw);
      const std::vector<double> drawn = weights.draw(question.seed, number);
      draws.take(number);
      weighted_sums(draws, drawn, scores);
      order.sort(scores);
      order.visit_ties([&](std::size_t low, std::size_t high) { part.count(order, low, high, k, drawn); });
    }
    const std::lock_guard lock(adding);
    all.add(part);
  });
  return shares_of(all, question);
}

std::vector<double> composite_scores(const RankQuestion& question, const std::vector<double>& weights) {
  CriterionDraws draws(question);
  draws.take_means();
  std::vector<double> scores(question.places());
  weighted_sums(draws, weights, scores);
  return scores;
}

std::vector<double> descending_ranks(const std::vector<double>& scores) {
  std::vector<double> ranks(scores.size(), no_number);
  ValueRanks order(scores.size());
  order.sort(scores);
  order.visit_ties([&](std::size_t begin, std::size_t end) {
    const double middle = static_cast<double>(order.size()) - static_cast<double>(begin + end - 1) / 2;
    for (std::size_t at = begin; at < end; ++at) ranks[order.place(at)] = middle;
  });
  return ranks;
}

double rank_shift(const std::vector<double>& ranks, const std::vector<double>& others) {
  double sum = 0;
  std::size_t both = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (std::isnan(ranks[i]) || std::isnan(others[i])) continue;
    sum += std::fabs(ranks[i] - others[i]);
    ++both;
  }
  return both == 0 ? no_number : sum / static_cast<double>(both);
}

}  // namespace vigie
