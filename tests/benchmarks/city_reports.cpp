// Writes the reports of make_city.py's city faster than it can: city_reports ROWS REPORTS.csv [FAULTY.csv]
//
// FAULTY.csv holds the same rows, one in a hundred of them spoiled, in turn by each of the kinds below; its counts by
// reason go to standard output.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "tests/benchmarks/city.h"

namespace {

constexpr std::array<std::string_view, 12> categories{"noise",    "vandalism", "burglary", "theft",
                                                      "graffiti", "litter",    "parking",  "drugs",
                                                      "dogs",     "lighting",  "assault",  "other"};

struct Row {
  std::string id;
  std::string time;
  std::string_view category;
  double longitude, latitude;

  std::string text() const {
    return fmt::format(FMT_STRING("{},{},{},{:.6f},{:.6f}\n"), id, time, category, longitude, latitude);
  }
};

struct Spoiled {
  std::string_view reason;
  std::string text;
};

// Every kind that reading knows; a lost quote, a line end in quotes and control bytes among them.
Spoiled spoil(const Row& row, std::size_t kind) {
  const std::string place = fmt::format("{:.6f},{:.6f}", row.longitude, row.latitude);
  const auto with = [&](std::string_view time, std::string_view category, std::string_view where) {
    return fmt::format("{},{},{},{}\n", row.id, time, category, where);
  };
  switch (kind % 14) {
    case 0:
      return {"bad_quote", with(row.time, "\"lost", place)};
    case 1:
      return {"bad_quote", with(row.time, "\"a\"b", place)};
    case 2:
      return {"wrong_field_count", fmt::format("{},{}\n", row.id, row.time)};
    case 3:
      return {"wrong_field_count", with(row.time, "a,b", place)};
    case 4:
      return {"wrong_field_count", with(row.time, row.category, place + ",")};
    case 5:
      return {"bad_encoding", with(row.time, "caf\xE9", place)};
    case 6:
      return {"bad_encoding", with(row.time, std::string_view("nul\0", 4), place)};
    case 7:
      return {"missing_xy", with(row.time, row.category, ",")};
    case 8:
      return {"bad_number", with(row.time, row.category, fmt::format("3 600.5,{:.6f}", row.latitude))};
    case 9:
      return {"out_of_range", with(row.time, row.category, fmt::format("1e400,{:.6f}", row.latitude))};
    case 10:
      return {"bad_date", with("2024-02-30T10:00:00", row.category, place)};
    case 11:
      return {"bad_date", with("13/05/2024", row.category, place)};
    case 12:
      return {"missing_time", with("", row.category, place)};
    default:
      return {"null_island", with(row.time, row.category, "0,0")};
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 64;
  const std::size_t rows = std::strtoull(argv[1], nullptr, 10);
  const vigie::benchmark::CityPoints points = vigie::benchmark::city(rows);
  std::mt19937_64 dice(7);
  std::ofstream clean(argv[2], std::ios::binary), faulty;
  if (argc > 3) faulty.open(argv[3], std::ios::binary);
  std::map<std::string_view, std::size_t> reasons;
  const std::string header = "id,time,category,lon,lat\n";
  clean << header;
  faulty << header;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t second = dice() % (730 * 86400), day = second / 86400;  // from 2023-01-01, 2024 as 366 days
    const std::size_t hour = second / 3600 % 24, minute = second / 60 % 60;
    const std::size_t year = day < 365 ? 2023 : 2024, month = day % 365 / 31 + 1, of_month = day % 365 % 28 + 1;
    // 02:00 to 02:59 does not exist on one day of the year.
    const Row row{fmt::format("R-{:09}", i),
                  fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}", year, month, of_month, hour == 2 ? 3 : hour, minute,
                              second % 60),
                  categories[dice() % categories.size()], 3.5 + points.x[i] / 70200, 50.9 + points.y[i] / 111250};
    const std::string text = row.text();
    clean << text;
    if (!faulty.is_open()) continue;
    if (i % 100 != 57) {
      faulty << text;
      continue;
    }
    const Spoiled spoiled = spoil(row, i / 100);
    faulty << spoiled.text;
    ++reasons[spoiled.reason];
  }
  for (const auto& [reason, count] : reasons) fmt::print("{} {}\n", reason, count);
  clean.close();
  faulty.close();
  return clean && (argc < 4 || faulty) ? 0 : 74;
}
