// Numbers as reports carry them, and back.
#include "engine/base/numbers.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>

namespace vigie {
namespace {

TEST(ParseNumber, PlainNumbers) {
  EXPECT_EQ(parse_number("4.35").value, 4.35);
  EXPECT_EQ(parse_number("-4.35").value, -4.35);
  EXPECT_EQ(parse_number("+4.35").value, 4.35);
  EXPECT_EQ(parse_number("  4.35 ").value, 4.35);
  EXPECT_EQ(parse_number("1e3").value, 1000);
  EXPECT_EQ(parse_number("1.5E-2").value, 0.015);
  EXPECT_EQ(parse_number(".5").value, 0.5);
  EXPECT_EQ(parse_number("5.").value, 5);
}

TEST(ParseNumber, NullTokensAreEmpty) {
  for (const char* text : {"", " ", "NA", "na", "N/A", "n/a", "null", "NULL", "NaN", "nan", "-", " - "})
    EXPECT_EQ(parse_number(text).fault, NumberFault::empty) << text;
}

TEST(ParseNumber, WhatIsNoNumberIsMalformed) {
  for (const char* text : {"abc", "4.35N", "0x10", "1_000",        "1 000",    "1,5",  "1.2.3",  "--1",
                           "+-1", "-+1",   "++1",  "inf",          "Infinity", "-inf", "nan(1)", "1e",
                           "e5",  ".",     "+",    "4.35\xC2\xB0", "\xD9\xA3", "NAN2", "none"})
    EXPECT_EQ(parse_number(text).fault, NumberFault::malformed) << text;
}

TEST(ParseNumber, DecimalComma) {
  EXPECT_EQ(parse_number("4,35", ',').value, 4.35);
  EXPECT_EQ(parse_number("-149123,45", ',').value, -149123.45);
  EXPECT_EQ(parse_number("17", ',').value, 17);
  for (const char* text : {"4.35", "1.234,5", "1,234,5", "149 123,45"})
    EXPECT_EQ(parse_number(text, ',').fault, NumberFault::malformed) << text;
}

TEST(ParseNumber, TooLargeIsOverflowAndTooSmallIsZero) {
  for (const std::string& text :
       {std::string("1e400"), std::string("-1e400"), "1" + std::string(400, '0'), "1" + std::string(400, '0') + "e-10",
        "0." + std::string(20, '0') + "1e400", std::string("1e99999999999999999999")})
    EXPECT_EQ(parse_number(text).fault, NumberFault::overflow) << text;
  for (const std::string& text : {std::string("1e-400"), std::string("-1e-400"), "0." + std::string(400, '0') + "1",
                                  "0." + std::string(400, '0') + "1e10", std::string("1e-99999999999999999999")}) {
    EXPECT_EQ(parse_number(text).fault, NumberFault::none) << text;
    EXPECT_EQ(parse_number(text).value, 0) << text;
  }
  EXPECT_GT(parse_number("1e-320").value, 0);  // denormal
}

TEST(ParseNumber, RandomDoublesReadBackToTheBit) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 50000; ++i) {
    const std::uint64_t bits = random();
    double value = 0;
    static_assert(sizeof value == sizeof bits);
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    ASSERT_EQ(parse_number(number_text(value)).value, value);
  }
}

// strtod of glibc rounds correctly.
TEST(ParseNumber, AgreesWithStrtodOnLongDecimals) {
  std::mt19937_64 random(4);
  std::uniform_int_distribution<int> digit('0', '9'), length(1, 30);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (int k = length(random); k > 0; --k) text += static_cast<char>(digit(random));
    text += '.';
    for (int k = length(random); k > 0; --k) text += static_cast<char>(digit(random));
    ASSERT_EQ(parse_number(text).value, std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(ParseNumber, KnowsNoLocale) {
  const std::string saved = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_BE.UTF-8", "C.UTF-8"}) {
    if (!std::setlocale(LC_ALL, locale)) continue;
    EXPECT_EQ(parse_number("4.35").value, 4.35) << locale;
    EXPECT_EQ(parse_number("4,35").fault, NumberFault::malformed) << locale;
    EXPECT_EQ(number_text(4.35), "4.35") << locale;
  }
  std::setlocale(LC_ALL, saved.c_str());
}

TEST(NumberText, IsTheShortestThatReadsBack) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(100), "100");
  EXPECT_EQ(number_text(-2.5), "-2.5");
  EXPECT_EQ(number_text(std::nan("")), "");
}

}  // namespace
}  // namespace vigie
