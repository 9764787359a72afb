// What the data say can neither run nor hide.
#include "engine/report/html_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vigie {
namespace {

TEST(HtmlText, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(html("</script><b a=\"1\" c='2'>&"), "&lt;/script&gt;&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  EXPECT_EQ(html("Béguinage 北"), "Béguinage 北");
}

TEST(HtmlText, ShowsCharactersThatTurnOrHideText) {
  EXPECT_EQ(html("\u202Egnp.exe"), "[U+202E]gnp.exe");
  EXPECT_EQ(html("a\u200Bb\uFEFF"), "a[U+200B]b[U+FEFF]");
  EXPECT_EQ(html(std::string("\x1b[31m") + '\0'), "[U+001B][31m[U+0000]");
}

TEST(HtmlText, ReplacesBytesThatAreNoText) {
  EXPECT_EQ(html("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(html("\xE2\x82"), "\uFFFD\uFFFD");
  EXPECT_EQ(html("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlText, WritesJsonThatAScriptElementCanHold) {
  EXPECT_EQ(json_text("</script>\"\\\n"), "\"\\u003c/script\\u003e\\u0022\\u005c\\u000a\"");
  EXPECT_EQ(json_text("\u2028"), "\"[U+2028]\"");
}

TEST(HtmlText, WritesShortNumbers) {
  EXPECT_EQ(json_number(12.5000, 3), "12.5");
  EXPECT_EQ(json_number(-0.0001, 2), "0");
  EXPECT_EQ(json_number(std::nan(""), 2), "null");
}

}  // namespace
}  // namespace vigie
