// Reports read in slices against the same reports read at once, on files that make it hard.
#include <fmt/format.h>

#include <random>

#include "engine/io/csv_reports.h"
#include "engine/io/csv_slices.h"
#include "engine/io/report_slices.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

constexpr CsvSizes small{.head = 256, .window = 96, .block = 48};

// Everything that a reading tells, as one text.
std::string told(const ReportsRead& read) {
  std::string text = fmt::format("{} {}\n", read.points.source, read.ledger.read);
  for (std::size_t i = 0; i < read.points.x.size(); ++i) {
    text += fmt::format("{}: {} {}", read.points.row[i], read.points.x[i], read.points.y[i]);
    for (const Column& column : read.points.attributes.columns()) {
      if (const auto* texts = std::get_if<Texts>(&column.values))
        text += fmt::format(" {}={}", column.name, texts->is_null(i) ? std::string_view("NULL") : texts->at(i));
      if (const auto* times = std::get_if<Instants>(&column.values))
        text += fmt::format(" {}={}", column.name, times->values[i]);
    }
    text += "\n";
  }
  for (const Reject& reject : read.ledger.rejects)
    text += fmt::format("{} {} {} | {}\n", reject.row, code(reject.reason), reject.detail, reject.raw);
  for (const std::string& note : read.notes) text += note + "\n";
  for (const Oddity& oddity : read.oddities) text += fmt::format("{} {}\n", oddity.check, oddity.count);
  for (const auto& [category, count] : read.unlocated) text += fmt::format("{} {}\n", category, count);
  return text + fmt::format("{} {} {} {} {} {}", read.blank_lines, read.overlap_times, read.leap_seconds,
                            read.exact_duplicates, read.repeated_ids, read.fingerprint.sha256);
}

std::string in_slices(const Source& source, const ReportRequest& request, std::size_t count, const CsvSizes& sizes) {
  const SlicePlan plan = plan_csv_slices(source, request, count, CsvExtent::head, sizes);
  return told(join_csv_slices(
      source, request, plan, [&](std::size_t slice) { return read_csv_slice(source, request, plan, slice, sizes); },
      sizes));
}

ReportRequest with_category() {
  ReportRequest request = test::lon_lat_time();
  request.columns.category = "cat";
  return request;
}

std::string random_rows(std::mt19937_64& random, std::size_t rows) {
  static const std::vector<std::string> lines{"4.31,50.81,2024-05-01 10:00,noise",
                                              "4.32,50.82,2024-10-27 02:30,\"two\nlines, and more\"",
                                              "4.33,50.83,2024-05-03,\"a \"\"quoted\"\" word\"",
                                              "x,50.84,2024-05-04,bad number",
                                              "4.35,50.85",
                                              "\"4.36,50.86,2024-05-05,lost quote",
                                              "4.37,50.87,2024-05-06,say \"so\"",
                                              "",
                                              "   ",
                                              "4.38,50.88,never,bad date",
                                              "4.38,50.88,2016-12-31T23:59:60Z,leap second",
                                              "4.41,50.91,,no time",
                                              "\"4.39\"x,50.89,2024-05-07,text behind",
                                              "4.31,50.81,2024-05-01 10:00,noise",
                                              ",,2024-05-08,nowhere",
                                              "4.3,50.8,2024-05-09,caf\xC3\xA9"};
  static const std::vector<std::string> ends{"\n", "\r\n", "\r"};
  const std::string& end = ends[random() % ends.size()];
  std::string text = "lon,lat,time,cat" + end;
  for (std::size_t row = 0; row < rows; ++row) text += lines[random() % lines.size()] + end;
  if (random() % 3 == 0) text += "4.4,50.9,2024-05-10,no line end";
  if (random() % 5 == 0) text += "\x1A";
  return text;
}

TEST(Slices, AreTheWholeForAnyNumber) {
  std::mt19937_64 random(7);
  ReportRequest request = with_category();
  request.identifier = "time";
  int streamed = 0;
  for (int round = 0; round < 60; ++round) {
    const test::TemporaryFile file((random() % 4 == 0 ? "\xEF\xBB\xBF" : "") + random_rows(random, 1 + random() % 40));
    const Source source = test::at(file.path());
    request.deduplicate = std::array{Deduplicate::none, Deduplicate::rows, Deduplicate::ids}[round % 3U];
    std::string whole;
    try {
      whole = told(read_csv_reports(source, request, CsvExtent::head, small));
    } catch (const DataError&) {
      continue;  // no rows
    }
    for (const std::size_t count : {1UL, 2UL, 3UL, 7UL, 50UL})
      ASSERT_EQ(in_slices(source, request, count, small), whole) << count << " slices, round " << round;
    if (!plan_csv_slices(source, request, 2, CsvExtent::head, small).whole) ++streamed;
  }
  EXPECT_GT(streamed, 20) << "files that are read from the disk, window by window";
}

// One row without the last delimiter, anywhere, takes it from all others.
TEST(Slices, TheDelimiterAtTheEndIsSettledForAll) {
  std::string rows;
  for (int row = 0; row < 60; ++row) rows += "4.31,50.81,2024-05-01,noise,\n";
  for (const std::string& last : {std::string(""), std::string("4.31,50.81,2024-05-01,noise\n")}) {
    const test::TemporaryFile file("lon,lat,time,cat\n" + rows + last);
    const Source source = test::at(file.path());
    const std::string whole = told(read_csv_reports(source, with_category(), CsvExtent::head, small));
    EXPECT_EQ(in_slices(source, with_category(), 4, small), whole);
    EXPECT_EQ(plan_csv_slices(source, with_category(), 4, CsvExtent::head, small).trailing_accepted, last.empty());
  }
}

TEST(Slices, AnEncodingThatShowsLateIsSettledForAll) {
  std::string rows;
  for (int row = 0; row < 40; ++row) rows += "4.31,50.81,2024-05-01,plain\n";
  for (int row = 0; row < 40; ++row) rows += "4.31,50.81,2024-05-01,caf\xE9\n";
  const test::TemporaryFile file("lon,lat,time,cat\n" + rows);
  const Source source = test::at(file.path());
  const std::string whole = told(read_csv_reports(source, with_category(), CsvExtent::head, small));
  EXPECT_THAT(whole, testing::HasSubstr("caf\xC3\xA9"));
  EXPECT_EQ(in_slices(source, with_category(), 4, small), whole);
}

TEST(Slices, AreOfAboutEqualSize) {
  std::string rows;
  for (int row = 0; row < 900; ++row) rows += "4.31,50.81,2024-05-01,noise\n";
  const test::TemporaryFile file("lon,lat,time,cat\n" + rows);
  const SlicePlan plan = plan_csv_slices(test::at(file.path()), with_category(), 3, CsvExtent::head, small);
  EXPECT_EQ(plan.rows, 900);
  EXPECT_NEAR(static_cast<double>(plan.slices[1].rows), 300, 2);
  EXPECT_NEAR(static_cast<double>(plan.slices[2].rows), 600, 2);
}

TEST(Slices, AnInputThatChangedIsRefused) {
  std::string rows;
  for (int row = 0; row < 60; ++row) rows += "4.31,50.81,2024-05-01,noise\n";
  const std::string text = "lon,lat,time,cat\n" + rows;
  const test::TemporaryFile file(text);
  const Source source = test::at(file.path());
  const SlicePlan plan = plan_csv_slices(source, with_category(), 3, CsvExtent::head, small);
  const auto after = [&](const std::string& changed) {
    std::ofstream(file.path(), std::ios::binary) << changed;
    EXPECT_THROW(read_csv_slice(source, with_category(), plan, 0, small), DataError);
  };
  after(text + "4.31,50.81,2024-05-01,noise\n");
  after(text.substr(0, text.size() - 28));
  std::string other = text;
  other[text.find("50.81")] = '6';
  after(other);
  std::ofstream(file.path(), std::ios::binary) << text;
  EXPECT_NO_THROW(read_csv_slice(source, with_category(), plan, 0, small));
}

// A vector layer is one slice: a library reads it from start to end.
TEST(Slices, AVectorLayerIsOneSlice) {
  const test::TemporaryFile file(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"cat":"noise"},)"
      R"("geometry":{"type":"Point","coordinates":[4.3,50.8]}}]})",
      ".geojson");
  const Source source = test::at(file.path());
  ReportRequest request;
  request.columns.category = "cat";
  const SlicePlan plan = plan_slices(source, request, 3);
  EXPECT_EQ(read_slice(source, request, plan, 0).read.points.x.size(), 1U);
  EXPECT_TRUE(read_slice(source, request, plan, 2).read.points.x.empty());
  const ReportsRead joined =
      join_slices(source, request, plan, [&](std::size_t slice) { return read_slice(source, request, plan, slice); });
  EXPECT_EQ(told(joined), told(read_reports(source, request)));
}

}  // namespace
}  // namespace vigie
