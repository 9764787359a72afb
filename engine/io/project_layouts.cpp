// The arrangement of an A4 sheet, in millimetres.
#include "engine/io/project_layouts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/io/layout_items.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr Frame title_frame{10, 7, 277, 9}, subtitle_frame{10, 16, 277, 6};
constexpr Frame map_frame{10, 24, 196, 160}, legend_frame{211, 24, 76, 120};
constexpr Frame figures_frame{211, 24, 76, 50}, place_legend_frame{211, 72, 76, 54};
constexpr Frame locator_frame{211, 128, 54, 38};
constexpr Frame scale_frame{211, 170, 60, 14}, north_frame{275, 168, 12, 15};
constexpr Frame note_frame{10, 186, 277, 8}, footer_frame{10, 195, 277, 10};

std::string footer_text(const MapPlan& plan, const std::string& method) {
  std::string text = literal_text(plan.source);
  text += "\n[% @project_crs %] · vigie " VIGIE_VERSION;
  if (!method.empty()) text += " · " + literal_text(method);
  return text;
}

std::string subtitle_text(const MapPlan& plan, const std::string& sentence) {
  std::string text = literal_text(plan.title);
  for (const std::string& part : {plan.period, sentence})
    if (!part.empty()) text += " · " + literal_text(part);
  return text;
}

std::vector<LegendEntry> legend_entries(const ProjectParts& parts, const std::vector<std::string>& keys) {
  std::vector<LegendEntry> entries;
  for (const MapGroup& group : parts.plan.groups)
    for (const MapEntry& entry : group.entries) {
      if (std::ranges::find(keys, entry.key()) == keys.end()) continue;
      const DataSource source = source_of(parts, entry.layer);
      entries.push_back({layer_id(entry.key()), entry.title, source.text, source.provider});
    }
  return entries;
}

std::string layout_element(const std::string& name, const std::string& items, const std::string& atlas) {
  return fmt::format(
      R"(<Layout name="{}" units="mm" printResolution="200" worldFileMap=""><Snapper snapToItems="1" tolerance="5" )"
      R"(snapToGrid="0" snapToGuides="1"/><Grid offsetX="0" offsetY="0" resolution="10" resUnits="mm" )"
      R"(offsetUnits="mm"/>{}<customproperties><Option type="Map"><Option name="atlasRasterFormat" type="QString" )"
      R"(value="png"/></Option></customproperties>{}</Layout>)",
      xml_text(name), items, atlas);
}

std::string theme_sheet(const ProjectParts& parts, const MapTheme& theme, int number) {
  const MapPlan& plan = parts.plan;
  ItemNumbers numbers(number);
  std::string items = page_collection(numbers.next());
  const std::string map = numbers.next();
  const Box extent = fitted(parts.extent, map_frame);
  items += map_item({map, "Main map", map_frame, theme.title, extent, MapMotion::fixed, ""});
  items += text_item(numbers.next(), {"Title", title_frame, literal_text(theme.title), 17, SheetText::Weight::bold});
  items += text_item(numbers.next(), {"Subtitle", subtitle_frame, subtitle_text(plan, theme.subtitle), 9});
  items += legend_item(numbers.next(), legend_frame, map, plan.legend, legend_entries(parts, theme.keys),
                       LegendExtent::all_classes);
  items += scale_bar_item(numbers.next(), scale_frame, map, extent.width() * parts.results.metres_per_unit);
  items += north_arrow_item(numbers.next(), north_frame, map);
  if (!theme.note.empty())
    items += text_item(numbers.next(), {"Note", note_frame, literal_text(theme.note), 8, SheetText::Weight::bold});
  items += text_item(numbers.next(), {"Footer", footer_frame, footer_text(plan, theme.method), 7});
  return layout_element(theme.title, items, R"(<Atlas enabled="0" hideCoverage="0"/>)");
}

// ---------------------------------------------------------------- one sheet per place

std::string atlas_element(const ProjectParts& parts) {
  const PlaceSheets& sheets = parts.plan.sheets;
  const bool by_name = sheets.sort_column.empty();
  return fmt::format(
      R"(<Atlas enabled="1" hideCoverage="0" coverageLayer="{}" coverageLayerName="{}" coverageLayerSource="{}" )"
      R"(coverageLayerProvider="ogr" filenamePattern="{}" sortFeatures="1" sortKey="{}" sortAscending="{}" )"
      R"(pageNameExpression="{}"/>)",
      xml_text(layer_id(sheets.key)), xml_text(entry_title(parts.plan, sheets.key)),
      xml_text(source_of(parts, sheets.layer).text),
      xml_text(fmt::format("'sheet_' || {}", column_expression(sheets.file_column))),
      xml_text(column_expression(by_name ? sheets.name_column : sheets.sort_column)), by_name ? 1 : 0,
      xml_text(column_expression(sheets.name_column)));
}

// Names on the left, values on the right, line by line.
std::string figure_items(const PlaceSheets& sheets, ItemNumbers& numbers) {
  std::string names, values;
  for (const KeyFigure& figure : sheets.figures) {
    names += literal_text(figure.title) + "\n";
    values += fmt::format("[% {} %]\n", figure.expression);
  }
  Frame right = figures_frame;
  right.x += 40;
  right.width -= 40;
  return text_item(numbers.next(), {"Figures", figures_frame, names, 8.5}) +
         text_item(numbers.next(), {"Values", right, values, 8.5, SheetText::Weight::bold, SheetText::Side::right});
}

std::string place_sheet(const ProjectParts& parts, int number) {
  const MapPlan& plan = parts.plan;
  const PlaceSheets& sheets = plan.sheets;
  ItemNumbers numbers(number);
  std::string items = page_collection(numbers.next());
  const std::string map = numbers.next();
  const Box extent = fitted(parts.extent, map_frame);
  items += map_item({map, "Main map", map_frame, sheets.title, extent, MapMotion::follows_place, ""});
  items += map_item({numbers.next(), "Locator", locator_frame,
                     plan.themes.empty() ? sheets.title : plan.themes.front().title,
                     fitted(parts.extent, locator_frame), MapMotion::fixed, map});
  items +=
      text_item(numbers.next(), {"Title", title_frame, fmt::format("[% {} %]", column_expression(sheets.name_column)),
                                 17, SheetText::Weight::bold});
  items += text_item(numbers.next(), {"Subtitle", subtitle_frame, subtitle_text(plan, ""), 9});
  items += figure_items(sheets, numbers);
  items += legend_item(numbers.next(), place_legend_frame, map, "", legend_entries(parts, sheets.keys),
                       LegendExtent::shown_classes);
  items += scale_bar_item(numbers.next(), scale_frame, map, 0);
  items += north_arrow_item(numbers.next(), north_frame, map);
  items += text_item(numbers.next(), {"Note", note_frame, literal_text(sheets.note), 8, SheetText::Weight::bold});
  items += text_item(numbers.next(), {"Footer", footer_frame, footer_text(plan, ""), 7});
  return layout_element(sheets.title, items, atlas_element(parts));
}

}  // namespace

std::string print_layouts(const ProjectParts& parts) {
  std::string layouts;
  int number = 0;
  for (const MapTheme& theme : parts.plan.themes) layouts += theme_sheet(parts, theme, ++number);
  if (!parts.plan.sheets.title.empty()) layouts += place_sheet(parts, ++number);
  return fmt::format("<Layouts>{}</Layouts>", layouts);
}

}  // namespace vigie
