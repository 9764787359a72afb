// Faults as they turn up in real exports; each row has exactly one, so that its reason is beyond doubt.
#include "sample-maps/generator/flaws.h"

#include <vector>

namespace vigie::sample {
namespace {

using Line = std::function<std::string(Fields, const Elsewhere&)>;

/// The row with other texts in some columns.
Line with(std::vector<std::pair<Column, std::string>> changes) {
  return [changes = std::move(changes)](Fields fields, const Elsewhere&) {
    for (const auto& [column, text] : changes) fields[column] = text;
    return joined(fields);
  };
}

/// The row with one field wrapped: `before` + field + `after`.
Line wrapped(Column column, const std::string& before, const std::string& after) {
  return [=](Fields fields, const Elsewhere&) {
    fields[column] = before + fields[column] + after;
    return joined(fields);
  };
}

std::string with_comma(std::string number) {
  return number.replace(number.find('.'), 1, ",");
}

std::string decimal_commas_quoted(Fields fields, const Elsewhere&) {
  fields[longitude] = '"' + with_comma(fields[longitude]) + '"';
  fields[latitude] = '"' + with_comma(fields[latitude]) + '"';
  return joined(fields);
}

std::string decimal_commas_bare(Fields fields, const Elsewhere&) {
  fields[longitude] = with_comma(fields[longitude]);
  fields[latitude] = with_comma(fields[latitude]);
  return joined(fields);
}

std::string swapped(Fields fields, const Elsewhere&) {
  std::swap(fields[longitude], fields[latitude]);
  return joined(fields);
}

std::string short_row(const Fields& fields, const Elsewhere&) {
  const std::string line = joined(fields);
  return line.substr(0, line.rfind(','));
}

std::string all_quoted(Fields fields, const Elsewhere&) {
  for (std::string& field : fields) field.insert(0, 1, '"').push_back('"');
  return joined(fields);
}

std::string north_of_town(Fields fields, const Elsewhere&) {
  // 0.07 degrees of latitude are 7.8 km: more than the town is high.
  const std::string whole = fields[latitude].substr(0, 3), hundredths = fields[latitude].substr(3, 2);
  fields[latitude] = whole + std::to_string(std::stoi(hundredths) + 7) + fields[latitude].substr(5);
  return joined(fields);
}

std::string day_first(Fields fields, const Elsewhere&) {
  const std::string& t = fields[time];
  fields[time] = t.substr(8, 2) + "/" + t.substr(5, 2) + "/" + t.substr(0, 4) + " " + t.substr(11, 5);
  return joined(fields);
}

std::string in_the_river(Fields fields, const Elsewhere& elsewhere) {
  fields[longitude] = elsewhere.river_longitude;
  fields[latitude] = elsewhere.river_latitude;
  return joined(fields);
}

std::string in_the_pond(Fields fields, const Elsewhere& elsewhere) {
  fields[longitude] = elsewhere.pond_longitude;
  fields[latitude] = elsewhere.pond_latitude;
  return joined(fields);
}

std::string unchanged(const Fields& fields, const Elsewhere&) {
  return joined(fields);
}

std::vector<Flaw> place_flaws() {
  return {{"both coordinates empty", "missing_xy", 30, with({{longitude, ""}, {latitude, ""}})},
          {"`NA` for a coordinate", "missing_xy", 10, with({{longitude, "NA"}, {latitude, "NA"}})},
          {"0, 0 (null island)", "null_island", 15, with({{longitude, "0"}, {latitude, "0"}})},
          {"latitude 512", "out_of_range", 6, with({{latitude, "512"}})},
          {"longitude -181.5", "out_of_range", 4, with({{longitude, "-181.5"}})},
          {"decimal commas, quoted", "bad_number", 12, decimal_commas_quoted},
          {"degrees and minutes (`50°47.2'N`)", "bad_number", 6, with({{latitude, "50°47.2'N"}})},
          {"a word for a number (`onbekend`)", "bad_number", 8, with({{longitude, "onbekend"}})},
          {"7.8 km north of the town", "outside_study_area", 25, north_of_town},
          {"in the river", "outside_study_area", 6, in_the_river},
          {"in the pond of the park", "outside_study_area", 4, in_the_pond}};
}

std::vector<Flaw> time_flaws() {
  return {
      {"no time", "missing_time", 12, with({{time, ""}})},
      {"30 February", "bad_date", 6, with({{time, "2024-02-30T10:15:00"}})},
      {"month 13", "bad_date", 5, with({{time, "2023-13-05T10:15:00"}})},
      {"day first (`17/05/2023 21:43`) in an ISO column", "bad_date", 10, day_first},
      {"hour 25", "bad_date", 4, with({{time, "2024-05-12T25:10:00"}})},
      {"in the hour that the spring change leaves out", "bad_date", 6, with({{time, "2024-03-31T02:30:00"}})},
      {"a spreadsheet's day number (`45382.1042`)", "bad_date", 6, with({{time, "45382.1042"}})},
      {"a word for a date (`gisteren`)", "bad_date", 4, with({{time, "gisteren"}})},
      {"before the period", "outside_period", 12, with({{time, "2022-12-31T23:59:59"}})},
      {"at the very end of the period, which is half open", "outside_period", 4, with({{time, "2025-01-01T00:00:00"}})},
      {"after the period", "outside_period", 8, with({{time, "2025-02-14T09:30:00"}})}};
}

std::vector<Flaw> text_flaws() {
  return {
      {"decimal commas without quotes: 12 fields", "wrong_field_count", 8, decimal_commas_bare},
      {"last field missing", "wrong_field_count", 8, short_row},
      {"one field too many", "wrong_field_count", 6, wrapped(latitude, "", ",4")},
      {"a quote that is never closed", "bad_quote", 4, wrapped(reporter, "\"", "")},
      {"text behind a closing quote", "bad_quote", 4, wrapped(category, "\"", "\"!")},
      {"bytes that are not UTF-8 (`téléphone` in Latin-1)", "bad_encoding", 10, with({{channel, "t\xe9l\xe9phone"}})},
      {"the category `test message`, which the job does not keep", "not_kept", 14, with({{category, "test message"}})}};
}

std::vector<Flaw> harmless_flaws() {
  return {{"longitude and latitude exchanged: mended, and counted", "", 15, swapped},
          {"every field in quotes", "", 20, all_quoted},
          {"a space around the longitude", "", 12, wrapped(longitude, " ", " ")},
          {"an exact copy of the row before", "", 60, unchanged}};
}

}  // namespace

std::string joined(const Fields& fields) {
  std::string line;
  for (const std::string& field : fields) line += (&field == fields.data() ? "" : ",") + field;
  return line;
}

std::span<const Flaw> row_flaws() {
  static const std::vector<Flaw> all = [] {
    std::vector<Flaw> flaws = place_flaws();
    for (const auto& more : {time_flaws(), text_flaws(), harmless_flaws()})
      flaws.insert(flaws.end(), more.begin(), more.end());
    return flaws;
  }();
  return all;
}

}  // namespace vigie::sample
