// One window in blocks: what is read twice, what is not, and the room that is made for its rows.
#include "engine/io/csv_blocks.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/io/csv_reports.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

constexpr std::size_t block_size = 64;

// The blocks of a text that goes on elsewhere, read one after another.
struct ReadBlocks {
  explicit ReadBlocks(std::string_view text)
      : request(test::lon_lat()),
        rules(request, find_roles("reports", {"lon", "lat"}, request), '.'),
        blocks(rules, RepeatSearch::by_record, block_size) {
    const std::size_t count = blocks.begin(text, {.field_count = 2, .end = TextEnd::more}, {});
    for (std::size_t block = 0; block < count; ++block) blocks.read(block);
    place = blocks.settle();
  }

  std::int64_t rows() {
    std::int64_t sum = 0;
    for (const CsvBlock* block : blocks.in_order()) sum += block->counts.rows;
    return sum;
  }

  ReportRequest request;
  ReportRules rules;
  CsvBlocks blocks;
  TextPlace place;
};

std::string rows_of(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "4.3,50.8\n";
  return text;
}

// Each block would read the record from its beginning again: a file that is one record took the square of its length.
TEST(CsvBlocks, ARecordThatTheWindowCutsIsReadOnce) {
  for (const std::string& cut : {std::string(5000, 'a'), "\"" + rows_of(500)}) {
    ReadBlocks read(rows_of(20) + cut);
    EXPECT_EQ(read.rows(), 20);
    EXPECT_EQ(read.place.offset, rows_of(20).size());
    EXPECT_LE(read.blocks.in_order().size(), rows_of(20).size() / block_size + 2);
  }
}

TEST(CsvBlocks, ARecordLongerThanABlockIsFollowedByOthers) {
  const std::string text = rows_of(20) + "\"" + rows_of(30) + "\",50.8\n" + rows_of(40);
  ReadBlocks read(text);
  EXPECT_EQ(read.rows(), 61);
  EXPECT_EQ(read.place.offset, text.size());
}

TEST(GuessRecord, LooksNoFurtherThanItsBlock) {
  const std::string text = std::string(100, 'a') + "\n" + rows_of(9);
  EXPECT_EQ(guess_record(text, {.field_count = 2}, 10, 50).offset, 50U);
  EXPECT_EQ(guess_record(text, {.field_count = 2}, 10, 200).offset, 101U);
  EXPECT_EQ(guess_record(text, {.field_count = 2}, 10, text.npos).offset, 101U);
  EXPECT_EQ(guess_record(std::string(100, 'a'), {.field_count = 2}, 10, text.npos).offset, 100U);
}

// One long record at the start made the file look as if it had few: columns were copied whenever they were full.
TEST(CsvReports, MakeRoomForAllRowsBeforeTheFirst) {
  const test::TemporaryFile file("lon,lat\n4.3," + std::string(3000, '5') + "\n" + rows_of(5000));
  const ReportsRead read = read_csv_reports(test::at(file.path()), test::lon_lat(), CsvExtent::head,
                                            {.head = 4096, .window = 1 << 17, .block = 512});
  ASSERT_EQ(read.points.x.size(), 5000U);
  EXPECT_LE(read.points.x.capacity(), 5300U);
}

TEST(LineEnd, IsTheFirstOfEitherKind) {
  const std::string far(10'000, 'a');
  EXPECT_EQ(line_end_at(far + "\r" + far + "\n"), far.size());
  EXPECT_EQ(line_end_at(far + "\n" + far + "\r"), far.size());
  EXPECT_EQ(line_end_at("a\r\nb", 1), 1U);
  EXPECT_EQ(line_end_at("a\r\nb", 3), 4U);
  EXPECT_EQ(line_end_at(far, 5000), far.size());
  EXPECT_EQ(line_end_at("", 0), 0U);
}

}  // namespace
}  // namespace vigie
