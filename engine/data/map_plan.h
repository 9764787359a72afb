// How results are laid out for an analyst: groups, one map per question, sheets to print. All texts in one language.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/data/layer.h"


namespace vigie {

/// A further way to draw a layer, beside its own look.
struct View {
  std::string name = {};  // unique within the layer: the column that gives the colour, or "outline"
  std::string title = {};
  Look look = {};
  std::string label = {};      // column drawn as map label; "" for none
  double label_scale = 0;      // labels are drawn where the map is larger than 1:label_scale; 0 for always
  bool marks_current = false;  // on a sheet of one place, its outline is drawn thicker
};

/// One entry of the legend: a layer or raster, drawn by its own look or by one of its views.
struct MapEntry {
  std::string layer = {}, view = {};  // view "": the layer's own look
  std::string title = {};
  bool shown = false;     // drawn when the project opens
  bool expanded = false;  // classes are listed when the project opens

  /// Unique in the plan.
  std::string key() const { return view.empty() ? layer : layer + "_" + view; }
};

struct MapGroup {
  std::string title = {};
  std::vector<MapEntry> entries = {};  // the first is drawn on top
  bool expanded = false;
};

/// One question and the entries that answer it.
struct MapTheme {
  std::string title = {};
  std::string subtitle = {};            // what is seen, one sentence
  std::string note = {};                // what it cannot say
  std::string method = {};              // settings behind it, one line
  std::vector<std::string> keys = {};   // of the entries, top first
};

/// A line such as "Rate: 12.3 (10.1 - 14.8)" about a place, by a QGIS expression.
struct KeyFigure {
  std::string title = {}, expression = {};
};

/// One printed sheet per place of a layer.
struct PlaceSheets {
  std::string title = {};             // name of the layout; "" for none
  std::string layer = {}, key = {};   // entry whose features are the pages
  std::string note = {};              // what a sheet cannot say
  std::string name_column = {};       // heads the page
  std::string file_column = {};       // names the file
  std::string sort_column = {};       // highest first; "" for by name
  std::vector<std::string> keys = {};  // entries drawn, top first
  std::vector<KeyFigure> figures = {};
};

/// Without groups there is no project.
struct MapPlan {
  std::string title = {};   // of the study
  std::string period = {};  // "2023-01-01 to 2024-12-31"; "" where times are unknown
  std::string from = {}, to = {};   // of the time slider, 2023-01-01T00:00:00Z; "" where unknown
  std::string source = {};  // "Source: reports.csv, neighbourhoods.geojson"
  std::string legend = {};  // heads the legends
  std::map<std::string, std::vector<View>> views = {};  // by layer
  std::vector<MapGroup> groups = {};  // the first is drawn on top
  std::vector<MapTheme> themes = {};  // the first is what the project opens with
  PlaceSheets sheets = {};
  std::map<std::string, std::vector<std::string>> history = {};  // by layer: how it was made, one setting a line
  std::vector<std::string> record = {};                          // how the whole file was made
};

}  // namespace vigie
