// Tables of counts and populations: texts stay texts, and no record is lost.
#include "engine/io/table_file.h"

#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::vector<TableColumn> code_and_total{{"id", "CD_SECTOR", "neighbourhoods.table_id"},
                                              {"population", "TOTAL", "neighbourhoods.population"}};

TableRead read_table_text(std::string_view content, const std::vector<TableColumn>& wanted = code_and_total,
                          const RowFilter* where = nullptr) {
  const test::TemporaryFile file(content, ".txt");
  TableRead read = read_table(test::at(file.path()), wanted, where);
  EXPECT_EQ(read.ledger.read, static_cast<std::int64_t>(read.row.size() + read.ledger.rejects.size()));
  return read;
}

// As the statistical office writes it: byte-order mark, bars, codes with letters and zeros, people without place.
constexpr const char* sectors =
    "\xEF\xBB\xBF"
    "CD_REFNIS|CD_SECTOR|TOTAL|OPPERVLAKKTE IN HM²|TX_DESCR_SECTOR_NL\r\n"
    "21004|21004A00-|1234|12,5|GROTE MARKT\r\n"
    "01004|01004A1MJ|0056|3,25|BOIS \"DE LA\" CAMBRE\r\n"
    "21004|21004ZZZZ|78||\r\n";

TEST(TableFile, ReadsPopulationsAsTheStatisticalOfficeWritesThem) {
  const TableRead read = read_table_text(sectors);
  const Texts& ids = *read.columns.find_as<Texts>("id");
  EXPECT_EQ(ids.at(0), "21004A00-");
  EXPECT_EQ(ids.at(1), "01004A1MJ");
  EXPECT_EQ(ids.at(2), "21004ZZZZ");
  EXPECT_EQ(read.columns.find_as<Texts>("population")->at(1), "0056");
  EXPECT_THAT(read.row, ElementsAre(1, 2, 3));
  EXPECT_EQ(read.columns.columns().size(), 2u);
}

TEST(TableFile, FilterAndDamageLeaveTheirTrace) {
  const RowFilter where("CD_REFNIS = '21004'");
  const TableRead read = read_table_text(
      "CD_REFNIS,CD_SECTOR,TOTAL\n21004,a,1\n21005,b,2\n21004,c\n21004,\"d\"x,3\n21004,NA,4\n", code_and_total, &where);
  EXPECT_THAT(read.row, ElementsAre(1, 5));
  std::string reasons;
  for (const Reject& reject : read.ledger.rejects)
    reasons += std::to_string(reject.row) + ":" + std::string(code(reject.reason)) + " ";
  EXPECT_EQ(reasons, "2:not_kept 3:wrong_field_count 4:bad_quote ");
  EXPECT_TRUE(read.columns.find_as<Texts>("id")->is_null(1));
}

TEST(TableFile, NamesWhatIsNotThere) {
  EXPECT_THAT([] { read_table_text("CD_SECTOR,TOTALS\na,1\n"); },
              ThrowsMessage<DataError>(HasSubstr("no column 'TOTAL' (neighbourhoods.population)")));
  const RowFilter where("YEAR = 2024");
  EXPECT_THAT([&] { read_table_text("CD_SECTOR,TOTAL\na,1\n", code_and_total, &where); },
              ThrowsMessage<DataError>(HasSubstr("no column 'YEAR' (where)")));
  EXPECT_THAT([] { read_table_text("CD_SECTOR,TOTAL\n"); }, ThrowsMessage<DataError>(HasSubstr("no rows")));
}

}  // namespace
}  // namespace vigie
