// The one list of what a public file may hold. What does not stand in it is hidden.
#pragma once

#include <span>
#include <string_view>

namespace vigie {

/// How revealing a column is, and so what becomes of it in a public file.
enum class Nature {
  /// Given facts, geometry, and classes made from published counts: as they are.
  fact,
  /// A count of reports: the published number, NULL where it is hidden.
  count,
  /// A sum of counts of cells: NULL where one of them is hidden.
  sum,
  /// A count of people that is not split further: NULL below the limit.
  members,
  /// Made from the published count of its own row: NULL where that is hidden.
  of_row,
  /// Made from the published counts of many rows: as of_row, and to three significant digits.
  rounded,
  /// Everything else: NULL.
  hidden,
};

struct PublicColumn {
  std::string_view layer, column;
  Nature nature;
};

/// All columns that are not hidden, of layers that may be public.
std::span<const PublicColumn> public_columns();

/// Hidden unless the list says otherwise.
Nature nature_of(std::string_view layer, std::string_view column);

/// True if the list names a column of that layer. Other layers do not come into a public file.
bool may_be_public(std::string_view layer);

/// The one layer whose points may be public: those of reports that were moved.
bool may_be_public_as_points(std::string_view layer);

/// Rasters that may be public, in five classes.
bool may_be_public_raster(std::string_view raster);

/// Analyses of which something may be public; the others do not run for a public file.
std::span<const std::string_view> public_analyses();

/// Rows of coverage_summary whose values rest on given facts and published counts.
std::span<const std::string_view> public_measures();

}  // namespace vigie
