// Bytes of all kinds: marks, UTF-16, windows-1252, line ends and the end of the file (faults R1 to R9, R36, R57).
#include "engine/io/csv_encoding.h"

#include "engine/io/file_format.h"
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

ReportRequest with_category() {
  ReportRequest request = lon_lat();
  request.columns.category = "cat";
  return request;
}

std::string first_category(const ReportsRead& read) {
  return std::string(read.points.attributes.find_as<Texts>("category")->at(0));
}

// ASCII and Latin-1 letters as UTF-16.
std::string utf16(std::string_view text, bool little) {
  std::string result = little ? "\xFF\xFE" : "\xFE\xFF";
  for (char c : text) {
    if (!little) result += '\0';
    result += c;
    if (little) result += '\0';
  }
  return result;
}

TEST(CsvEncoding, R1_Utf8ByteOrderMarkIsNoPartOfTheHeader) {
  EXPECT_THAT(read_text("\xEF\xBB\xBFlon,lat\n4,50\n").points.x, ElementsAre(4));
}

TEST(CsvEncoding, R2_Utf16WithMarkIsTranscodedAndSaid) {
  for (bool little : {true, false}) {
    const ReportsRead read = read_text(utf16("lon;lat;cat\r\n4,5;50;caf\xE9\r\n", little), with_category());
    EXPECT_THAT(read.points.x, ElementsAre(4.5));
    EXPECT_EQ(first_category(read), "caf\xC3\xA9");
    EXPECT_THAT(read.notes, Contains(HasSubstr("UTF-16")));
  }
}

TEST(CsvEncoding, R2_Utf16SurrogatesArePairs) {
  std::string text = utf16("lon,lat,cat\n4,50,", true);
  text += std::string("\x3D\xD8\x00\xDE\n\0", 6);       // U+1F600
  text += utf16("5,51,", true).substr(2) + "\x3D\xD8";  // half a pair
  text += utf16("\n", true).substr(2);
  const ReportsRead read = read_text(text, with_category());
  EXPECT_EQ(first_category(read), "\xF0\x9F\x98\x80");
  EXPECT_EQ(rejects_of(read), "2:bad_encoding");
}

TEST(CsvEncoding, R3_Utf16WithoutMarkIsRefusedUnlessNamed) {
  const std::string bare = utf16("lon,lat\n4,50\n", true).substr(2);
  EXPECT_THAT(refusal(bare), HasSubstr("UTF-16"));
  EXPECT_THAT(read_text(bare, lon_lat(), test::with_encoding("utf-16")).points.y, ElementsAre(50));
  const std::string big = utf16("lon,lat\n4,50\n", false).substr(2);
  EXPECT_THAT(read_text(big, lon_lat(), test::with_encoding("utf-16")).points.y, ElementsAre(50));
}

TEST(CsvEncoding, R3_ManyNulsAreRefused) {
  EXPECT_THAT(refusal("lon,lat\n4,50\n" + std::string(60, '\0') + std::string(3000, 'a')), HasSubstr("UTF-16"));
}

TEST(CsvEncoding, R4_Windows1252IsFoundAndSaid) {
  const ReportsRead read = read_text("lon,lat,cat\n4,50,caf\xE9 \x80\n5,51,noise\n", with_category());
  EXPECT_EQ(first_category(read), "caf\xC3\xA9 \xE2\x82\xAC");
  EXPECT_THAT(read.notes, Contains(HasSubstr("windows-1252")));
}

TEST(CsvEncoding, R4_AHeaderInWindows1252IsEnough) {
  ReportRequest request = lon_lat();
  request.columns.category = "cat\xC3\xA9gorie";
  EXPECT_EQ(first_category(read_text("lon,lat,cat\xE9gorie\n4,50,noise\n", request)), "noise");
}

TEST(CsvEncoding, R4_TheJobFileDecides) {
  EXPECT_EQ(first_category(read_text("lon,lat,cat\n4,50,\x93\n", with_category(), test::with_encoding("cp1252"))),
            "\xE2\x80\x9C");
  EXPECT_EQ(first_category(read_text("lon,lat,cat\n4,50,\xE9\n", with_category(), test::with_encoding("Latin1"))),
            "\xC3\xA9");
  EXPECT_EQ(rejects_of(read_text("lon,lat,cat\n4,50,\xE9\n", with_category(), test::with_encoding("utf-8"))),
            "1:bad_encoding");
  EXPECT_EQ(rejects_of(read_text("lon,lat,cat\n4,50,\x81\n", with_category(), test::with_encoding("windows-1252"))),
            "1:bad_encoding");
  EXPECT_THAT(refusal<UsageError>("lon,lat\n4,50\n", lon_lat(), test::with_encoding("utf8-8")), HasSubstr("utf-8"));
}

TEST(CsvEncoding, R5_OneInvalidRowOfManyIsQuarantined) {
  std::string text = "lon,lat,cat\n";
  for (int i = 0; i < 100; ++i) text += i == 41 ? "4,50,caf\xE9\n" : "4,50,caf\xC3\xA9\n";
  const ReportsRead read = read_text(text, with_category());
  EXPECT_EQ(rejects_of(read), "42:bad_encoding");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("line 43"));
  EXPECT_EQ(read.ledger.rejects[0].raw, "caf?");
}

// Privacy: what stands in a column that the job does not name never leaves the file.
TEST(CsvEncoding, R5_ColumnsThatAreNotNamedAreNotShown) {
  std::string text = "lon,lat,person\n";
  for (int i = 0; i < 100; ++i) text += i == 41 ? "4,50,Ren\xE9\n" : "4,50,Ren\xC3\xA9\n";
  const ReportsRead read = read_text(text);
  ASSERT_EQ(rejects_of(read), "42:bad_encoding");
  EXPECT_EQ(read.ledger.rejects[0].raw, "");
  EXPECT_THAT(read.ledger.rejects[0].detail, HasSubstr("'person'"));
}

TEST(CsvEncoding, R6_AllLineEndsEndALine) {
  EXPECT_THAT(read_text("lon,lat\r\n4,50\r\n5,51\r\n").points.y, ElementsAre(50, 51));
  EXPECT_THAT(read_text("lon,lat\r4,50\r5,51\r").points.y, ElementsAre(50, 51));
  EXPECT_THAT(read_text("lon,lat\n4,50\r\n5,51\r6,52\n").points.y, ElementsAre(50, 51, 52));
}

TEST(CsvEncoding, R7_TheLastLineMayLackItsEnd) {
  EXPECT_THAT(read_text("lon,lat\n4,50\n5,51").points.y, ElementsAre(50, 51));
  EXPECT_THAT(read_text("lon,lat\n4,50\n5,\"51\"").points.y, ElementsAre(50, 51));
}

TEST(CsvEncoding, R8_CtrlZAtTheEndIsNoRecord) {
  const ReportsRead read = read_text("lon,lat\n4,50\n\x1A");
  EXPECT_EQ(read.ledger.read, 1);
  EXPECT_THAT(read.notes, Contains(HasSubstr("Ctrl-Z")));
  EXPECT_EQ(rejects_of(read_text("lon,lat\n\x1A\n4,50\n")), "1:wrong_field_count");
}

TEST(CsvEncoding, R9_BlankLinesAreCountedAndNoRecords) {
  const ReportsRead read = read_text("\nlon,lat\n\n4,50\n  \t \n\r\n5,51\n\n  ");
  EXPECT_THAT(read.points.row.all(), ElementsAre(1, 2));
  EXPECT_EQ(read.ledger.read, 2);
  EXPECT_EQ(read.blank_lines, 6);
  EXPECT_EQ(rejects_of(read_text("lon,lat\n,\n4,50\n")), "1:missing_xy");  // empty fields are a record
  EXPECT_EQ(rejects_of(read_text("lon\tlat\n\t\n4\t50\n")), "1:missing_xy");
}

TEST(CsvEncoding, R36_NulInsideAFieldIsQuarantined) {
  const ReportsRead read = read_text(std::string("lon,lat\n4,5\0000\n5,51\n", 19));
  EXPECT_EQ(rejects_of(read), "1:bad_encoding");
  EXPECT_THAT(read.points.y, ElementsAre(51));
}

TEST(CsvEncoding, R57_EmptyFileIsRefused) {
  EXPECT_THAT(refusal(""), HasSubstr("0 bytes"));
}

TEST(CsvEncoding, R58_OnlyBlankLinesAreRefused) {
  EXPECT_THAT(refusal("\n\r\n  \n"), HasSubstr("blank"));
  EXPECT_THAT(refusal("\xEF\xBB\xBF"), HasSubstr("blank"));
}

TEST(CsvEncoding, Utf32IsRefused) {
  EXPECT_THAT(refusal(std::string("\xFF\xFE\0\0l\0\0\0", 8)), HasSubstr("UTF-32"));
}

TEST(CsvEncoding, R62_AFileThatChangesWhileItIsReadIsRefused) {
  const test::TemporaryFile file("lon,lat\n4,50\n");
  const InputFile input = examine_input(test::at(file.path()));
  const std::vector<FileState> before = file_states(input);
  EXPECT_NO_THROW(require_unchanged(input, before));
  std::ofstream(file.path(), std::ios::app) << "5,51\n";
  EXPECT_THAT([&] { require_unchanged(input, before); },
              testing::ThrowsMessage<DataError>(HasSubstr("changed while it was read")));
}

}  // namespace
}  // namespace vigie
