// Equal rows and equal ids beside a slow count that keeps every line.
#include <map>
#include <random>
#include <set>

#include "engine/io/csv_reports.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

struct Line {
  std::string id, x;
  std::string text() const { return id + ",\"" + x + "\",50\n"; }
};

// Few ids and few places, so that rows repeat near and far; every seventh row cannot be used.
std::vector<Line> lines_by(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < count; ++i)
    lines.push_back({random() % 5 == 0 ? "" : std::to_string(random() % 60),
                     random() % 7 == 0 ? "?" : std::to_string(random() % 9)});
  return lines;
}

// Row by row: what must be left out, and how many rows repeat.
struct Expected {
  std::set<std::int64_t> left_out;
  std::int64_t equal_rows = 0, equal_ids = 0;
};

Expected expected_of(const std::vector<Line>& lines, Deduplicate by) {
  Expected expected;
  std::set<std::string> rows, used_rows, ids, used_ids;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (!rows.insert(line.text()).second) ++expected.equal_rows;
    if (!line.id.empty() && !ids.insert(line.id).second) ++expected.equal_ids;
    if (line.x == "?") continue;
    const bool row_is_new = used_rows.insert(line.text()).second;
    const bool id_is_new = line.id.empty() || used_ids.insert(line.id).second;
    if ((by != Deduplicate::none && !row_is_new) || (by == Deduplicate::ids && !id_is_new))
      expected.left_out.insert(static_cast<std::int64_t>(i) + 1);
  }
  return expected;
}

void expect_agreement(const std::vector<Line>& lines, std::size_t window) {
  std::string text = "id,lon,lat\n";
  for (const Line& line : lines) text += line.text();
  const test::TemporaryFile file(text);
  for (const Deduplicate by : {Deduplicate::none, Deduplicate::rows, Deduplicate::ids}) {
    ReportRequest request = test::lon_lat();
    request.identifier = "id";
    request.deduplicate = by;
    const Expected expected = expected_of(lines, by);
    const CsvSizes sizes{.head = 200, .window = window, .block = 30};
    const ReportsRead read = read_csv_reports(test::at(file.path()), request, CsvExtent::head, sizes);
    std::set<std::int64_t> left_out;
    for (const Reject& reject : read.ledger.rejects)
      if (reject.reason == Reason::duplicate) left_out.insert(reject.row);
    EXPECT_EQ(left_out, expected.left_out) << window;
    EXPECT_EQ(read.exact_duplicates, expected.equal_rows);
    EXPECT_EQ(read.repeated_ids, expected.equal_ids);
    EXPECT_EQ(read.ledger.read, static_cast<std::int64_t>(read.points.x.size() + read.ledger.rejects.size()));
    EXPECT_TRUE(std::ranges::is_sorted(read.ledger.rejects, {}, &Reject::row));
  }
}

TEST(RepeatedRecords, R60_AgreeWithTheSlowCountInBlocksOfAnySize) {
  for (unsigned seed = 1; seed <= 12; ++seed) expect_agreement(lines_by(seed, 400), 90 + 10 * seed);
}

TEST(RepeatedRecords, R60_IdentifiersThatAscendUpToARepeatHideNone) {
  std::vector<Line> lines = lines_by(1, 400);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].id = std::to_string(i * 3);
  expect_agreement(lines, 100);
  for (const std::size_t at : {std::size_t{1}, std::size_t{50}, lines.size() - 1}) {
    std::vector<Line> repeated = lines;
    repeated[at] = lines[at - 1];
    expect_agreement(repeated, 100);
    expect_agreement(repeated, 150);
    repeated[at] = lines[at / 2];
    expect_agreement(repeated, 100);
    repeated[at].x = "8.5";
    expect_agreement(repeated, 100);
  }
  for (const char* const odd : {"", "07", "A1", "99999999999999999999", "-5"}) {
    std::vector<Line> repeated = lines;
    repeated[200].id = repeated[399].id = odd;
    expect_agreement(repeated, 100);
  }
}

TEST(RepeatedRecords, R60_DeduplicatingByIdsNeedsTheirColumn) {
  ReportRequest request = test::lon_lat();
  request.deduplicate = Deduplicate::ids;
  EXPECT_THAT(test::refusal<UsageError>("lon,lat\n4,50\n", request), testing::HasSubstr("reports.id"));
}

TEST(CsvComments, R16_AreLeftOutInWindowsOfAnySize) {
  std::string text = "# made by hand\n\nlon,lat\n";
  for (int i = 0; i < 300; ++i) {
    if (i % 3 == 0) text += "# \"" + std::string(static_cast<std::size_t>(i % 50), 'x') + "\r\n";
    if (i % 11 == 0) text += "\n#\n";
    text += "4.5,\"5" + std::to_string(i % 10) + "\"\n";
  }
  const test::TemporaryFile file(text);
  Source source = test::at(file.path());
  source.comment = "#";
  for (std::size_t window = 20; window < 200; window += 7) {
    const ReportsRead read = read_csv_reports(source, test::lon_lat(), CsvExtent::head,
                                              {.head = 150, .window = window, .block = window / 3 + 1});
    EXPECT_EQ(read.points.x.size(), 300);
    EXPECT_EQ(read.ledger.rejects.size(), 0);
    EXPECT_EQ(read.blank_lines, 1 + 28);
    EXPECT_EQ(std::ranges::find(read.oddities, "comment_lines", &Oddity::check)->count, 1 + 100 + 28);
  }
}

}  // namespace
}  // namespace vigie
