// Field values without loss: OGR's own text of a number keeps 15 digits only.
#include "engine/io/ogr_fields.h"

#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/gdal_text.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vigie {
namespace {

// OGR's zone flag: 0 unknown, 1 local, 100 UTC, and a quarter of an hour for each step from there.
std::string zone_text(int flag) {
  if (flag < 2) return "";
  const int minutes = (flag - 100) * 15;
  if (minutes == 0) return "Z";
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

std::string clock_text(const OGRField& value) {
  const auto milliseconds = std::lround(value.Date.Second * 1000.0);
  std::string text = fmt::format("{:02}:{:02}:{:02}", value.Date.Hour, value.Date.Minute, milliseconds / 1000);
  if (milliseconds % 1000 != 0) text += fmt::format(".{:03}", milliseconds % 1000);
  return text;
}

std::string date_text(const OGRField& value) {
  return fmt::format("{:04}-{:02}-{:02}", value.Date.Year, value.Date.Month, value.Date.Day);
}

bool is_list(OGRFieldType type) {
  return type == OFTIntegerList || type == OFTInteger64List || type == OFTRealList || type == OFTStringList;
}

std::string list_text(const OGRFeature& feature, int field) {
  const GdalText text(feature.GetFieldAsSerializedJSon(field));
  return text ? text.get() : "";
}

Values empty_column(OGRFieldType type) {
  if (type == OFTInteger || type == OFTInteger64) return Integers{};
  if (type == OFTReal) return Reals{};
  return Texts{};
}

}  // namespace

std::string mended_utf8(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length <= 4 && !is_valid_utf8(text.substr(0, length))) ++length;
    result += length <= 4 ? text.substr(0, length) : "\uFFFD";
    text.remove_prefix(length <= 4 ? std::min(length, text.size()) : 1);
  }
  return result;
}

std::vector<std::string> field_names(const OGRFeatureDefn& definition) {
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(definition.GetFieldCount()));
  for (int i = 0; i < definition.GetFieldCount(); ++i)
    names.push_back(mended_utf8(definition.GetFieldDefn(i)->GetNameRef()));
  return names;
}

std::optional<std::string> field_text(const OGRFeature& feature, int field) {
  if (!feature.IsFieldSetAndNotNull(field)) return {};
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  const OGRField& value = *feature.GetRawFieldRef(field);
  if (is_list(type)) return list_text(feature, field);
  switch (type) {
    case OFTReal:
      return std::isnan(value.Real) ? std::nullopt : std::optional(number_text(value.Real));
    case OFTDate:
      return date_text(value);
    case OFTTime:
      return clock_text(value) + zone_text(value.Date.TZFlag);
    case OFTDateTime:
      return date_text(value) + "T" + clock_text(value) + zone_text(value.Date.TZFlag);
    case OFTString:
      return value.String;
    default:
      return feature.GetFieldAsString(field);
  }
}

FieldColumns::FieldColumns(const OGRFeatureDefn& definition) : names_(field_names(definition)) {
  for (int i = 0; i < definition.GetFieldCount(); ++i)
    columns_.push_back(empty_column(definition.GetFieldDefn(i)->GetType()));
}

void FieldColumns::add(const OGRFeature& feature) {
  for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
    Values& column = columns_[static_cast<std::size_t>(i)];
    const bool present = feature.IsFieldSetAndNotNull(i);
    if (auto* integers = std::get_if<Integers>(&column)) {
      integers->values.push_back(present ? feature.GetFieldAsInteger64(i) : no_integer);
    } else if (auto* reals = std::get_if<Reals>(&column)) {
      reals->values.push_back(present ? feature.GetFieldAsDouble(i) : std::nan(""));
    } else if (auto& texts = std::get<Texts>(column); const auto text = field_text(feature, i)) {
      const bool valid = is_valid_utf8(*text);
      mended_ += valid ? 0 : 1;
      texts.push_back(valid ? *text : mended_utf8(*text));
    } else {
      texts.push_null();
    }
  }
}

Table FieldColumns::take() {
  Table table;
  for (std::size_t i = 0; i < columns_.size(); ++i) table.add(std::move(names_[i]), std::move(columns_[i]));
  names_.clear();
  columns_.clear();
  return table;
}

}  // namespace vigie
