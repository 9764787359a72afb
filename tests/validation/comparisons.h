// Which of our numbers stands beside which of theirs, and how far apart they may be.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/validation/book.h"

namespace vigie::validation {

/// relative: share of the peer's number (absolute where that is 0).
enum class Measure { absolute, relative };

struct Rule {
  std::string_view title;
  std::string_view ours, theirs;  // names of the statistic
  double tolerance;
  Measure measure;
};

/// One table of the page.
struct Subject {
  std::string_view title, prose;
  std::vector<Rule> rules;
};
const std::vector<Subject>& subjects();

struct Line {
  std::string data_set, item, program;
  double ours, theirs, difference;
};
/// One line per number of the peers under rule.theirs. Throws std::out_of_range where we have none.
std::vector<Line> lines_of(const Rule& rule, const Book& ours, std::span<const PeerNumber> peers);

}  // namespace vigie::validation
