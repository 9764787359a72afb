// Columns of equal length, NULL kept apart from "", and texts read as numbers only where all of them are.
#include "engine/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/error.h"
#include "engine/data/leave_out.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

Texts texts(const std::vector<std::string>& values) {
  Texts result;
  for (const std::string& value : values) {
    if (value == "NULL") {
      result.push_null();
    } else {
      result.push_back(value);
    }
  }
  return result;
}

TEST(Texts, StoresEachDistinctTextOnce) {
  const Texts column = texts({"noise", "NULL", "litter", "noise", ""});
  EXPECT_EQ(column.size(), 5U);
  EXPECT_THAT(column.distinct(), ElementsAre("noise", "litter", ""));
  EXPECT_EQ(column.at(3), "noise");
  EXPECT_THAT(column.groups(), ElementsAre(0, -1, 1, 0, 2));
  EXPECT_TRUE(column.is_null(1));
  EXPECT_EQ(column.at(1), "");
  EXPECT_FALSE(column.is_null(4));
}

// Few texts are counted by all threads, many one after the other; and a text may have lost its first rows.
TEST(Texts, CountsTheRowsOfEachText) {
  for (const std::size_t distinct : {3UL, 40UL, 9000UL}) {
    Texts column;
    std::vector<std::uint8_t> keep;
    std::map<std::string, std::int64_t> expected;
    std::vector<std::string> order;
    for (std::size_t row = 0; row < 150'000; ++row) {
      const std::size_t which = row * row * 7 % distinct;
      const std::string text = std::string(which % 21, 'x') + std::to_string(which);
      if (row % 11 == 0) {
        column.push_null();
      } else {
        column.push_back(text);
      }
      keep.push_back(row % 5 == 0 || row > 100 ? 1 : 0);
      if (row % 11 == 0 || keep.back() == 0) continue;
      if (expected[text]++ == 0) order.push_back(text);
    }
    column.leave_out(rows_not_kept(keep));
    const std::vector<Texts::Count> counts = column.counts();
    ASSERT_EQ(counts.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(counts[i].text, order[i]);
      EXPECT_EQ(counts[i].rows, expected[order[i]]);
    }
  }
}

TEST(Texts, TellsShortTextsApart) {
  Texts column;
  std::vector<std::string> all;
  for (std::size_t size = 0; size <= 18; ++size)
    for (std::size_t place = 0; place < std::max<std::size_t>(size, 1); ++place)
      for (const char letter : {'a', 'b'}) {
        std::string text(size, 'a');
        if (size > 0) text[place] = letter;
        all.push_back(text);
      }
  for (int round = 0; round < 3; ++round)
    for (const std::string& text : all) column.push_back(text);
  for (std::size_t row = 0; row < column.size(); ++row) ASSERT_EQ(column.at(row), all[row % all.size()]);
}

TEST(Table, RefusesColumnsOfAnotherLength) {
  Table table;
  table.add("a", Reals{{1, 2}});
  EXPECT_THROW(table.add("b", Integers{{1}}), std::logic_error);
  EXPECT_EQ(table.rows(), 2U);
}

TEST(Table, FindsByNameAndType) {
  Table table;
  table.add("a", Reals{{1, 2}});
  EXPECT_NE(table.find("a"), nullptr);
  EXPECT_EQ(table.find("A"), nullptr);
  EXPECT_NE(table.find_as<Reals>("a"), nullptr);
  EXPECT_EQ(table.find_as<Texts>("a"), nullptr);
}

TEST(Table, SelectsRowsInTheAskedOrder) {
  Table table;
  table.add("n", Integers{{10, 20, no_integer}});
  table.add("t", texts({"x", "NULL", "z"}));
  table.add("at", Instants{{1, no_instant, 3}});
  const Table chosen = table.select({2, 1, 2});
  EXPECT_THAT(chosen.find_as<Integers>("n")->values, ElementsAre(no_integer, 20, no_integer));
  EXPECT_EQ(chosen.find_as<Texts>("t")->at(0), "z");
  EXPECT_TRUE(chosen.find_as<Texts>("t")->is_null(1));
  EXPECT_THAT(chosen.find_as<Instants>("at")->values, ElementsAre(3, no_instant, 3));
}

TEST(AsReals, TurnsNullsIntoNan) {
  const std::vector<double> numbers = as_reals({"n", Integers{{10, no_integer}}});
  EXPECT_EQ(numbers[0], 10);
  EXPECT_TRUE(std::isnan(numbers[1]));
  const std::vector<double> parsed = as_reals({"t", texts({"1.5", "NULL", "NA"})});
  EXPECT_EQ(parsed[0], 1.5);
  EXPECT_TRUE(std::isnan(parsed[1]) && std::isnan(parsed[2]));
}

TEST(AsReals, NamesTheFirstValueThatIsNoNumber) {
  EXPECT_THAT(([] {
                as_reals({"pop", texts({"12", "many"})});
              }),
              ThrowsMessage<DataError>(testing::AllOf(HasSubstr("pop"), HasSubstr("row 2"), HasSubstr("many"))));
  EXPECT_THROW(as_reals({"at", Instants{{1}}}), DataError);
}

}  // namespace
}  // namespace vigie
