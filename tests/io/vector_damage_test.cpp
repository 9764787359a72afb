// Files damaged at many places: each is refused with a clear line, or every one of its rows is accounted for.
#include "engine/io/vector_file.h"

#include "tests/io/vector_reading.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <random>

namespace vigie {
namespace {

using test::failure_of;
using test::make_vector;
using test::SampleFolder;
using test::source_of;
using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr int zone_count = 300, point_count = 1000;

std::vector<std::string> many_squares() {
  std::vector<std::string> shapes;
  for (int i = 0; i < zone_count; ++i) shapes.push_back(test::square_wkt(i));
  return shapes;
}

struct Outcome {
  std::string failure = "none";  // "65 ..."
  std::int64_t accounted = 0;    // rows used and rejected
};

Outcome zones_of(const std::string& path) {
  Outcome outcome;
  outcome.failure = failure_of([&] {
    const ZonesRead read = read_vector_zones(source_of(path));
    outcome.accounted = static_cast<std::int64_t>(read.zones.shapes.size() + read.ledger.rejects.size());
  });
  return outcome;
}

Outcome points_of(const std::string& path) {
  Outcome outcome;
  outcome.failure =
      failure_of([&] { scan_features(source_of(path), [&](const VectorFeature&) { ++outcome.accounted; }); });
  return outcome;
}

// What may be done to a file.
void cut(const std::string& path, std::mt19937_64& random) {
  std::filesystem::resize_file(
      path, std::uniform_int_distribution<std::uint64_t>(1, std::filesystem::file_size(path) - 1)(random));
}

void overwrite(const std::string& path, std::mt19937_64& random, std::size_t bytes) {
  const std::uint64_t size = std::filesystem::file_size(path);
  const auto at = std::uniform_int_distribution<std::uint64_t>(0, size - 1)(random);
  std::string noise(std::min<std::uint64_t>(bytes, size - at), '\0');
  for (char& c : noise) c = static_cast<char>(random());
  test::scribble(path, static_cast<std::int64_t>(at), noise);
}

void blank(const std::string& path, std::mt19937_64& random) {
  constexpr std::uint64_t page = 4096;
  const std::uint64_t size = std::filesystem::file_size(path);
  const std::uint64_t at = std::uniform_int_distribution<std::uint64_t>(0, (size - 1) / page)(random) * page;
  test::scribble(path, static_cast<std::int64_t>(at), std::string(std::min(page, size - at), '\0'));
}

struct Sample {
  const char* driver;
  const char* file;  // what is read
  const char* part;  // what is damaged

  friend void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.part; }
};

class Damage : public testing::TestWithParam<Sample> {
 protected:
  template <class Read>
  void at_many_places(const SampleFolder& whole, std::int64_t rows, const Read& read) {
    const auto& [driver, file, part] = GetParam();
    ASSERT_EQ(read(whole / file).accounted, rows);
    std::mt19937_64 random(20240101);
    for (int i = 0; i < 120; ++i) {
      const SampleFolder folder;
      std::filesystem::copy(whole.path(), folder.path());
      const std::string victim = folder / part;
      if (i % 4 == 0) {
        cut(victim, random);
      } else if (i % 4 == 1) {
        blank(victim, random);
      } else {
        overwrite(victim, random, i % 4 == 2 ? 1 : 32);
      }
      const Outcome outcome = read(folder / file);
      EXPECT_THAT(outcome.failure, AnyOf("none", StartsWith("65 "), StartsWith("74 "))) << i;
      if (outcome.failure == "none") {
        EXPECT_EQ(outcome.accounted, rows) << part << " damaged in trial " << i;
      } else {
        EXPECT_THAT(outcome.failure, HasSubstr(std::filesystem::path(file).stem().string())) << i;
        EXPECT_EQ(outcome.failure.find('\n'), outcome.failure.npos);
      }
    }
  }
};

TEST_P(Damage, of_zones_loses_no_row) {
  const SampleFolder whole;
  make_vector(whole / GetParam().file, GetParam().driver,
              {{.name = "zones", .type = wkbMultiPolygon, .shapes = many_squares()}});
  at_many_places(whole, zone_count, zones_of);
}

TEST_P(Damage, of_points_loses_no_row) {
  const SampleFolder whole;
  make_vector(whole / GetParam().file, GetParam().driver,
              {{.name = "zones", .type = wkbPoint, .shapes = test::many_points(point_count)}});
  at_many_places(whole, point_count, points_of);
}

INSTANTIATE_TEST_SUITE_P(Formats, Damage,
                         testing::Values(Sample{"GPKG", "zones.gpkg", "zones.gpkg"},
                                         Sample{"FlatGeobuf", "zones.fgb", "zones.fgb"},
                                         Sample{"GeoJSON", "zones.geojson", "zones.geojson"},
                                         Sample{"ESRI Shapefile", "zones.shp", "zones.shp"},
                                         Sample{"ESRI Shapefile", "zones.shp", "zones.shx"},
                                         Sample{"ESRI Shapefile", "zones.shp", "zones.dbf"}),
                         [](const auto& test) { return std::string(test.param.part).substr(6); });

}  // namespace
}  // namespace vigie
