// Writes the reports of an invented city: city_reports ROWS CLEAN.csv [FAULTY.csv EXPECTED.csv]
//
// FAULTY.csv holds the same rows, one in a hundred spoiled, in turn by each kind of faulty_rows.h, and one in a hundred
// written oddly. EXPECTED.csv names every row that must be rejected: row, reason, kind.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "tests/benchmarks/city.h"
#include "tests/benchmarks/faulty_rows.h"

namespace {

using namespace vigie::benchmark;

constexpr std::array<std::string_view, 12> categories{"noise",    "vandalism", "burglary", "theft",
                                                      "graffiti", "litter",    "parking",  "drugs",
                                                      "dogs",     "lighting",  "assault",  "other"};

// A file that is written in large pieces; ends the program where that fails.
class Output {
 public:
  explicit Output(const char* path) : file_(std::fopen(path, "wb")) {
    if (!file_) fail();
    std::setvbuf(file_.get(), nullptr, _IOFBF, 1 << 20);
  }
  void add(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) fail();
  }
  void close() {
    if (std::fclose(file_.release()) != 0) fail();
  }

 private:
  [[noreturn]] static void fail() {
    std::perror("city_reports");
    std::exit(74);
  }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

ReportRow row_of(std::size_t number, double x, double y, std::mt19937_64& dice) {
  const std::size_t second = dice() % (730 * 86400), day = second / 86400;  // two years from 2023-01-01
  const std::size_t hour = second / 3600 % 24;
  return {.id = fmt::format("{}", number),
          .time = fmt::format(FMT_STRING("{}-{:02}-{:02}T{:02}:{:02}:{:02}"), day < 365 ? 2023 : 2024,
                              day % 365 / 31 + 1, day % 365 % 28 + 1, hour == 2 ? 3 : hour,  // 02:30 may not exist
                              second / 60 % 60, second % 60),
          .category = std::string(categories[dice() % categories.size()]),
          .longitude = fmt::format(FMT_STRING("{:.6f}"), 3.5 + x / 70200),
          .latitude = fmt::format(FMT_STRING("{:.6f}"), 50.9 + y / 111250)};
}

class FaultyFile {
 public:
  FaultyFile(const char* path, const char* expected, std::string_view header) : file_(path), expected_(expected) {
    file_.add(header);
    expected_.add("row,reason,kind\n");
  }
  void add(std::size_t i, const ReportRow& row) {
    constexpr std::size_t every = 100, faulty = 57, odd = 23, endless_kind = fault_kinds.size();
    if (i % every == odd) return file_.add(odd_kinds[i / every % odd_kinds.size()].write(row));
    if (i % every != faulty) return file_.add(row.text());
    const std::size_t kind = i / every % (fault_kinds.size() + 1);
    const bool endless = kind == endless_kind && endless_++ < 3;
    file_.add(endless ? with_endless_category(row) : fault_kinds[kind % fault_kinds.size()].spoil(row));
    expected_.add(endless ? fmt::format("{},too_long,an endless field\n", i + 1)
                          : fmt::format("{},{},\"{}\"\n", i + 1, fault_kinds[kind % fault_kinds.size()].reason,
                                        fault_kinds[kind % fault_kinds.size()].name));
  }
  void close() {
    file_.close();
    expected_.close();
  }

 private:
  Output file_, expected_;
  std::size_t endless_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 5) {
    std::fputs("usage: city_reports ROWS CLEAN.csv [FAULTY.csv EXPECTED.csv]\n", stderr);
    return 64;
  }
  constexpr std::string_view header = "id,time,category,lon,lat\n";
  const std::size_t rows = std::strtoull(argv[1], nullptr, 10);
  const CityPoints points = city(rows);
  std::mt19937_64 dice(7);
  Output clean(argv[2]);
  std::unique_ptr<FaultyFile> spoiled;
  if (argc == 5) spoiled = std::make_unique<FaultyFile>(argv[3], argv[4], header);
  clean.add(header);
  for (std::size_t i = 0; i < rows; ++i) {
    const ReportRow row = row_of(i, points.x[i], points.y[i], dice);
    clean.add(row.text());
    if (spoiled) spoiled->add(i, row);
  }
  clean.close();
  if (spoiled) spoiled->close();
  return 0;
}
