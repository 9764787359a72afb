// The quick readers against the careful ones.
#include "engine/io/csv_plain_values.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>

#include "engine/base/numbers.h"

namespace vigie {
namespace {

std::string digits(std::mt19937_64& dice, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + dice() % 10);
  return text;
}

// All lengths before and behind the sign, so that every way of loading eight letters comes up.
TEST(PlainDecimal, IsTheNumberOfTheCarefulReader) {
  std::mt19937_64 dice(11);
  std::size_t plain_ones = 0;
  for (int round = 0; round < 200; ++round)
    for (std::size_t whole = 1; whole <= 12; ++whole)
      for (std::size_t places = 0; places <= 10; ++places) {
        const std::string text =
            (round % 2 == 1 ? "-" : "") + digits(dice, whole) + (places > 0 ? "," + digits(dice, places) : "");
        double value = 0.5;
        if (!plain_decimal(text, ',', value)) {
          EXPECT_EQ(value, 0.5) << text;
          continue;
        }
        ++plain_ones;
        const ParsedNumber careful = parse_number(text, ',');
        ASSERT_EQ(careful.fault, NumberFault::none) << text;
        EXPECT_EQ(value, careful.value) << text;
        EXPECT_EQ(std::signbit(value), std::signbit(careful.value)) << text;
      }
  EXPECT_GT(plain_ones, 20'000U);
  double value = 0;
  ASSERT_TRUE(plain_decimal("3.596434", '.', value));
  EXPECT_EQ(value, 3.596434);
  ASSERT_TRUE(plain_decimal("-51.112605", '.', value));
  EXPECT_EQ(value, -51.112605);
}

// One letter of a number is replaced by every other byte.
TEST(PlainDecimal, LeavesOtherLettersToTheCarefulReader) {
  for (const std::string& number : {std::string("4.35"), std::string("50.846557"), std::string("152345.125678")})
    for (std::size_t place = 0; place < number.size(); ++place)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text = number;
        text[place] = static_cast<char>(byte);
        double value = 0;
        if (!plain_decimal(text, '.', value)) continue;
        const bool digits_and_sign = text.find_first_not_of("0123456789.", text[0] == '-' ? 1 : 0) == text.npos;
        EXPECT_TRUE(digits_and_sign) << text;
        EXPECT_EQ(value, parse_number(text, '.').value) << text;
      }
}

class PlainTimesTest : public testing::Test {
 protected:
  // The plain reader says what the careful one says, or nothing.
  bool agrees(const std::string& text) const {
    const Instant plain = plain_.instant(text);
    if (plain == no_instant) return true;
    const ParsedTime careful = careful_.parse(text);
    return careful.fault == TimeFault::none && !careful.overlap && careful.instant == plain;
  }

  TimeReader careful_{"iso", TimeZone("Europe/Brussels")};
  PlainTimes plain_{TimeZone("Europe/Brussels")};
};

TEST_F(PlainTimesTest, AreThoseOfTheCarefulReader) {
  std::mt19937_64 dice(12);
  std::size_t plain_ones = 0;
  const auto two = [&](std::uint64_t below) {
    const std::uint64_t value = dice() % below;
    return std::string(1, static_cast<char>('0' + value / 10)) + static_cast<char>('0' + value % 10);
  };
  for (int i = 0; i < 100'000; ++i) {
    const std::string day = (i % 2 == 0 ? "20" : "19") + two(100) + "-" + two(14) + "-" + two(33);
    const std::string text =
        day + (i % 3 == 0 ? " " : "T") + two(25) + ":" + two(61) + ":" + two(62) + (i % 5 == 0 ? "Z" : "");
    EXPECT_TRUE(agrees(text)) << text;
    plain_ones += plain_.instant(text) != no_instant ? 1 : 0;
  }
  EXPECT_GT(plain_ones, 20'000U);
  EXPECT_EQ(plain_.instant("2024-07-01T12:34:56"), 1'719'830'096'000);
  EXPECT_EQ(plain_.instant("2024-07-01T12:34:56Z"), 1'719'837'296'000);
}

TEST_F(PlainTimesTest, LeaveOtherLettersToTheCarefulReader) {
  const std::string time = "2024-07-01T12:34:56";
  for (std::size_t place = 0; place < time.size(); ++place)
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = time;
      text[place] = static_cast<char>(byte);
      EXPECT_TRUE(agrees(text)) << text;
    }
}

TEST(PlainWhole, IsTheNumberOfItsDigits) {
  std::mt19937_64 random(66);
  EXPECT_EQ(plain_whole("0"), 0);
  for (int digits = 1; digits <= 18; ++digits)
    for (int round = 0; round < 50; ++round) {
      std::string text(1, static_cast<char>('1' + random() % 9));
      while (text.size() < static_cast<std::size_t>(digits)) text += static_cast<char>('0' + random() % 10);
      EXPECT_EQ(plain_whole(text), std::stoll(text));
      for (const char other : {'/', ':', ' ', '-', '.', '\0', '\xB5', 'a'}) {
        std::string broken = text;
        broken[random() % broken.size()] = other;
        EXPECT_EQ(plain_whole(broken), -1) << broken;
      }
    }
  for (const std::string_view text : {"", "00", "01", "0123", "-1", "+1", "1234567890123456789", "1e3"})
    EXPECT_EQ(plain_whole(text), -1) << text;
}

}  // namespace
}  // namespace vigie
