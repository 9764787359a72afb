// Rows as real exports spoil them: each kind with the reason for which it must be rejected.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace vigie::benchmark {

/// A good report of the invented city, field by field.
struct ReportRow {
  std::string id, time, category, longitude, latitude;

  std::string text() const { return id + ',' + time + ',' + category + ',' + longitude + ',' + latitude + '\n'; }
};

/// How a row is spoiled: it stays one physical line, hence one record.
struct FaultKind {
  std::string_view name, reason;
  std::string (*spoil)(ReportRow row);
};

inline std::string with_time(ReportRow row, std::string_view time) {
  row.time = time;
  return row.text();
}

inline std::string with_category(ReportRow row, std::string_view category) {
  row.category = category;
  return row.text();
}

inline std::string with_place(ReportRow row, std::string_view longitude, std::string_view latitude) {
  row.longitude = longitude;
  row.latitude = latitude;
  return row.text();
}

inline std::string with_latitude(const ReportRow& row, std::string_view latitude) {
  return with_place(row, row.longitude, latitude);
}

inline std::string with_longitude(const ReportRow& row, std::string_view longitude) {
  return with_place(row, longitude, row.latitude);
}

/// More than any field may hold; too dear to plant often.
inline std::string with_endless_category(const ReportRow& row) {
  return with_category(row, std::string((std::size_t{1} << 20) + 1, 'x'));
}

inline constexpr std::array fault_kinds{
    FaultKind{"empty longitude", "missing_xy", [](ReportRow r) { return with_longitude(r, ""); }},
    FaultKind{"empty latitude", "missing_xy", [](ReportRow r) { return with_latitude(r, ""); }},
    FaultKind{"no place at all", "missing_xy", [](ReportRow r) { return with_place(r, "", ""); }},
    FaultKind{"longitude NA", "missing_xy", [](ReportRow r) { return with_longitude(r, "NA"); }},
    FaultKind{"latitude null", "missing_xy", [](ReportRow r) { return with_latitude(r, "null"); }},
    FaultKind{"longitude NaN", "missing_xy", [](ReportRow r) { return with_longitude(r, "NaN"); }},
    FaultKind{"latitude a dash", "missing_xy", [](ReportRow r) { return with_latitude(r, " - "); }},
    FaultKind{"thousands apart", "bad_number", [](ReportRow r) { return with_longitude(r, "3 600.5"); }},
    FaultKind{"a word for a number", "bad_number", [](ReportRow r) { return with_latitude(r, "unknown"); }},
    FaultKind{"hexadecimal", "bad_number", [](ReportRow r) { return with_longitude(r, "0x1F"); }},
    FaultKind{"digits grouped by _", "bad_number", [](ReportRow r) { return with_latitude(r, "5_1.05"); }},
    FaultKind{"degrees, minutes, seconds", "bad_number", [](ReportRow r) { return with_latitude(r, "50°51'0\""); }},
    FaultKind{"a hemisphere", "bad_number", [](ReportRow r) { return with_latitude(r, "51.05N"); }},
    FaultKind{"decimal comma in quotes", "bad_number", [](ReportRow r) { return with_latitude(r, "\"51,05\""); }},
    FaultKind{"Arabic digits", "bad_number", [](ReportRow r) { return with_longitude(r, "٣.٥"); }},
    FaultKind{"infinity in words", "bad_number", [](ReportRow r) { return with_longitude(r, "Infinity"); }},
    FaultKind{"two decimal points", "bad_number", [](ReportRow r) { return with_latitude(r, "51.0.5"); }},
    FaultKind{"more than any double", "out_of_range", [](ReportRow r) { return with_longitude(r, "1e400"); }},
    FaultKind{"latitude 512", "out_of_range", [](ReportRow r) { return with_latitude(r, "512"); }},
    FaultKind{"longitude 200", "out_of_range", [](ReportRow r) { return with_longitude(r, "200.25"); }},
    FaultKind{"metres among degrees", "out_of_range",
              [](ReportRow r) { return with_place(r, "149100.5", "170300.2"); }},
    FaultKind{"null island", "null_island", [](ReportRow r) { return with_place(r, "0", "0"); }},
    FaultKind{"null island, with decimals", "null_island", [](ReportRow r) { return with_place(r, "0.0000", "-0.0"); }},
    FaultKind{"no time", "missing_time", [](ReportRow r) { return with_time(r, ""); }},
    FaultKind{"time NULL", "missing_time", [](ReportRow r) { return with_time(r, "NULL"); }},
    FaultKind{"30 February", "bad_date", [](ReportRow r) { return with_time(r, "2024-02-30T10:00:00"); }},
    FaultKind{"day first", "bad_date", [](ReportRow r) { return with_time(r, "13/05/2024"); }},
    FaultKind{"skipped by the clocks", "bad_date", [](ReportRow r) { return with_time(r, "2024-03-31T02:30:00"); }},
    FaultKind{"hour 25", "bad_date", [](ReportRow r) { return with_time(r, "2024-06-01T25:10:00"); }},
    FaultKind{"a spreadsheet serial", "bad_date", [](ReportRow r) { return with_time(r, "45382.1042"); }},
    FaultKind{"epoch seconds", "bad_date", [](ReportRow r) { return with_time(r, "1717200000"); }},
    FaultKind{"year of two digits", "bad_date", [](ReportRow r) { return with_time(r, "24-06-01 10:00"); }},
    FaultKind{"month 13", "bad_date", [](ReportRow r) { return with_time(r, "2024-13-01T10:00:00"); }},
    FaultKind{"before the study period", "outside_period", [](ReportRow r) { return with_time(r, "0001-01-01"); }},
    FaultKind{"after the study period", "outside_period", [](ReportRow r) { return with_time(r, "9999-12-31"); }},
    FaultKind{"another town", "outside_study_area", [](ReportRow r) { return with_place(r, "4.900001", "52.370001"); }},
    FaultKind{"a Latin-1 letter", "bad_encoding", [](ReportRow r) { return with_category(r, "caf\xE9"); }},
    FaultKind{"a NUL byte", "bad_encoding",
              [](ReportRow r) {
                return with_category(r, {"nul\0", 4});
              }},
    FaultKind{"half a UTF-8 letter", "bad_encoding", [](ReportRow r) { return with_category(r, "\xE2\x82"); }},
    FaultKind{"overlong UTF-8", "bad_encoding", [](ReportRow r) { return with_category(r, "\xC0\xAF"); }},
    FaultKind{"a quote that never closes", "bad_quote", [](ReportRow r) { return with_category(r, "\"lost"); }},
    FaultKind{"a last field that never closes", "bad_quote", [](ReportRow r) { return with_latitude(r, "\"51.05"); }},
    FaultKind{"text after a closing quote", "bad_quote", [](ReportRow r) { return with_category(r, "\"a\"b"); }},
    FaultKind{"a short row", "wrong_field_count", [](ReportRow r) { return r.id + ',' + r.time + '\n'; }},
    FaultKind{"an id alone", "wrong_field_count", [](ReportRow r) { return r.id + '\n'; }},
    FaultKind{"a comma without quotes", "wrong_field_count", [](ReportRow r) { return with_category(r, "a,b"); }},
    FaultKind{"a delimiter too many", "wrong_field_count",
              [](ReportRow r) { return with_latitude(r, r.latitude + ","); }},
    FaultKind{"two fields too many", "wrong_field_count",
              [](ReportRow r) { return with_latitude(r, r.latitude + ",x,y"); }},
};

/// Rows that look odd and must be used all the same.
struct OddKind {
  std::string_view name;
  std::string (*write)(ReportRow row);
};

inline constexpr std::array odd_kinds{
    OddKind{"all in quotes",
            [](ReportRow r) {
              return '"' + r.id + "\",\"" + r.time + "\",\"" + r.category + "\",\"" + r.longitude + "\",\"" +
                     r.latitude + "\"\n";
            }},
    OddKind{"a line end in quotes", [](ReportRow r) { return with_category(r, "\"two\nlines\""); }},
    OddKind{"doubled quotes", [](ReportRow r) { return with_category(r, "\"a \"\"b\"\", c\""); }},
    OddKind{"a quote as a letter", [](ReportRow r) { return with_category(r, "3\" pipe"); }},
    OddKind{"blanks around numbers", [](ReportRow r) { return with_place(r, "  " + r.longitude, r.latitude + " "); }},
    OddKind{"a plus before a number", [](ReportRow r) { return with_longitude(r, "+" + r.longitude); }},
    OddKind{"CR LF", [](ReportRow r) { return with_latitude(r, r.latitude + "\r"); }},
    OddKind{"a blank line after", [](ReportRow r) { return r.text() + " \t\n"; }},
    OddKind{"longitude and latitude exchanged", [](ReportRow r) { return with_place(r, r.latitude, r.longitude); }},
    OddKind{"a zone of its own", [](ReportRow r) { return with_time(r, "2024-06-01T10:00:00.250+05:30"); }},
    OddKind{"midnight as 24:00", [](ReportRow r) { return with_time(r, "2024-06-01T24:00"); }},
    OddKind{"an hour that autumn repeats", [](ReportRow r) { return with_time(r, "2024-10-27T02:30:00"); }},
    OddKind{"letters of two bytes", [](ReportRow r) { return with_category(r, "café"); }},
};

}  // namespace vigie::benchmark
