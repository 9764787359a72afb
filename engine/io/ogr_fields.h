// Attributes of OGR's features: as text for reports, as typed columns for boundaries.
#pragma once

#include "engine/data/table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class OGRFeature;
class OGRFeatureDefn;

namespace vigie {

/// Bytes that are no UTF-8 replaced by U+FFFD.
std::string mended_utf8(std::string_view text);

/// Names of all fields, in order, as the file has them.
std::vector<std::string> field_names(const OGRFeatureDefn& definition);

/// One field as text: numbers as they read back, dates and times in ISO form, lists as JSON, bytes in hex.
/// Nothing for NULL. Texts may hold invalid UTF-8.
std::optional<std::string> field_text(const OGRFeature& feature, int field);

/// Columns that grow feature by feature: Integers, Reals, and Texts for all the rest.
class FieldColumns {
 public:
  explicit FieldColumns(const OGRFeatureDefn& definition);
  void add(const OGRFeature& feature);
  /// The columns so far under the file's own names; empties this object.
  Table take();
  /// How many texts were no valid UTF-8; their bad bytes were replaced.
  std::int64_t mended_texts() const { return mended_; }

 private:
  std::vector<std::string> names_;
  std::vector<Values> columns_;
  std::int64_t mended_ = 0;
};

}  // namespace vigie
