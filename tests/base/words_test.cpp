// Names near to each other, and texts that are safe to show.
#include "engine/base/words.h"

#include <gtest/gtest.h>

namespace vigie {
namespace {

TEST(Trim, TakesBlanksFromBothEnds) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Lower, LeavesOtherLettersAlone) {
  EXPECT_EQ(lower("AbZ\xC3\x89"), "abz\xC3\x89");
}

TEST(SameIgnoringCase, ComparesWholeWords) {
  EXPECT_TRUE(same_ignoring_case("Lon", "LON"));
  EXPECT_FALSE(same_ignoring_case("Lon", "long"));
}

TEST(NearestName, IsWhatTheWriterMeant) {
  const std::vector<std::string> names{"distance_band", "permutations", "seed"};
  EXPECT_EQ(nearest_name("distanceband", names), "distance_band");
  EXPECT_EQ(nearest_name("Distance_Band", names), "distance_band");
  EXPECT_EQ(nearest_name("sed", names), "seed");
  EXPECT_EQ(nearest_name("kernel", names), "");
  EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(NearestName, TheFirstOfEquals) {
  const std::vector<std::string> names{"lat", "lon"};
  EXPECT_EQ(nearest_name("la", names), "lat");
  EXPECT_EQ(nearest_name("lax", names), "lat");
  EXPECT_EQ(nearest_name("l", names), "lat");
}

TEST(Printable, HidesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1B[31mb\nc"), "a?[31mb?c");
  EXPECT_EQ(printable("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(printable("caf\xE9"), "caf?");
}

TEST(Printable, CutsBetweenCharacters) {
  EXPECT_EQ(printable("\xC3\xA9\xC3\xA9\xC3\xA9", 2), "\xC3\xA9\xC3\xA9...");
  EXPECT_EQ(printable("abc", 3), "abc");
  EXPECT_EQ(printable("abcd", 3), "abc...");
}

TEST(Utf8, KnowsWhatRfc3629Allows) {
  for (const char* good : {"", "abc", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD",
                           "\xF4\x8F\xBF\xBF", "0123456\xC3\xA9", "01234567\xC3\xA9"})
    EXPECT_TRUE(is_valid_utf8(good)) << good;
  for (const char* bad :
       {"\xE9", "\xC3", "\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82", "01234567\xE9"})
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
}

TEST(Listed, ReadsLikeASentence) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

}  // namespace
}  // namespace vigie
