// What the page says about results that are there, and that it keeps silent about those that are not.
#include "engine/report/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace vigie {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

MultiPolygon square(double west) {
  return {{{{west, 0}, {west + 100, 0}, {west + 100, 100}, {west, 100}, {west, 0}}, {}}};
}

Texts texts(std::initializer_list<std::string_view> values) {
  Texts column;
  for (const std::string_view value : values) column.push_back(value);
  return column;
}

Field titled(std::string name, std::string title) {
  return {.name = std::move(name), .title = std::move(title)};
}

Layer zones() {
  Layer layer{.name = "neighbourhoods", .title = "Neighbourhoods"};
  layer.geometries = std::vector<MultiPolygon>{square(0), square(100), square(200)};
  layer.fields = {titled("zone_id", "Neighbourhood"), titled("name", "Name")};
  layer.table.add("zone_id", texts({"a", "b", "c"}));
  layer.table.add("name", texts({"North <b>", "Middle", "South"}));
  return layer;
}

// Ranks as [mediation_priority] gives them: b is first whatever the weights, c depends on them, a has too few data.
Layer priority() {
  Layer layer{.name = "mediation_priority", .title = "Where mediation could start"};
  layer.geometries = std::vector<MultiPolygon>{square(0), square(100), square(200)};
  const double none = std::nan("");
  const auto add = [&](const char* name, Values values) {
    layer.fields.push_back(titled(name, name));
    layer.table.add(name, std::move(values));
  };
  add("zone_id", texts({"a", "b", "c"}));
  add("p_top", Reals{{none, 0.93, 0.41}});
  add("tier", texts({"insufficient_data", "A", "B"}));
  add("rank_med", Reals{{none, 1, 3}});
  add("rank_lo", Reals{{none, 1, 1}});
  add("rank_hi", Reals{{none, 2, 9}});
  add("why", texts({"", "many <script> disputes", ""}));
  return layer;
}

ResultSet results(std::vector<Layer> layers, std::string language = "en") {
  return {.crs = "EPSG:31370", .language = std::move(language), .layers = std::move(layers)};
}

std::string text_before_script(const std::string& page) {
  return page.substr(page.find("<body>"), page.find("<script type=\"application/json\"") - page.find("<body>"));
}

TEST(ReportPage, ShowsTheRankingWithItsUncertainty) {
  const std::string body = text_before_script(report_page(results({zones(), priority()})));
  EXPECT_THAT(body, HasSubstr("id=\"start\""));
  EXPECT_THAT(body, HasSubstr("whatever the weights: Middle; for 1 more places"));
  EXPECT_THAT(body, HasSubstr("rank 1, between 1 and 2"));
  EXPECT_THAT(body, HasSubstr("93\u00a0%"));
  EXPECT_LT(body.find("data-layer=\"mediation_priority\" data-row=\"1\""),
            body.find("data-layer=\"mediation_priority\" data-row=\"2\""));
  EXPECT_THAT(body, HasSubstr("Insufficient data"));
}

TEST(ReportPage, EscapesWhatTheDataSay) {
  const std::string page = report_page(results({zones(), priority()}));
  EXPECT_THAT(page, HasSubstr("North &lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("many &lt;script&gt; disputes"));
  EXPECT_THAT(page, Not(HasSubstr("many <script>")));
  EXPECT_THAT(page, HasSubstr("North \\u003cb\\u003e"));
}

TEST(ReportPage, LeavesOutWhatIsNotThere) {
  const std::string body = text_before_script(report_page(results({zones()})));
  for (const char* section : {"hot-spots", "coverage", "start", "rates", "trends", "more", "quality"})
    EXPECT_THAT(body, Not(HasSubstr("<section id=\"" + std::string(section) + "\""))) << section;
  EXPECT_THAT(body, HasSubstr("<section id=\"places\""));
}

TEST(ReportPage, NeedsNoPlaceAtAll) {
  const std::string page = report_page(results({}));
  EXPECT_THAT(page, HasSubstr("\"map\":null"));
  EXPECT_THAT(page, Not(HasSubstr("<div id=\"map\"")));
}

TEST(ReportPage, SpeaksTheLanguageOfTheResults) {
  const std::string page = report_page(results({zones(), priority()}, "nl"));
  EXPECT_THAT(page, HasSubstr("<html lang=\"nl\">"));
  EXPECT_THAT(page, HasSubstr("Waar beginnen"));
  EXPECT_THAT(page, HasSubstr("rang 1, tussen 1 en 2"));
}

TEST(ReportPage, NeverDrawsSingleReports) {
  Layer reports{.name = "reports", .title = "Reports"};
  reports.geometries = std::vector<Point>{{5, 5}};
  reports.fields = {titled("id", "Report")};
  reports.table.add("id", texts({"secret-7"}));
  EXPECT_THAT(report_page(results({zones(), reports})), Not(HasSubstr("secret-7")));
}

TEST(ReportPage, IsTheSameAgain) {
  EXPECT_EQ(report_page(results({zones(), priority()})), report_page(results({zones(), priority()})));
}

}  // namespace
}  // namespace vigie
