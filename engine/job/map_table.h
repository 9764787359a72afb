// Which group and which question a layer belongs to: the one table behind the project's legend and maps.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace vigie {

/// A layer as one of its columns draws it. `field` "": whatever look it has; "outline": its boundaries.
struct DrawnBy {
  std::string_view layer, field = "";
};

/// A group of the legend; its layers are drawn in this order, the first on top. Texts in English.
struct GroupRow {
  std::string_view title;
  std::array<std::string_view, 4> layers{};
};

/// A question. It is asked where one of `about` exists: the first of them that does is what the map is about. `over`
/// and `under` are drawn above and below it, where they exist.
struct ThemeRow {
  std::string_view title, subtitle;
  std::array<DrawnBy, 3> about{};
  std::array<DrawnBy, 4> over{};
  std::array<DrawnBy, 2> under{};
  std::string_view analysis = "";  // whose settings stand at the foot of the sheet
};

/// What a map label says, and from which scale on, for layers that declare none.
struct LabelRow {
  std::string_view layer, column;
};

/// Layers that no row names: spatial ones follow the named groups, tables come last.
inline constexpr std::string_view further_results = "Further results", about_this_run = "About this run";

std::span<const GroupRow> map_groups();
std::span<const ThemeRow> map_questions();
std::span<const LabelRow> map_labels();
/// The sheets of places: how they are called, and what is drawn on them, top first.
inline constexpr std::string_view place_sheets_title = "One sheet per neighbourhood";
std::span<const DrawnBy> place_sheet_layers();

/// Every English text of these tables and of the plan, for the test of completeness.
std::span<const std::string_view> map_texts();

namespace map_words {
inline constexpr std::string_view boundaries = "Neighbourhood boundaries", legend = "Legend", source = "Source",
                                  hatched = "Hatched: no result, which does not mean cold.";
}

}  // namespace vigie
