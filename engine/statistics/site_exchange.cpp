// Exchanging one chosen site for another: the best exchange, and a search with memory that goes through worse choices.
#include <algorithm>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/random.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

struct Exchange {
  std::size_t out;   // place among the chosen
  std::uint32_t in;  // candidate
  double change;     // of the demand covered
};

// What every exchange would change, from what entering adds, what leaving loses and what the one keeps of the other
// (Resende & Werneck 2007, for the p-median).
class Exchanges {
 public:
  Exchanges(const SiteSearch& search, std::vector<std::uint32_t> chosen)
      : search_(search),
        chosen_(std::move(chosen)),
        times_(search.cover().points(), 0),
        taken_(search.candidates(), 0) {
    for (std::size_t slot = 0; slot < chosen_.size(); ++slot) count(slot, 1);
  }

  const std::vector<std::uint32_t>& chosen() const { return chosen_; }

  void apply(const Exchange& exchange) {
    count(exchange.out, -1);
    chosen_[exchange.out] = exchange.in;
    count(exchange.out, 1);
  }

  /// The best exchange of those that `may_leave` (a chosen candidate) and `may_enter` allow; equal ones: the first.
  /// `out` is the number of sites where there is none.
  template <class Leave, class Enter>
  Exchange best(Leave may_leave, Enter may_enter) {
    measure_gains();
    Exchange found{chosen_.size(), 0, 0};
    for (std::size_t slot = 0; slot < chosen_.size(); ++slot) {
      if (!may_leave(chosen_[slot])) continue;
      const double loss = measure_loss(chosen_[slot]);
      for (std::uint32_t j = 0; j < taken_.size(); ++j) {
        if (taken_[j] != 0 || !may_enter(j)) continue;
        const double change = gain_[j] + kept_[j] - loss;
        if (found.out == chosen_.size() || change > found.change) found = {slot, j, change};
      }
    }
    return found;
  }

 private:
  void count(std::size_t slot, int step) {
    const std::uint32_t candidate = chosen_[slot];
    taken_[candidate] = step > 0 ? 1 : 0;
    for (std::uint32_t point : search_.covered().of(candidate)) times_[point] += step;
  }

  // What each candidate adds to all that are chosen.
  void measure_gains() {
    gain_ = search_.own();
    for (std::size_t i = 0; i < times_.size(); ++i) add_where(times_[i] == 0, i, gain_);
  }

  // What a chosen site alone covers, and the part of it that each candidate would make good.
  double measure_loss(std::uint32_t chosen) {
    kept_.assign(taken_.size(), 0);
    double loss = search_.own()[chosen];
    for (std::uint32_t point : search_.covered().of(chosen)) {
      if (times_[point] == 1) loss += search_.cover().demand[point];
      add_where(times_[point] == 1, point, kept_);
    }
    return loss;
  }

  void add_where(bool counts, std::size_t point, std::vector<double>& sums) const {
    if (!counts) return;
    for (std::uint32_t candidate : search_.cover().of(point)) sums[candidate] += search_.cover().demand[point];
  }

  const SiteSearch& search_;
  std::vector<std::uint32_t> chosen_;
  std::vector<int> times_;
  std::vector<std::uint8_t> taken_;
  std::vector<double> gain_, kept_;
};

// Steps for which an exchanged site stays as it is: 4 to 12, by turns; twice that for one that left. Half of the sites,
// and of the others, are free to move at any time.
constexpr int least_rest = 4, rests = 9;

}  // namespace

std::vector<std::uint32_t> SiteSearch::swapped(std::vector<std::uint32_t> chosen) const {
  const double least_change = 1e-12 * value(chosen);
  const std::size_t sites = chosen.size();
  Exchanges exchanges(*this, std::move(chosen));
  const auto all = [](std::uint32_t) { return true; };
  while (true) {
    const Exchange next = exchanges.best(all, all);
    if (next.out == sites || next.change <= least_change) return exchanges.chosen();
    exchanges.apply(next);
  }
}

std::vector<std::uint32_t> SiteSearch::shaken(std::vector<std::uint32_t> chosen, std::uint32_t turn) const {
  constexpr std::uint64_t seed = 1;
  const auto sites = static_cast<std::uint32_t>(chosen.size()), all = static_cast<std::uint32_t>(candidates());
  AddressedRandom random(seed, RandomPurpose::site_exchange, turn, 0);
  for (std::uint32_t i = 0; i < (sites + 2) / 3; ++i) {
    const std::uint32_t in = random.below(all);
    if (std::ranges::find(chosen, in) == chosen.end()) chosen[random.below(sites)] = in;
  }
  return chosen;
}

std::vector<std::uint32_t> SiteSearch::searched(const std::vector<std::uint32_t>& start, int patience) const {
  std::vector<std::uint32_t> best = start;
  double most = value(start);
  Exchanges exchanges(*this, start);
  std::vector<int> rests_until(candidates(), 0);
  const int most_in = static_cast<int>(start.size() / 2), most_out = static_cast<int>(candidates() - start.size()) / 2;
  const auto pick = [&](int step) {
    const auto free = [&](std::uint32_t candidate) { return rests_until[candidate] <= step; };
    return exchanges.best(free, free);
  };
  for (int step = 1, idle = 0; idle < patience; ++step, ++idle) {
    check_stop();
    const Exchange next = pick(step);
    if (next.out == start.size()) break;
    const int rest = least_rest + step * 5 % rests;
    rests_until[exchanges.chosen()[next.out]] = step + std::min(2 * rest, most_out);
    rests_until[next.in] = step + std::min(rest, most_in);
    exchanges.apply(next);
    const double covered = value(exchanges.chosen());
    if (covered <= most * (1 + 1e-12)) continue;
    most = covered;
    best = exchanges.chosen();
    idle = 0;
  }
  return best;
}

}  // namespace vigie
