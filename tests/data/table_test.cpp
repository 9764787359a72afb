// Columns of equal length, NULL kept apart from "", and texts read as numbers only where all of them are.
#include "engine/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.h"

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
