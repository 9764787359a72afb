// An analysis is one plain value: its words, its parameters, its columns, and the function that runs it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analysis/settings.h"
#include "engine/analysis/study.h"
#include "engine/data/layer.h"

namespace vigie {

struct ClassName {
  std::string_view value, label;
};

/// Whether a column's texts are data (names, codes) or words of the program, which follow the study's language.
enum class Texting { data, words };

/// One output column, declared.
struct OutputColumn {
  std::string_view name;   // snake_case
  std::string_view title;  // English; the vocabulary holds the other languages
  Unit unit = Unit::none;
  std::string_view help;
  int decimals = 2;
  std::span<const ClassName> classes{};
  Texting texting = Texting::data;
};

/// One layer or table, declared: its words and the columns that this analysis adds to it.
struct OutputLayer {
  std::string_view name, title, description;
  std::span<const OutputColumn> columns;
  std::string_view caveat = "";
};

/// Values of a declared column.
struct FilledColumn {
  const OutputColumn* declared;
  Values values;
};

/// Columns for a layer that exists already (cells, neighbourhoods, or one that an earlier analysis made).
struct AddedColumns {
  std::string_view layer;
  std::vector<FilledColumn> columns;
  Look look;  // used if no analysis gave that layer a look before
  std::string_view sort_by = "";
};

/// A new layer: geometry and columns.
struct NewLayer {
  const OutputLayer* declared;
  Geometries geometries;
  std::vector<FilledColumn> columns;
  Look look;
  std::string_view sort_by = "";
};

/// A setting that the analysis chose from the data, with the reason for people.
struct Chosen {
  const Parameter* parameter;
  std::string value;
  std::string why;
};

/// Something the run should tell: to people, to data_quality, to --json.
struct Finding {
  std::string source, check;
  double value = 0;
  Unit unit = Unit::none;
  enum class Level { ok, notice, warning } level = Level::ok;
  std::string text;  // one sentence for people; "" if the number is enough
};

/// "ok", "notice", "warning": as data_quality and --json write it.
std::string_view word(Finding::Level level);

/// A change that somebody should hear of.
struct Alert {
  std::string layer;               // change, hotspot_change
  std::string place, name;         // zone_id or first cell_id; name of the neighbourhood, "" where none is known
  std::string kind;                // class of the change
  int level = 0;                   // as `alert_from` counts it
  double before = 0, now = 0;      // reports
  double q = 0;                    // the smallest of the place
  std::vector<std::string> cells;  // of a hot area
  std::string text;                // one sentence for people
};

/// What one analysis gives.
struct Contribution {
  std::vector<AddedColumns> added;
  std::vector<NewLayer> layers;
  std::vector<Raster> rasters;
  std::vector<Chosen> chosen;
  std::vector<std::pair<std::string, std::string>> record;  // further facts for the manifest: method used, constants
  std::vector<Finding> findings;
  std::vector<Alert> alerts;
};

/// The contributions so far, by analysis name.
class Earlier {
 public:
  void add(std::string_view analysis, const Contribution& contribution) { done_[analysis] = &contribution; }
  /// Null if no analysis before this one filled that column of that layer.
  const Values* column(std::string_view layer, std::string_view column) const;
  /// Geometry of a layer made before; null if there is none.
  const Geometries* geometries(std::string_view layer) const;

 private:
  std::map<std::string_view, const Contribution*> done_;
};

/// Whether an analysis runs whenever a job names none, or only where a job names it.
enum class Start { with_all, when_asked };

struct Analysis {
  std::string_view name;  // section of the job file; the command is the same in kebab case
  std::string_view title;
  std::string_view summary;  // one sentence
  std::span<const Parameter> parameters;
  std::span<const OutputLayer> layers;  // what it writes, for help, reference and tests
  std::string_view needs;               // words for the message when it cannot run
  std::string_view after;  // analyses whose results this one uses, parted by spaces; they run too, where they can
  bool (*possible)(const Study& study);
  Contribution (*run)(const Study& study, const Settings& settings, const Earlier& earlier);
  Start start = Start::with_all;

  Section section() const { return {name, title, parameters}; }
};

}  // namespace vigie
