// A result as it will be seen: table, geometry, titles, units and look, ready for any writer.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/data/grid.h"
#include "engine/data/lines.h"
#include "engine/data/shapes.h"
#include "engine/data/surface.h"
#include "engine/data/table.h"
#include "engine/data/units.h"

namespace vigie {

/// One class of a code list, in legend order.
struct ClassLabel {
  std::string value = {};  // as stored: "3", "high_high"
  std::string label = {};  // for people: "Hot spot, 99 % confidence"
};

/// How one column presents itself. Its values stand in the layer's table under the same name.
struct Field {
  std::string name = {};   // snake_case
  std::string title = {};  // alias in QGIS
  Unit unit = Unit::none;
  std::string help = {};                 // description; the unit is added by the writer
  int decimals = 2;                      // shown, not stored
  std::vector<ClassLabel> classes = {};  // code list, if the column is one
  bool hidden = false;                   // internal keys
};

/// Colours as #rrggbb with alpha 0..255.
struct Colour {
  int red = 0, green = 0, blue = 0, alpha = 255;
};

struct ClassSymbol {
  ClassLabel of = {};
  Colour fill = {};
  enum class Pattern { solid, outline, dashed_outline, hatch } pattern = Pattern::solid;
};

/// Classes of one column; values not listed and NULL draw as "no result".
struct Categorized {
  std::string field = {};
  std::vector<ClassSymbol> symbols = {};  // legend order, hot on top
  std::string other = {};                 // label of the class for NULL and unlisted values; "" where there are none
};

/// Sequential classes [lower, upper) of a number; NULL is hatched with its own label.
struct Graduated {
  std::string field = {};
  std::vector<double> breaks = {};  // ascending, classes + 1 entries, first and last are the data's limits
  std::string no_value = {};        // label for NULL
  int decimals = 1;
};

/// Limits of five classes with about equal numbers of places; NaN are left out, equal limits stand once.
std::vector<double> quintiles(std::vector<double> values);

/// The same symbol for all.
struct Single {
  Colour colour = {};
  double width_mm = 0.8;
  enum class Pattern { outline, hatch, points } pattern = Pattern::outline;
};

using Look = std::variant<std::monostate, Categorized, Graduated, Single>;

/// Cells of a grid as polygons, made only when they are written.
struct GridCells {
  Grid grid = {};
  std::vector<std::int64_t> index = {};
};

using Geometries =
    std::variant<std::monostate, std::vector<Point>, std::vector<MultiPolygon>, GridCells, std::vector<MultiLine>>;

/// A vector layer or, without geometry, a table. Coordinates in metres of the study's CRS.
struct Layer {
  std::string name = {};         // table name
  std::string title = {};        // for people
  std::string description = {};  // one sentence, ends with a full stop
  std::string caveat = {};       // what the layer cannot say; "" if nothing
  Geometries geometries = {};
  std::vector<Field> fields = {};  // in column order; each has a column in `table`
  Table table = {};
  Look look = {};
  std::string label = {};    // column drawn as map label; "" for none
  std::string tip = {};      // map tip as QGIS expression text; "" for none
  std::string sort_by = {};  // attribute table order, descending; "" for none
};

/// A raster of float32 cells. Coordinates in metres of the study's CRS.
struct Raster {
  std::string name = {}, title = {}, description = {}, caveat = {};
  std::string unit = {};  // UCUM text such as "1/km2"
  Surface surface = {};
  /// Colours: upwards from nothing, or cold to hot around zero for signed values.
  enum class Ramp { sequential, diverging } ramp = Ramp::sequential;
};

/// Who may see results. No writer takes what still has to pass the gate of engine/disclosure.
enum class Audience { internal, not_yet_public, everyone };

/// Everything that goes into one GeoPackage.
struct ResultSet {
  std::string crs = {};        // AUTHORITY:CODE or WKT of the study's CRS
  double metres_per_unit = 1;  // coordinates are divided by this when written
  std::string instant = {};    // the reference instant, 2024-06-01T02:00:00.000Z; never the clock
  std::string language = "en";
  std::vector<Layer> layers = {};  // in the order they are listed
  std::vector<Raster> rasters = {};
  Audience audience = Audience::internal;
};

}  // namespace vigie
