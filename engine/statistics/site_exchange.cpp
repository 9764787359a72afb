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
// (Resende & Werneck 2007, for the p-median). Kept up to date: an exchange touches only the points of its two sites.
class Exchanges {
 public:
  Exchanges(const SiteSearch& search, std::vector<std::uint32_t> chosen)
      : search_(search), chosen_(std::move(chosen)), taken_(search.candidates(), 0) {
    measure();
  }

  const std::vector<std::uint32_t>& chosen() const { return chosen_; }

  void apply(const Exchange& exchange) {
    leave(exchange.out);
    chosen_[exchange.out] = exchange.in;
    enter(exchange.out);
    if (++applied_ % exchanges_to_measure == 0) measure();
  }

  /// The best exchange of those that `may_leave` (a chosen candidate) and `may_enter` allow; equal ones: the first.
  /// `out` is the number of sites where there is none.
  template <class Leave, class Enter>
  Exchange best(Leave may_leave, Enter may_enter) {
    entering_.clear();
    for (std::uint32_t j = 0; j < taken_.size(); ++j)
      if (taken_[j] == 0 && may_enter(j)) entering_.push_back(j);
    Exchange found{chosen_.size(), 0, 0};
    for (std::size_t slot = 0; slot < chosen_.size(); ++slot) {
      if (!may_leave(chosen_[slot])) continue;
      for (std::uint32_t j : entering_) {
        const double change = gain_[j] + kept_[slot][j] - loss_[slot];
        if (found.out == chosen_.size() || change > found.change) found = {slot, j, change};
      }
    }
    return found;
  }

 private:
  static constexpr int exchanges_to_measure = 1000;  // for the rounding of sums that go up and down

  void measure() {
    times_.assign(search_.cover().points(), 0);
    slots_.assign(times_.size(), 0);
    gain_ = search_.own();
    for (std::size_t i = 0; i < times_.size(); ++i) add(i, 1, gain_);
    kept_.assign(chosen_.size(), std::vector<double>(taken_.size(), 0));
    loss_.assign(chosen_.size(), 0);
    for (std::size_t slot = 0; slot < chosen_.size(); ++slot) enter(slot);
  }

  void enter(std::size_t slot) {
    taken_[chosen_[slot]] = 1;
    loss_[slot] = search_.own()[chosen_[slot]];
    for (std::uint32_t point : search_.covered().of(chosen_[slot])) {
      if (times_[point] == 0) add(point, -1, gain_);
      if (times_[point] == 1) alone(point, -1);
      ++times_[point];
      slots_[point] += slot;
      if (times_[point] == 1) alone(point, 1);
    }
  }

  void leave(std::size_t slot) {
    taken_[chosen_[slot]] = 0;
    for (std::uint32_t point : search_.covered().of(chosen_[slot])) {
      if (times_[point] == 1) alone(point, -1);
      --times_[point];
      slots_[point] -= slot;
      if (times_[point] == 1) alone(point, 1);
      if (times_[point] == 0) add(point, 1, gain_);
    }
    std::ranges::fill(kept_[slot], 0.0);
  }

  // A point that one site alone covers: what losing it costs, and who would make it good.
  void alone(std::uint32_t point, double sign) {
    loss_[slots_[point]] += sign * search_.cover().demand[point];
    add(point, sign, kept_[slots_[point]]);
  }

  void add(std::size_t point, double sign, std::vector<double>& sums) const {
    const double demand = sign * search_.cover().demand[point];
    for (std::uint32_t candidate : search_.cover().of(point)) sums[candidate] += demand;
  }

  const SiteSearch& search_;
  std::vector<std::uint32_t> chosen_, entering_;
  std::vector<int> times_;
  std::vector<std::size_t> slots_;  // sum of the places of a point's sites: the place itself where it has one
  std::vector<std::uint8_t> taken_;
  std::vector<double> gain_, loss_;
  std::vector<std::vector<double>> kept_;  // by place: of what it alone covers, what each candidate covers, too
  int applied_ = 0;
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
  double most = value(start), covered = most;
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
    covered += next.change;
    if (covered <= most * (1 + 1e-12)) continue;
    covered = value(exchanges.chosen());
    if (covered <= most * (1 + 1e-12)) continue;
    most = covered;
    best = exchanges.chosen();
    idle = 0;
  }
  return best;
}

}  // namespace vigie
