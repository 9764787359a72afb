// The things that stand on a printed sheet: maps, texts, legends, scale bars, arrows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Millimetres from the sheet's upper left corner.
struct Frame {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Numbers the items of one layout: each needs an identifier of its own, the same in every run.
class ItemNumbers {
 public:
  explicit ItemNumbers(int layout) : layout_(layout) {}
  /// "{00000000-0000-4000-8000-000000010002}"
  std::string next();

 private:
  int layout_, item_ = 0;
};

/// How the map of a sheet moves.
enum class MapMotion { fixed, follows_place };

struct SheetMap {
  std::string uuid, name;
  Frame frame;
  std::string theme;
  Box extent;  // in the map's units
  MapMotion motion = MapMotion::fixed;
  std::string shows;  // uuid of a map whose frame is drawn on this one; "" for none
};
std::string map_item(const SheetMap& map);

struct SheetText {
  std::string name;
  Frame frame;
  std::string text;  // with [% expressions %]
  double points = 8;
  enum class Weight { book, bold } weight = Weight::book;
  enum class Side { left, right } side = Side::left;
};
std::string text_item(const std::string& uuid, const SheetText& text);

struct LegendEntry {
  std::string layer_id, title, source;
  std::string_view provider;
};
std::string legend_item(const std::string& uuid, Frame frame, const std::string& map_uuid, const std::string& title,
                        const std::vector<LegendEntry>& entries);

/// Between 40 and 70 mm, rounded, in metres or kilometres as the map's width (metres) asks for.
std::string scale_bar_item(const std::string& uuid, Frame frame, const std::string& map_uuid, double map_metres);
std::string north_arrow_item(const std::string& uuid, Frame frame, const std::string& map_uuid);

/// The white A4 sheet itself, landscape.
std::string page_collection(const std::string& uuid);

/// The box, widened about its middle to the frame's proportions.
Box fitted(const Box& box, const Frame& frame);

/// Text that is no template: "[%" would start an expression.
std::string literal_text(std::string text);

}  // namespace vigie
