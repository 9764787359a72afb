// Quotes, counts and lengths: whatever a row does, the next one is found (faults R10 to R13, R31 to R35, R66).
#include "engine/io/csv_records.h"

#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using test::lon_lat;
using test::read_text;
using test::refusal;
using test::rejects_of;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ReportRequest with_category() {
  ReportRequest request = lon_lat();
  request.columns.category = "cat";
  return request;
}

std::vector<std::string> categories(const ReportsRead& read) {
  const Texts& texts = *read.points.attributes.find_as<Texts>("category");
  std::vector<std::string> result;
  for (std::size_t i = 0; i < texts.size(); ++i) result.emplace_back(texts.at(i));
  return result;
}

TEST(CsvRecords, QuotesHideDelimitersAndDoubleThemselves) {
  const ReportsRead read =
      read_text("cat,lon,lat\n\"a,b\",4,50\n\"say \"\"hi\"\"\",\"5\",51\n\"\",6,52\n", with_category());
  EXPECT_THAT(categories(read), ElementsAre("a,b", "say \"hi\"", ""));
  EXPECT_THAT(read.points.x, ElementsAre(4, 5, 6));
}

TEST(CsvRecords, R10_QuotedLineEndsStayInTheField) {
  const ReportsRead read = read_text("cat,lon,lat\n\"two\r\nlines\",4,50\nnoise,x,51\nnoise,5,51\n", with_category());
  EXPECT_THAT(categories(read), ElementsAre("two\r\nlines", "noise"));
  EXPECT_THAT(read.points.row.all(), ElementsAre(1, 3));
  // Record and line numbers part ways: the second record stands on line 4.
  EXPECT_EQ(rejects_of(read), "2:bad_number");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("line 4"));
}

TEST(CsvRecords, R11_UnterminatedQuoteCostsOneRow) {
  const ReportsRead read = read_text("cat,lon,lat\na,1,51\n\"b,2,52\nc,3,53\nd,4,54\n", with_category());
  EXPECT_EQ(rejects_of(read), "2:bad_quote");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("line 3"));
  EXPECT_EQ(read.ledger.rejects[0].raw, "\"b");  // never the rest of the row
  EXPECT_THAT(read.points.x, ElementsAre(1, 3, 4));
  EXPECT_THAT(read.points.row.all(), ElementsAre(1, 3, 4));
}

TEST(CsvRecords, R11_UnterminatedQuoteBeforeOtherQuotesCostsOneRow) {
  const ReportsRead read =
      read_text("cat,lon,lat\n\"a,1,51\n\"b\",2,52\n\"c\",3,53\n\"\",4,54\nfive\",5,55\n", with_category());
  EXPECT_EQ(rejects_of(read), "1:bad_quote");
  EXPECT_THAT(read.points.x, ElementsAre(2, 3, 4, 5));
}

// The quote closes by chance two lines below: the count of fields betrays it.
TEST(CsvRecords, R11_AQuoteThatClosesByChanceSwallowsNoRow) {
  const ReportsRead read = read_text("cat,lon,lat\n\"a,1,51\nb,2,52\nc,3,\"\nd,4,54\n", with_category());
  EXPECT_EQ(rejects_of(read), "1:bad_quote 3:bad_quote");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("runs over 3 lines"));
  EXPECT_THAT(read.points.x, ElementsAre(2, 4));
}

TEST(CsvRecords, R12_AQuoteInsideAnUnquotedFieldIsALetter) {
  const ReportsRead read = read_text("cat,lon,lat\na\"b\"c,1,51\n3\" pipe,2,52\nd,3,53\n", with_category());
  EXPECT_THAT(categories(read), ElementsAre("a\"b\"c", "3\" pipe", "d"));
  EXPECT_THAT(read.notes, Contains(HasSubstr("2 unquoted fields")));
}

TEST(CsvRecords, R13_TextAfterAClosingQuoteIsQuarantined) {
  const ReportsRead read = read_text("cat,lon,lat\n\"a\"b,1,51\nc,2,52\n", with_category());
  EXPECT_EQ(rejects_of(read), "1:bad_quote");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("closing quote"));
  EXPECT_THAT(read.points.x, ElementsAre(2));
}

TEST(CsvRecords, R31_TrailingDelimiterOnEveryRowIsAccepted) {
  EXPECT_THAT(read_text("lon,lat\n4,50,\n5,51,\n").points.x, ElementsAre(4, 5));
  EXPECT_THAT(read_text("lon,lat,\n4,50,\n5,51,\n").points.x, ElementsAre(4, 5));
}

TEST(CsvRecords, R31_TrailingDelimiterOnSomeRowsIsAWrongCount) {
  const ReportsRead read = read_text("lon,lat\n4,50,\n5,51\n6,52,\n");
  EXPECT_EQ(rejects_of(read), "1:wrong_field_count 3:wrong_field_count");
  EXPECT_THAT(read.points.x, ElementsAre(5));
}

TEST(CsvRecords, R32_ShortRowIsQuarantined) {
  const ReportsRead read = read_text("id,lon,lat\n1,4,50\n2,4\n3,5,51\n");
  EXPECT_EQ(rejects_of(read), "2:wrong_field_count");
  EXPECT_EQ(read.ledger.rejects[0].detail, "line 3: 2 fields where the header has 3");
  EXPECT_EQ(read.ledger.rejects[0].raw, "");
}

TEST(CsvRecords, R33_LongRowIsQuarantined) {
  EXPECT_EQ(rejects_of(read_text("id,lon,lat\n1,4,50\n2,4,50,7\n3,5,51\n")), "2:wrong_field_count");
}

TEST(CsvRecords, R34_AnEndlessFieldIsQuarantinedAndTheNextRowFound) {
  const std::string large(2 << 20, 'a');
  const ReportsRead read =
      read_text("cat,lon,lat\n" + large + ",1,51\n\"" + large + "\",2,52\nb,3,53\n", with_category());
  EXPECT_EQ(rejects_of(read), "1:too_long 2:too_long");
  EXPECT_THAT(read.points.x, ElementsAre(3));
  EXPECT_EQ(read.ledger.rejects[0].raw.size(), 63U);  // 60 letters and "..."
}

TEST(CsvRecords, R34_AFieldUpToTheLimitIsAccepted) {
  const std::string large(1 << 20, 'a');
  EXPECT_EQ(categories(read_text("cat,lon,lat\n" + large + ",1,51\n", with_category())).front().size(), large.size());
}

TEST(CsvRecords, R34_AnEndlessRecordIsQuarantined) {
  std::string header = "lon,lat", row = "4,50";
  for (int i = 0; i < 20; ++i) {
    header += ",c" + std::to_string(i);
    row += "," + std::string(1'000'000, 'a');
  }
  EXPECT_EQ(rejects_of(read_text(header + "\n" + row + "\n")), "1:too_long");
}

TEST(CsvRecords, R35_ManyColumnsAreReadAndTooManyRefused) {
  std::string header = "lon,lat", row = "4,50";
  for (int i = 0; i < 3000; ++i) {
    header += ",c" + std::to_string(i);
    row += ",a";
  }
  EXPECT_THAT(read_text(header + "\n" + row + "\n").points.x, ElementsAre(4));
  EXPECT_THAT(refusal("lon,lat" + std::string(70'000, ',') + "\n4,50\n"), HasSubstr("65535"));
}

TEST(CsvRecords, R66_ACutLastRowIsQuarantinedAndSaid) {
  const ReportsRead cut = read_text("id,lon,lat\n1,4,50\n2,4.3");
  EXPECT_EQ(rejects_of(cut), "2:wrong_field_count");
  EXPECT_THAT(cut.notes, Contains(HasSubstr("cut off")));
  EXPECT_THAT(read_text("id,lon,lat\n1,4,50\n2,4.3\n").notes, Not(Contains(HasSubstr("cut off"))));
  EXPECT_THAT(read_text("id,lon,lat\n1,4,50").notes, IsEmpty());
}

// A chunk that starts where a record begins gives the same records.
TEST(CsvRecords, MayStartInTheMiddle) {
  const std::string text = "1,a\n2,\"b\nb\"\n3,c\n";
  CsvRecords all(text, {.field_count = 2});
  all.next();
  CsvRecords rest(text, {.field_count = 2}, all.place());
  ASSERT_TRUE(rest.next());
  EXPECT_EQ(rest.field(1), "b\nb");
  ASSERT_TRUE(rest.next());
  EXPECT_EQ(rest.line(), 4);
  EXPECT_EQ(rest.field(0), "3");
  EXPECT_FALSE(rest.next());
}

}  // namespace
}  // namespace vigie
