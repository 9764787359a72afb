// Rows found many bytes at a time against the reader that looks at one record after the other.
#include "engine/io/csv_plain_rows.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/io/csv_reports.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

constexpr std::size_t everything = std::string_view::npos;

std::string random_text(std::mt19937_64& random, const std::vector<std::string>& pieces, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
  return text;
}

PlainRows plain_rows(std::string_view text, const RecordRules& rules, std::size_t begin = 0,
                     std::size_t stop = everything) {
  PlainRows rows;
  rows.follow(rules);
  rows.find(text, begin, stop);
  return rows;
}

// Each row that is found is what the careful reader finds from the same place on.
std::size_t require_agreement(const std::string& text, const RecordRules& rules, std::size_t begin, std::size_t stop) {
  const PlainRows rows = plain_rows(text, rules, begin, stop);
  CsvRecords records(text, rules, {.offset = begin});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_TRUE(records.next(stop)) << text;
    EXPECT_FALSE(records.fault()) << text;
    EXPECT_EQ(records.size(), rules.field_count) << text;
    for (std::size_t i = 0; i < std::min(records.size(), rules.field_count); ++i)
      EXPECT_EQ(rows.field(row, i), records.field(i)) << text;
    EXPECT_EQ(records.plain_fields(), rows.record(row)) << text;
  }
  CsvRecords passed(text, rules, {.offset = begin});
  passed.pass(rows.size(), rows.end());
  EXPECT_EQ(passed.place().offset, records.place().offset) << text;
  EXPECT_EQ(passed.place().line, records.place().line) << text;
  EXPECT_EQ(passed.row(), records.row()) << text;
  EXPECT_EQ(passed.counts().without_trailing, records.counts().without_trailing) << text;
  EXPECT_EQ(records.blank_lines(), 0) << text;
  return rows.size();
}

TEST(PlainRows, AgreeWithTheCarefulReader) {
  std::mt19937_64 random(64);
  const std::vector<std::string> usual{
      "a,b,c\n", "12,,4\n", "é,x,yz\n", ",,\n", "long text, 3,5\n", "q,r,s\n", "one,two,\xF0\x9F\x8C\x8D\n",
      "1,2,3\n", " ,b,c\n"};
  const std::vector<std::string> others{"\"q\",b,c\n", "a,b\n",     "a,b,c,d\n", "a,b\rc\n",   "\n",
                                        "\r\n",        "a,b,c\r\n", "#a,b,c\n",  "a,\xFF,c\n", " \n",
                                        "\"",          "a,b,c",     ",",         "\t\n",       "a,b,c\r"};
  std::size_t found = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = random_text(random, usual, random() % 60);
    if (random() % 2 == 0) text += random_text(random, others, 1) + random_text(random, usual, random() % 30);
    const RecordRules rules{.delimiter = ',',
                            .field_count = 3,
                            .faults = random() % 2 == 0 ? ByteFaults::possible : ByteFaults::none,
                            .limits = {.field = random() % 4 == 0 ? 10U : 1U << 20},
                            .end = random() % 2 == 0 ? TextEnd::more : TextEnd::final,
                            .comment = random() % 2 == 0 ? "#" : ""};
    const std::size_t begin = text.find('\n') == text.npos ? 0 : text.find('\n') + 1;
    found += require_agreement(text, rules, 0, random() % 3 == 0 ? random() % 400 : everything);
    found += require_agreement(text, rules, begin, everything);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(found, 100'000U);
}

TEST(PlainRows, AreAllButTheLastBytesOfAPlainFile) {
  for (const std::string line_end : {"\n", "\r\n"}) {
    std::string text;
    for (int i = 0; i < 700; ++i) text += std::to_string(i) + ";gemeld op straat;è" + line_end;
    const RecordRules rules{.delimiter = ';', .field_count = 3, .faults = ByteFaults::possible};
    const PlainRows rows = plain_rows(text, rules);
    EXPECT_GE(rows.end() + 64 + 30, text.size());
    EXPECT_EQ(rows.field(321, 0), "321");
    EXPECT_EQ(rows.field(321, 2), "è");
    EXPECT_EQ(rows.record(5), "5;gemeld op straat;è");
    EXPECT_EQ(plain_rows(text, rules, 0, 1).size(), 1U);
    EXPECT_TRUE(plain_rows(text, rules, 0, 0).empty());
    EXPECT_TRUE(plain_rows(text, {.delimiter = ';', .field_count = 0}).empty());
  }
}

TEST(PlainRows, EndAtTheFirstThatNeedsCare) {
  const std::string good = "1,2,noise\n", tail(200, 'x');
  for (const std::string careful :
       {"1,\"2\",noise\n", "1,2\n", "1,2,noise,more\n", "\n", " \n", "1,2,\rnoise\n", "1,2,noise\r\n", "#1,2,noise\n",
        "1,2,\xC3\n", "1,2,a field that is far too long\n"}) {
    const std::string text = good + good + careful + good + tail;
    const RecordRules rules{.field_count = 3, .faults = ByteFaults::possible, .limits = {.field = 20}, .comment = "#"};
    EXPECT_EQ(plain_rows(text, rules).size(), 2U) << careful;
    EXPECT_EQ(plain_rows(text, rules).end(), 2 * good.size()) << careful;
  }
}

// Windows too small for many bytes at a time read record by record.
ReportsRead read_with(const test::TemporaryFile& file, const ReportRequest& request, const CsvSizes& sizes) {
  Source source = test::with_delimiter(",");
  source.path = file.path();
  return read_csv_reports(source, request, CsvExtent::head, sizes);
}

TEST(PlainReports, AreWhatTheSameRowsGiveOneByOne) {
  std::mt19937_64 random(65);
  const std::vector<std::string> numbers{"4.25", "4.25", "50.8", "3", "-7.125", " 4.5", "", "NA", "x", "1e400", "4,5"},
      times{"2024-05-06T07:08:09", "2024-05-06T07:08:09",  "2024-05-06", "2024-10-27T02:30:00", "", "2024-02-30",
            "2016-12-31T23:59:60", "2024-05-06 07:08:09Z", "soon"},
      words{"noise", "noise", " parking ", "", "NA", "bruit gênant", "-"}, weights{"1", "1", "2.5", "", "-1", "w"};
  std::int64_t accepted = 0, rejected = 0, overlaps = 0, leaps = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text = "lon,lat,time,until,kind,id,weight\n";
    for (std::size_t row = 0; row < 40; ++row) {
      const auto one_of = [&](const std::vector<std::string>& values) {
        return random() % 4 == 0 ? values[random() % values.size()] : values.front();
      };
      text += one_of(numbers) + "," + one_of(numbers) + "," + one_of(times) + "," + one_of(times) + "," +
              one_of(words) + "," + std::to_string(row + random() % 2) + "," + one_of(weights) + "\n";
    }
    const test::TemporaryFile file(text);
    ReportRequest request = test::lon_lat_time();
    request.columns.category = "kind";
    request.columns.weight = "weight";
    if (round % 2 == 0) request.columns.time_end = "until";
    if (round % 3 == 0) request.keep = {"noise", "parking"};
    if (round % 5 == 0) request.where = RowFilter("weight > 0 or kind = 'noise'");
    if (round % 7 == 0) request.identifier = "id";
    if (round % 7 == 0) request.columns.id = "id";
    const ReportsRead fast = read_with(file, request, {});
    const ReportsRead slow = read_with(file, request, {.head = 96, .window = 48, .block = 16});
    ASSERT_EQ(fast.points.x, slow.points.x);
    ASSERT_EQ(fast.points.y, slow.points.y);
    ASSERT_EQ(fast.points.row, slow.points.row);
    ASSERT_EQ(test::rejects_of(fast), test::rejects_of(slow));
    for (std::size_t i = 0; i < fast.ledger.rejects.size(); ++i) {
      ASSERT_EQ(fast.ledger.rejects[i].detail, slow.ledger.rejects[i].detail);
      ASSERT_EQ(fast.ledger.rejects[i].raw, slow.ledger.rejects[i].raw);
    }
    for (const char* name : {"time", "time_end"})
      if (const Instants* instants = fast.points.attributes.find_as<Instants>(name)) {
        ASSERT_EQ(instants->values, slow.points.attributes.find_as<Instants>(name)->values);
      }
    const Texts &kinds = *fast.points.attributes.find_as<Texts>("category"),
                &slow_kinds = *slow.points.attributes.find_as<Texts>("category");
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      ASSERT_EQ(kinds.is_null(i), slow_kinds.is_null(i));
      ASSERT_EQ(kinds.at(i), slow_kinds.at(i));
    }
    ASSERT_EQ(fast.unlocated, slow.unlocated);
    ASSERT_EQ(fast.repeated_ids, slow.repeated_ids);
    ASSERT_EQ(fast.exact_duplicates, slow.exact_duplicates);
    ASSERT_EQ(fast.overlap_times, slow.overlap_times);
    ASSERT_EQ(fast.leap_seconds, slow.leap_seconds);
    accepted += static_cast<std::int64_t>(fast.points.x.size());
    rejected += static_cast<std::int64_t>(fast.ledger.rejects.size());
    overlaps += fast.overlap_times;
    leaps += fast.leap_seconds;
  }
  EXPECT_GT(accepted, 3000);
  EXPECT_GT(rejected, 3000);
  EXPECT_GT(overlaps, 50);
  EXPECT_GT(leaps, 50);
}

}  // namespace
}  // namespace vigie
