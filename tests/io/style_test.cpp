// Styles as text: well-formed whatever the names hold, classes that leave no gap, legends that people can read.
#include <cpl_minixml.h>
#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "engine/data/palette.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/qml_document.h"
#include "engine/io/qml_fields.h"
#include "engine/io/qml_renderers.h"
#include "engine/io/style_text.h"
#include "tests/io/sample_city.h"

namespace vigie {
namespace {

std::string layer_qml(const Layer& layer, const ResultSet& results) {
  return style_document(layer_style(layer, own_view(layer), results));
}

std::string raster_qml(const Raster& raster) {
  return style_document(raster_style(raster));
}


using testing::HasSubstr;
using testing::Not;

bool is_well_formed(const std::string& xml) {
  const GdalErrors errors;
  CPLXMLNode* tree = CPLParseXMLString(xml.c_str());
  const bool parsed = tree != nullptr;
  CPLDestroyXMLNode(tree);
  return parsed && errors.count() == 0;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(Style, EveryStyleOfTheSampleIsWellFormed) {
  const ResultSet city = test::sample_city();
  for (const Layer& layer : city.layers) EXPECT_TRUE(is_well_formed(layer_qml(layer, city))) << layer.name;
  for (const Raster& raster : city.rasters) EXPECT_TRUE(is_well_formed(raster_qml(raster))) << raster.name;
  EXPECT_FALSE(is_well_formed("<a name=\"Tom & Jerry\"><b></a>")) << "the judge must be able to say no";
}

TEST(Style, SurvivesNamesThatAreMarkupQuotesOrRubbish) {
  const std::string wild = "a\"b'c<d>&e\x01\x1f\nf\xff%[]{}]]>";
  ResultSet results = test::sample_city(5);
  for (Layer& layer : results.layers) {
    layer.title = layer.caveat = layer.tip = wild;
    layer.table.add(wild, layer.table.columns().front().values);
    layer.fields.push_back({.name = wild, .title = wild, .help = wild, .classes = {{wild, wild}}});
    layer.label = layer.sort_by = wild;
    if (auto* look = std::get_if<Categorized>(&layer.look)) {
      look->field = look->other = wild;
      look->symbols.front().of = {wild, wild};
    }
    if (auto* look = std::get_if<Graduated>(&layer.look)) look->field = look->no_value = wild;
    EXPECT_TRUE(is_well_formed(layer_qml(layer, results))) << layer.name;
  }
}

TEST(Style, TextIsEscapedAndControlCharactersGo) {
  EXPECT_EQ(xml_text("Tom & \"Jerry\" <3>"), "Tom &amp; &quot;Jerry&quot; &lt;3&gt;");
  EXPECT_EQ(xml_text("a\nb\tc\x01\x7f"), "a&#10;b&#9;c");
  EXPECT_EQ(xml_text("Châtelain"), "Châtelain");
  EXPECT_EQ(xml_text("x\xffy"), "x?y");
  EXPECT_EQ(column_expression("a\"b"), "\"a\"\"b\"");
}

TEST(Style, NumbersReadBackExactlyUnderAnyLocale) {
  EXPECT_EQ(exact_text(0.1), "0.10000000000000001");
  EXPECT_EQ(exact_text(50), "50");
  EXPECT_EQ(colour_text({178, 24, 43, 215}), "178,24,43,215");
}

TEST(Style, RulesRunFromHighToLowWithoutGapOrOverlap) {
  const std::string rules =
      rule_renderer({.field = "rate", .breaks = {0.5, 10, 20.5, 40}, .no_value = "Suppressed"}, {}, "en");
  EXPECT_THAT(rules,
              HasSubstr(R"(<rule key="rule0" filter="&quot;rate&quot; &gt;= 20.5" symbol="0" label="20.5 to 40.0"/>)"
                        R"(<rule key="rule1" filter="&quot;rate&quot; &gt;= 10 AND &quot;rate&quot; &lt; 20.5" )"));
  EXPECT_THAT(rules, HasSubstr(R"(<rule key="rule2" filter="&quot;rate&quot; &lt; 10" )"));
  EXPECT_THAT(rules, HasSubstr(R"(filter="&quot;rate&quot; IS NULL" symbol="3" label="Suppressed"/>)"));
  EXPECT_LT(rules.find("189,0,38,190"), rules.find("255,255,178,190")) << "the darkest red is on top";
  EXPECT_THAT(rules, HasSubstr(R"(<symbol name="@3@0" type="line")"));
}

TEST(Style, RulesCopeWithFewAndRepeatedBreaks) {
  const auto filters = [](std::vector<double> breaks) {
    return occurrences(rule_renderer({.field = "x", .breaks = std::move(breaks)}, {}, "en"), "<rule key=");
  };
  EXPECT_EQ(filters({}), 1u);            // only "no value"
  EXPECT_EQ(filters({3}), 2u);           // everything equal
  EXPECT_EQ(filters({3, 3, 3}), 2u);     // as quantiles may say it
  EXPECT_EQ(filters({1, 3, 3, 5}), 3u);  // an empty class vanishes
  EXPECT_THAT(rule_renderer({.field = "x", .breaks = {3}}, {}, "en"), HasSubstr("IS NOT NULL"));
}

TEST(Style, LegendSpeaksTheLanguageOfTheFile) {
  EXPECT_EQ(range_label(20, 60, 0, "en"), "20 to 60");
  EXPECT_EQ(range_label(0.5, 1.25, 2, "fr"), "0,50 à 1,25");
  EXPECT_EQ(range_label(20, 60, 0, "nl"), "20 tot 60");
  EXPECT_EQ(range_label(20, 60, 1, "de"), "20,0 bis 60,0");
}

TEST(Style, ClassesStandInLegendOrderAndTheRestIsNoResult) {
  const ResultSet city = test::sample_city();
  const std::string qml = layer_qml(city.layers[0], city);
  EXPECT_EQ(occurrences(qml, "<category "), 8u);
  EXPECT_LT(qml.find(R"(<category value="3" type="long" symbol="0" label="Hot spot, 99 % confidence")"),
            qml.find(R"(<category value="-3" type="long" symbol="6")"));
  EXPECT_THAT(qml, HasSubstr(R"(<category value="" type="NULL" symbol="7" label="No result")"));
  EXPECT_THAT(qml, HasSubstr(R"("color" type="QString" value="178,24,43,215")"));
  EXPECT_THAT(qml, HasSubstr(R"("color" type="QString" value="247,247,247,70")"));
}

TEST(Style, TextClassesAreComparedAsText) {
  const Categorized look{.field = "moran_lbl", .symbols = {{{"high_high", "High among high"}, high_high_red}}};
  const std::string categories = categorized_renderer(look, ClassKind::text, {});
  EXPECT_THAT(categories, HasSubstr(R"(value="high_high" type="string")"));
  EXPECT_THAT(categories, Not(HasSubstr(R"(type="NULL")"))) << "no label for the rest, no class for it";
}

TEST(Style, OutlinesOfCellsShrinkWithThem) {
  ResultSet city = test::sample_city();
  EXPECT_THAT(layer_qml(city.layers[0], city),
              HasSubstr(R"("outline_width" type="QString" value="1"/>)"
                        R"(<Option name="outline_width_unit" type="QString" value="MapUnit")"));
  city.metres_per_unit = 0.5;
  EXPECT_THAT(layer_qml(city.layers[0], city), HasSubstr(R"("outline_width" type="QString" value="2"/>)"));
}

TEST(Style, FieldsShowTitlesWordsAndDecimals) {
  const ResultSet city = test::sample_city();
  const std::string qml = layer_qml(city.layers[0], city);
  EXPECT_THAT(qml, HasSubstr(R"(<alias index="3" field="gi_z" name="Gi* z-score"/>)"));
  EXPECT_THAT(qml, HasSubstr(R"(<Option name="Hot spot, 99 % confidence" type="QString" value="3"/>)"));
  EXPECT_THAT(qml, HasSubstr(R"(<field name="gi_q" configurationFlags="None"><editWidget type="Range"><config>)"
                             R"(<Option type="Map"><Option name="Precision" type="int" value="4"/>)"));
  EXPECT_THAT(qml, HasSubstr(R"(sortExpression="&quot;gi_z&quot;" sortOrder="1")"));
  EXPECT_THAT(qml, HasSubstr(R"(readOnly="1")"));
  EXPECT_EQ(occurrences(field_locks(city.layers[0]), R"(editable="0")"), city.layers[0].fields.size() + 1);
  EXPECT_THAT(attribute_table(city.layers[1]), HasSubstr(R"(name="zone_id" hidden="1")"));
}

TEST(Style, CaveatIsANoteInTheLegend) {
  const ResultSet city = test::sample_city();
  EXPECT_THAT(
      layer_qml(city.layers[0], city),
      HasSubstr(R"(&lt;p&gt;Hot means more reports, not more incidents; &amp;quot;cold&amp;quot; &amp;amp; hatched)"));
  EXPECT_THAT(layer_qml(city.layers[1], city), Not(HasSubstr("userNotes")));
}

TEST(Style, PointsWithTimeCanBePlayed) {
  const ResultSet city = test::sample_city();
  EXPECT_THAT(layer_qml(city.layers[5], city), HasSubstr(R"(<temporal enabled="1" mode="1" startField="time")"));
  EXPECT_THAT(layer_qml(city.layers[1], city), Not(HasSubstr("<temporal")));
}

TEST(Style, TablesHaveNeitherRendererNorLabels) {
  const ResultSet city = test::sample_city();
  const std::string qml = layer_qml(city.layers[6], city);
  EXPECT_THAT(qml, Not(HasSubstr("renderer")));
  EXPECT_THAT(qml, Not(HasSubstr("layerGeometryType")));
  EXPECT_THAT(qml, HasSubstr(R"(labelsEnabled="0")"));
}

TEST(Style, RasterStopsRiseAndAreSymmetricWhereValuesAreSigned) {
  Raster raster{.name = "density", .surface = {.grid = {}, .values = {0, 200, std::nan("")}}};
  EXPECT_THAT(raster_renderer(raster),
              HasSubstr(R"(<item value="0" label="0" color="#ffffb2" alpha="0"/><item value="50" )"));
  EXPECT_THAT(raster_renderer(raster), HasSubstr(R"(<item value="200" label="200" color="#bd0026" alpha="245"/>)"));
  raster.ramp = Raster::Ramp::diverging;
  raster.surface.values = {-3, 1};
  EXPECT_THAT(raster_renderer(raster), HasSubstr(R"(<item value="-3" label="-3" color="#2166ac" alpha="215"/>)"));
  EXPECT_THAT(raster_renderer(raster), HasSubstr(R"(<item value="3" label="3" color="#b2182b" alpha="215"/>)"));
  raster.surface.values.assign(200, 2);
  raster.surface.values[7] = 50;  // a thin place does not bleach the map
  EXPECT_THAT(raster_renderer(raster), HasSubstr(R"(<item value="2" label="2" color="#b2182b" alpha="215"/>)"));
  raster.surface.values = {std::nan("")};
  EXPECT_THAT(raster_renderer(raster), HasSubstr(R"(classificationMin="-1" classificationMax="1")"));
}

TEST(Palette, RampMixesLinearlyBetweenItsColours) {
  EXPECT_EQ(colour_text(ramp_colour(yellow_to_red, 0)), "255,255,178,255");
  EXPECT_EQ(colour_text(ramp_colour(yellow_to_red, 0.25)), "254,204,92,255");
  EXPECT_EQ(colour_text(ramp_colour(yellow_to_red, 0.125)), "255,230,135,255");
  EXPECT_EQ(colour_text(ramp_colour(yellow_to_red, 1)), "189,0,38,255");
  EXPECT_EQ(colour_text(gi_bin_colour(-1)), "209,229,240,215");
}

}  // namespace
}  // namespace vigie
