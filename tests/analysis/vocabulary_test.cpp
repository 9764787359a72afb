// No map speaks two languages at once: whatever an analysis declares or draws has its words in the table of phrases.
#include "engine/analysis/vocabulary.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <list>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/analysis/catalog.h"
#include "engine/analysis/local_test.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

constexpr std::array<std::pair<Language, std::string_view Phrase::*>, 3> languages_of_phrases{
    {{Language::fr, &Phrase::fr}, {Language::nl, &Phrase::nl}, {Language::de, &Phrase::de}}};

bool is_phrase(std::string_view english) {
  return std::ranges::find(phrases(), english, &Phrase::en) != phrases().end();
}

MATCHER(HasTranslation, "stands in the table of phrases") {
  return arg.empty() || is_phrase(arg);
}

// ---------------------------------------------------------------- what the analyses declare

TEST(Vocabulary, HasEveryTextThatAnAnalysisDeclares) {
  for (const Analysis& analysis : catalog()) {
    ASSERT_FALSE(analysis.layers.empty()) << analysis.name;
    for (const OutputLayer& layer : analysis.layers) {
      const std::string where = fmt::format("{}: layer {}", analysis.name, layer.name);
      EXPECT_THAT(layer.title, HasTranslation()) << where;
      EXPECT_THAT(layer.description, HasTranslation()) << where;
      EXPECT_THAT(layer.caveat, HasTranslation()) << where;
      for (const OutputColumn& column : layer.columns) {
        EXPECT_TRUE(is_phrase(column.title)) << where << ", title of " << column.name << ": " << column.title;
        EXPECT_TRUE(is_phrase(column.help)) << where << ", help of " << column.name << ": " << column.help;
        for (const ClassName& known : column.classes)
          EXPECT_TRUE(is_phrase(known.label)) << where << ", class of " << column.name << ": " << known.label;
      }
    }
  }
}

// Two classes that look alike after translation would be one for the reader.
TEST(Vocabulary, KeepsClassesOfAColumnApart) {
  for (const Analysis& analysis : catalog())
    for (const OutputLayer& layer : analysis.layers)
      for (const OutputColumn& column : layer.columns)
        for (const auto& [language, member] : languages_of_phrases) {
          std::set<std::string> labels;
          for (const ClassName& known : column.classes) labels.insert(in_language(known.label, language));
          EXPECT_EQ(labels.size(), column.classes.size()) << layer.name << "." << column.name;
        }
}

// ---------------------------------------------------------------- what the analyses draw

MultiPolygon square(double west, double south, double size) {
  const double east = west + size, north = south + size;
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

void add_zone(ZoneSet& zones, const std::string& id, MultiPolygon shape) {
  zones.id.push_back(id);
  zones.shapes.push_back(std::move(shape));
  zones.row.push_back(static_cast<std::int64_t>(zones.size()));
}

// Reports per cell of 100 m; the drawing's first row is the north.
constexpr std::array<std::string_view, 6> reports_drawn{"000010",  //
                                                        "010000",  //
                                                        "000100",  //
                                                        "978001",  //
                                                        "898000",  //
                                                        "979010"};

void add_reports(Study& study) {
  Texts category;
  for (std::int64_t row = 0; row < 6; ++row)
    for (std::int64_t column = 0; column < 6; ++column) {
      const int count = reports_drawn[static_cast<std::size_t>(5 - row)][static_cast<std::size_t>(column)] - '0';
      const std::int64_t cell = row * 6 + column, zone = row / 3 * 2 + column / 3;
      study.cells.n.push_back(count);
      study.cells.listed.push_back(cell);
      study.neighbourhoods.n[static_cast<std::size_t>(zone)] += count;
      for (int i = 0; i < count; ++i) {
        study.reports.row.push_back(static_cast<std::int64_t>(study.reports.size()) + 1);
        study.reports.x.push_back(static_cast<double>(column) * 100 + 10 + 9 * i);
        study.reports.y.push_back(static_cast<double>(row) * 100 + 15 + 7 * i);
        study.cell_of.push_back(static_cast<std::int32_t>(cell));
        study.zone_of.push_back(static_cast<std::int32_t>(zone));
        category.push_back(i % 2 == 0 ? "noise" : "litter");
      }
    }
  study.reports.attributes.add("category", std::move(category));
  Texts channel;
  Instants time, answered;
  for (std::size_t i = 0; i < study.reports.size(); ++i) {
    channel.push_back("app");
    time.values.push_back(static_cast<Instant>(i) * 3'600'000);
    answered.values.push_back(i % 3 == 0 ? no_instant : time.values.back() + static_cast<Instant>(i) * 1'800'000);
  }
  study.reports.attributes.add("answered", std::move(answered));
  study.reports.attributes.add("channel", std::move(channel));
  study.reports.attributes.add("time", std::move(time));
}

// Four neighbourhoods, one hot corner, two watch areas: enough for every analysis of the catalog.
Study whole_town() {
  Study study;
  study.area = square(0, 0, 600);
  Neighbourhoods& zones = study.neighbourhoods;
  for (int i = 0; i < 4; ++i) {
    add_zone(zones.zones, fmt::format("z{}", i + 1), square(i % 2 * 300, i / 2 * 300, 300));
    zones.name.push_back(fmt::format("Quarter {}", i + 1));
  }
  zones.population = {500, 400, 0, 300};
  zones.deprivation = {1, 2, 3, 4};
  zones.n.assign(4, 0);
  study.cells.grid = {.shape = CellShape::square, .cell_size = 100, .columns = 6, .rows = 6};
  study.cells.inside.assign(36, 1);
  study.cells.analyzed.assign(36, 1);
  study.has_reports = true;
  add_reports(study);
  study.cells.n_inc = study.cells.n;
  zones.n_inc = zones.n;
  // The second report repeats the first.
  std::vector<std::int64_t> incident_of{0, 0};
  std::vector<std::size_t> first_report{0};
  for (std::size_t i = 2; i < study.reports.size(); ++i) {
    incident_of.push_back(static_cast<std::int64_t>(first_report.size()));
    first_report.push_back(i);
  }
  study.incident = IncidentNumbers(std::move(incident_of), std::move(first_report));
  study.period = {0, 30 * Instant{86'400'000}, 30 / 366.0};
  study.survey = {"survey.csv",   {"z1"}, {"neighbourhood"}, {"noise"},      {"2024"},         {0.1},  {0.05}, {0.15},
                  {std::nan("")}, {350},  "neighbourhood",   zones.zones.id, zones.population, "noise"};
  study.streets = {{"s1", "s2"}, {"main", ""}, {{{{50, 50}, {350, 50}}}, {{{400, 500}, {500, 500}}}}, {300, 100}, {}};
  study.presence.source = "presence.csv";
  study.presence.row = {1};
  study.presence.street = {0};
  study.presence.hour = {7'200'000};
  study.presence.minutes = {12};
  study.presence.interval_s = {60};
  study.presence.form = {"peace_warden"};
  study.presence.from = 0;
  study.presence.to = study.period.to;
  study.presence.weeks = 30 / 7.0;
  WatchAreas& watch = study.watch;
  add_zone(watch.zones, "w1", square(150, 150, 300));
  add_zone(watch.zones, "w2", square(400, 400, 100));
  watch.name = {"West", "East"};
  watch.form = {"plp", "camera"};
  watch.status = {"active", "ended"};
  watch.valid_from = watch.valid_to = watch.last_verified = {no_instant, no_instant};
  watch.members = {12, no_integer};
  return study;
}

std::vector<std::string> legend_texts(const Look& look) {
  std::vector<std::string> texts;
  if (const auto* categorized = std::get_if<Categorized>(&look)) {
    for (const ClassSymbol& symbol : categorized->symbols) texts.push_back(symbol.of.label);
    texts.push_back(categorized->other);
  } else if (const auto* graduated = std::get_if<Graduated>(&look)) {
    texts.push_back(graduated->no_value);
  }
  return texts;
}

std::vector<std::string> drawn_texts(const Contribution& made) {
  std::vector<std::string> texts;
  const auto add = [&](const Look& look) { std::ranges::move(legend_texts(look), std::back_inserter(texts)); };
  for (const AddedColumns& added : made.added) add(added.look);
  for (const NewLayer& layer : made.layers) add(layer.look);
  for (const Raster& raster : made.rasters)
    texts.insert(texts.end(), {raster.title, raster.description, raster.caveat});
  return texts;
}

TEST(Vocabulary, HasEveryLegendThatAnAnalysisDraws) {
  const Study study = whole_town();
  Earlier earlier;
  std::list<Contribution> done;
  std::set<std::string> seen;
  // What the reports themselves call their categories stays as it is.
  const std::vector<std::string_view> own_words = study.reports.attributes.find_as<Texts>("category")->distinct();
  for (const Analysis& analysis : catalog()) {
    ASSERT_TRUE(analysis.possible(study)) << "the town needs " << analysis.needs << " for " << analysis.name;
    const Section section = analysis.section();
    done.push_back(analysis.run(study, Settings(section), earlier));
    earlier.add(analysis.name, done.back());
    for (const std::string& text : drawn_texts(done.back())) {
      if (std::ranges::find(own_words, text) != own_words.end()) continue;
      EXPECT_THAT(text, HasTranslation()) << analysis.name;
      seen.insert(text);
    }
  }
  // One text of each kind, so that a town in which nothing is drawn would be noticed.
  for (const char* text : {"Hot spot, 99 % confidence", "No result", "No value (see reason)", "Hot spot area",
                           "Watch area, not active", "Report density"})
    EXPECT_TRUE(seen.contains(text)) << text;
}

std::vector<std::string> labels_of(const std::vector<double>& values, const SpatialWeights& weights) {
  const LocalTest test = test_places(values, weights, {});
  std::vector<std::size_t> places(values.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  for (const FilledColumn& column : gi_values(test, values, places)) {
    if (column.declared->name != "gi_label") continue;
    const Texts& labels = std::get<Texts>(column.values);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < labels.size(); ++i) texts.emplace_back(labels.at(i));
    return texts;
  }
  return {};
}

TEST(Vocabulary, HasTheLabelsOfPlacesWithoutResult) {
  // 0 - 1 - 2   3 (an island)   4 (not analyzed)
  SpatialWeights path;
  path.start = {0, 1, 3, 4, 4, 4};
  path.neighbor = {1, 0, 2, 1};
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::string> labels = labels_of({2, 2, 2, 2, none}, path);
  EXPECT_THAT(labels, ElementsAre("No variance", "No variance", "No variance", "No neighbors", "Not analyzed"));
  for (const std::string& label : labels) EXPECT_TRUE(is_phrase(label)) << label;
}

}  // namespace
}  // namespace vigie
