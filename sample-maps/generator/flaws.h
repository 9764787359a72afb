// The dirty rows of the export: one fault each, how many, and what should become of them.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace vigie::sample {

/// Columns of reports.csv, in order.
enum Column { id, time, category, channel, origin, incident, closed, reporter, longitude, latitude, columns };
using Fields = std::array<std::string, columns>;

/// Longitudes and latitudes, as text, of places that no neighbourhood holds.
struct Elsewhere {
  std::string river_longitude, river_latitude, pond_longitude, pond_latitude;
};

struct Flaw {
  std::string_view what;    // for TRUTH.md
  std::string_view reason;  // code in `rejects`; "" where the row is used all the same
  int count;
  /// The line as it is written, without its end.
  std::function<std::string(Fields, const Elsewhere&)> line;
};

/// Fields with commas between them.
std::string joined(const Fields& fields);

std::span<const Flaw> row_flaws();

}  // namespace vigie::sample
