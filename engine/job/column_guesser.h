// How a column is found: by a name that is free, and a sample that agrees.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/job/column_guess.h"

namespace vigie {

using Words = std::vector<std::string_view>;
using Accepts = std::function<bool(const std::vector<std::string>&)>;

/// What the sampled values of a column may have to be like.
namespace sample {
bool numeric(const std::vector<std::string>& values);
bool iso_times(const std::vector<std::string>& values);
bool iso_dates_or_empty(const std::vector<std::string>& values);
/// Dates, months, or years on their own.
bool periods(const std::vector<std::string>& values);
bool wkt(const std::vector<std::string>& values);
bool words(const std::vector<std::string>& values);
bool anything(const std::vector<std::string>& values);
bool unique(const std::vector<std::string>& values);
bool unique_texts(const std::vector<std::string>& values);
}  // namespace sample

/// Hands out the columns of one file; each plays one role. Names are compared by their letters and digits alone.
class Guesser {
 public:
  explicit Guesser(const Preview& preview);

  /// The first word in the list that names a free column whose sample is accepted.
  std::optional<std::size_t> find(const Words& words, const Accepts& accepts) const;
  std::optional<std::size_t> find_where(const std::function<bool(const std::string&)>& named,
                                        const Accepts& accepts) const;
  void take(std::string role, std::optional<std::size_t> column);
  void take_named(std::string role, const Words& words, const Accepts& accepts = sample::anything);
  const std::vector<ColumnGuess>& guesses() const { return guesses_; }

 private:
  std::vector<std::string> values(std::size_t column) const;

  const Preview& preview_;
  std::vector<std::string> bare_;
  std::set<std::size_t> taken_;
  std::vector<ColumnGuess> guesses_;
};

}  // namespace vigie
