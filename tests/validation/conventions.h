// Where programs disagree by convention: both values, and what turns ours into theirs.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "tests/validation/book.h"

namespace vigie::validation {

struct Convention {
  std::string what, ours_is, theirs_is;
  double ours, theirs;  // NaN: no value
  std::string program;
  double carried_over = std::numeric_limits<double>::quiet_NaN();  // ours by their convention, where that is possible
};

std::vector<Convention> conventions();

/// A number of another program that illustrates a convention or a defect.
PeerNumber peer_convention(const std::string& item);

}  // namespace vigie::validation
