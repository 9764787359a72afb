// Reads the tables.
#include "tests/validation/inputs.h"

namespace vigie::validation {
namespace {

using Table = std::map<std::string, std::vector<std::string>>;

Table table(const std::string& name) {
  Table found = test::read_columns(validation_folder() / "data" / name);
  if (found.empty()) throw std::runtime_error("tests/validation/data/" + name + " is missing or empty");
  return found;
}

Areas carolina_with(const std::string& neighbors) {
  Table rows = table("north_carolina.csv");
  return {"North Carolina", rows["id"], test::numbers_of(rows["sid74"]), test::numbers_of(rows["bir74"]),
          test::weights_from(validation_folder() / "data" / neighbors, rows["id"])};
}

}  // namespace

std::filesystem::path validation_folder() {
  return std::filesystem::path(VIGIE_SOURCE_DIR) / "tests/validation";
}

Areas columbus() {
  Table rows = table("columbus.csv");
  return {"Columbus",
          rows["id"],
          test::numbers_of(rows["crime"]),
          {},
          test::weights_from(validation_folder() / "data/columbus_queen.csv", rows["id"])};
}

Areas north_carolina() {
  return carolina_with("north_carolina_queen.csv");
}

Areas north_carolina_with_islands() {
  return carolina_with("north_carolina_cressie_chan.csv");
}

Image satellite_image() {
  Table rows = table("getis_ord.csv");
  return {rows["id"], test::numbers_of(rows["val"])};
}

Pattern pattern() {
  Table rows = table("pattern.csv"), corners = table("boundary.csv");
  Pattern points{test::numbers_of(rows["x"]), test::numbers_of(rows["y"]), {}, {{}}};
  for (const std::string& kind : rows["kind"]) points.noise.push_back(kind == "noise" ? 1 : 0);
  const std::vector<double> x = test::numbers_of(corners["x"]), y = test::numbers_of(corners["y"]);
  for (std::size_t i = 0; i < x.size(); ++i) points.boundary[0].outer.push_back({x[i], y[i]});
  points.boundary[0].outer.push_back(points.boundary[0].outer.front());
  return points;
}

Pattern pattern_in_a_box() {
  const Pattern points = pattern();
  Pattern inside{{}, {}, {}, {{{{600, 500}, {3200, 500}, {3200, 2400}, {600, 2400}, {600, 500}}, {}}}};
  const Box box = bounds(inside.boundary);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    if (!box.contains({points.x[i], points.y[i]})) continue;
    inside.x.push_back(points.x[i]);
    inside.y.push_back(points.y[i]);
    inside.noise.push_back(points.noise[i]);
  }
  return inside;
}

PatternCells pattern_cells() {
  Table rows = table("cells.csv");
  PatternCells cells;
  for (std::size_t i = 0; i < rows["column"].size(); ++i) {
    cells.column.push_back(std::stoll(rows["column"][i]));
    cells.row.push_back(std::stoll(rows["row"][i]));
    cells.count.push_back(std::stoi(rows["count"][i]));
  }
  return cells;
}

std::vector<double> skewed_counts() {
  return test::numbers_of(table("skewed_counts.csv")["count"]);
}

std::map<std::string, std::vector<Wait>> waiting_times() {
  Table rows = table("waiting_times.csv");
  const std::vector<double> days = test::numbers_of(rows["days"]), ended = test::numbers_of(rows["ended"]);
  std::map<std::string, std::vector<Wait>> waits;
  for (std::size_t i = 0; i < days.size(); ++i) waits[rows["data_set"][i]].push_back({days[i], ended[i] == 1});
  return waits;
}

}  // namespace vigie::validation
