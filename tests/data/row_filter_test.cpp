// What a filter keeps, and how it says that it cannot be read.
#include "engine/data/row_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "engine/base/error.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

// The record of every test.
const std::map<std::string, std::string, std::less<>> record{
    {"kind", "noise"}, {"code", "007"},        {"level", "3"}, {"cost", "12,5"},  {"empty", ""},
    {"na", "NA"},      {"when", "2024-03-05"}, {"a b", "x y"}, {"quote", "it's"}, {"rue", "é"}};

bool keeps(std::string_view text, char decimal = '.') {
  const RowFilter filter(text);
  std::vector<std::string_view> values;
  for (const std::string& column : filter.columns()) values.push_back(record.find(column)->second);
  return filter.keeps(values, decimal);
}

TEST(RowFilter, ComparesTextsLetterByLetter) {
  EXPECT_TRUE(keeps("kind = 'noise'"));
  EXPECT_FALSE(keeps("kind = 'Noise'"));
  EXPECT_TRUE(keeps("kind != 'litter'"));
  EXPECT_FALSE(keeps("kind != 'noise'"));
  EXPECT_TRUE(keeps("when >= '2024-03-01' and when < '2024-04-01'"));
  EXPECT_FALSE(keeps("when > '2024-03-05'"));
  EXPECT_TRUE(keeps("when <= '2024-03-05'"));
  EXPECT_TRUE(keeps("quote = 'it''s'"));
  EXPECT_TRUE(keeps("rue = 'é'"));
}

TEST(RowFilter, CodesInQuotesKeepTheirZerosAndNumbersDoNot) {
  EXPECT_FALSE(keeps("code = '7'"));
  EXPECT_TRUE(keeps("code = '007'"));
  EXPECT_TRUE(keeps("code = 7"));
  EXPECT_TRUE(keeps("level >= 3 and level <= 3.0"));
  EXPECT_FALSE(keeps("level < -3"));
  EXPECT_TRUE(keeps("cost > 12.4", ','));
  EXPECT_FALSE(keeps("cost > 12.4"));  // a comma is no decimal point here, and the comparison is unknown
}

TEST(RowFilter, GapsAreUnknownAndNotDoesNotTurnThemAround) {
  EXPECT_TRUE(keeps("empty is null and na is null"));
  EXPECT_FALSE(keeps("kind is null"));
  EXPECT_TRUE(keeps("kind is not null"));
  EXPECT_FALSE(keeps("empty = 'x'"));
  EXPECT_FALSE(keeps("not empty = 'x'"));
  EXPECT_FALSE(keeps("empty != 'x'"));
  EXPECT_FALSE(keeps("not kind > 3"));  // a text that is no number
  EXPECT_TRUE(keeps("empty = 'x' or kind = 'noise'"));
  EXPECT_FALSE(keeps("empty not in ('x')"));
}

TEST(RowFilter, ListsAndPrecedence) {
  EXPECT_TRUE(keeps("kind in ('litter', 'noise')"));
  EXPECT_FALSE(keeps("kind NOT IN ('litter', 'noise')"));
  EXPECT_TRUE(keeps("level in (1, 3)"));
  // "and" binds closer than "or".
  EXPECT_TRUE(keeps("kind = 'noise' or kind = 'x' and level = 9"));
  EXPECT_FALSE(keeps("(kind = 'noise' or kind = 'x') and level = 9"));
  EXPECT_TRUE(keeps("not (level = 9 or level = 8) and \"a b\" = 'x y'"));
  EXPECT_FALSE(keeps("not level = 3 or level = 9"));
}

TEST(RowFilter, NamesItsColumnsOnce) {
  EXPECT_THAT(RowFilter("b = 1 and a is null or b in (2, 3) and \"c d\" = ''").columns(), ElementsAre("b", "a", "c d"));
}

void expect_refusal(std::string_view text, const std::string& words) {
  EXPECT_THAT([&] { const RowFilter filter(text); }, ThrowsMessage<UsageError>(HasSubstr(words))) << text;
}

TEST(RowFilter, SaysWhereItCannotBeRead) {
  expect_refusal("", "the name of a column is expected, not the end");
  expect_refusal("kind = \"noise\"", "a text in single quotes such as 'noise', is expected, not noise at character 8");
  expect_refusal("kind = noise", "in single quotes such as 'noise'");
  expect_refusal("kind == 'noise'", "not = at character 7");
  expect_refusal("when > 2024-03-05", "texts and dates stand in single quotes: '2024-03-05'");
  expect_refusal("kind = 'noise", "the ' at character 8 is never closed");
  expect_refusal("kind like 'n%'", "=, !=, <, <=, >, >=, in, or is null is expected, not like at character 6");
  expect_refusal("kind in 'noise'", "a list in parentheses");
  expect_refusal("kind in ('noise'", "a comma or a closing parenthesis");
  expect_refusal("(kind = 'noise'", "a closing parenthesis is expected, not the end");
  expect_refusal("kind = 'noise' level = 3", "and, or, or the end");
  expect_refusal("kind is empty", "null, or not null");
  expect_refusal("kind = 'x'; drop table reports", "and, or, or the end is expected, not ; at character 11");
  expect_refusal(std::string(200, '(') + "a = 1", "nested too deeply");
  expect_refusal("a = '" + std::string(20'000, 'x') + "'", "longer than");
}

}  // namespace
}  // namespace vigie
