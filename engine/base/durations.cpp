// Reading lengths of time.
#include "engine/base/durations.h"

#include <array>
#include <string>

#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {

std::optional<double> parse_days(std::string_view text) {
  struct Suffix {
    std::string_view text;
    double days;
  };
  // Longest first, since "s" and "d" end others.
  static constexpr std::array<Suffix, 9> suffixes{{{"hours", 1.0 / 24},
                                                   {"hour", 1.0 / 24},
                                                   {"weeks", 7},
                                                   {"week", 7},
                                                   {"days", 1},
                                                   {"day", 1},
                                                   {"h", 1.0 / 24},
                                                   {"w", 7},
                                                   {"d", 1}}};
  const std::string folded = lower(trim(text));
  std::string_view number = folded;
  double factor = 1;
  for (const Suffix& suffix : suffixes) {
    if (!number.ends_with(suffix.text)) continue;
    factor = suffix.days;
    number = trim(number.substr(0, number.size() - suffix.text.size()));
    break;
  }
  const ParsedNumber parsed = parse_number(number);
  if (parsed.fault != NumberFault::none || !(parsed.value > 0)) return std::nullopt;
  return parsed.value * factor;
}

}  // namespace vigie
