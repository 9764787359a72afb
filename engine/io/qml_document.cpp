// The frame of a style and the parts that are not drawn: labels, notes, tips, time.
#include "engine/io/qml_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/data/palette.h"
#include "engine/io/qml_fields.h"
#include "engine/io/qml_renderers.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr std::string_view flags =
    "<flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable><Private>0</Private></"
    "flags>";

bool is_spatial(const Layer& layer) {
  return !std::holds_alternative<std::monostate>(layer.geometries);
}

SymbolShape shape_of(const Layer& layer) {
  if (std::holds_alternative<std::vector<MultiLine>>(layer.geometries)) return SymbolShape::line;
  return std::holds_alternative<std::vector<Point>>(layer.geometries) ? SymbolShape::marker : SymbolShape::fill;
}

Drawing drawing_of(const Layer& layer, const Look& look, const ResultSet& results) {
  constexpr double cell_outline_share = 0.01;
  Drawing drawing{.shape = shape_of(layer)};
  if (const auto* cells = std::get_if<GridCells>(&layer.geometries)) {
    drawing.outline.width = cell_outline_share * cells->grid.cell_size / results.metres_per_unit;
    drawing.outline.unit = WidthUnit::map_unit;
  } else if (std::holds_alternative<Graduated>(look)) {
    drawing.outline = {{80, 80, 80, 255}, 0.3};
  }
  return drawing;
}

std::string renderer_of(const Layer& layer, const View& view, const ResultSet& results) {
  if (!is_spatial(layer)) return {};
  const Drawing drawing = drawing_of(layer, view.look, results);
  if (const auto* look = std::get_if<Categorized>(&view.look)) {
    const bool is_text = layer.table.find_as<Texts>(look->field) != nullptr;
    return categorized_renderer(*look, is_text ? ClassKind::text : ClassKind::whole_number, drawing);
  }
  if (const auto* look = std::get_if<Graduated>(&view.look)) return rule_renderer(*look, drawing, results.language);
  if (const auto* look = std::get_if<Single>(&view.look))
    return view.marks_current ? current_place_renderer(*look) : single_renderer(*look, drawing.shape);
  return single_renderer({.colour = report_grey}, drawing.shape);
}

// The label's column; below it the value that gives the colour, where that is a number.
std::string label_expression(const View& view, const std::string& language) {
  std::string name = column_expression(view.label);
  const auto* look = std::get_if<Graduated>(&view.look);
  if (look == nullptr || look->field == view.label) return name;
  return fmt::format(R"(concat({},'\n',coalesce(format_number({},{},'{}'),'–')))", name, column_expression(look->field),
                     look->decimals, language);
}

std::string label_scale(const View& view) {
  if (view.label_scale <= 0) return {};
  return fmt::format(R"( scaleVisibility="1" scaleMin="1" scaleMax="{:.0f}")", view.label_scale);
}

std::string labeling(const Layer& layer, const View& view, const std::string& language) {
  if (!is_spatial(layer) || view.label.empty()) return {};
  return fmt::format(
      R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{}" isExpression="1" )"
      R"(fontSize="8" fontSizeUnit="Point" textColor="40,40,40,255" fontFamily="DejaVu Sans" textOpacity="1" )"
      R"(namedStyle="Book"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" )"
      R"(bufferColor="255,255,255,200" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1"/>)"
      R"(<rendering obstacle="1" displayAll="0"{}/></settings></labeling>)",
      xml_text(label_expression(view, language)), label_scale(view));
}

// A note in the legend. QGIS reads it as HTML, so the text is escaped twice.
std::string note(const std::string& caveat) {
  if (caveat.empty()) return {};
  return fmt::format(
      R"(<customproperties><Option type="Map"><Option name="userNotes" type="QString" value="{}"/></Option></customproperties>)",
      xml_text(fmt::format("<p>{}</p>", xml_text(caveat))));
}

// A tip with its own [% %] is taken as it is, a bare expression is wrapped.
std::string map_tip(const Layer& layer) {
  if (layer.tip.empty()) return {};
  const bool is_template = layer.tip.find("[%") != std::string::npos;
  return fmt::format(R"(<mapTip enabled="1">{}</mapTip>)",
                     xml_text(is_template ? layer.tip : fmt::format("[% {} %]", layer.tip)));
}

// Points with a time can be played by the time slider.
std::string temporal(const Layer& layer) {
  if (!std::holds_alternative<std::vector<Point>>(layer.geometries)) return {};
  const auto is_time = [&](const Field& field) { return layer.table.find_as<Instants>(field.name) != nullptr; };
  const auto time = std::ranges::find_if(layer.fields, is_time);
  if (time == layer.fields.end()) return {};
  return fmt::format(
      R"(<temporal enabled="1" mode="1" startField="{}" endField="" startExpression="" endExpression="" )"
      R"(durationField="" durationUnit="min" fixedDuration="0" accumulate="0" limitMode="0">)"
      R"(<fixedRange><start></start><end></end></fixedRange></temporal>)",
      xml_text(time->name));
}

// What stands for a feature in lists: its label, else its first column that people see.
std::string preview(const Layer& layer) {
  const auto shown = std::ranges::find_if(layer.fields, [](const Field& field) { return !field.hidden; });
  const std::string column = !layer.label.empty() ? layer.label : shown != layer.fields.end() ? shown->name : "fid";
  return fmt::format("<previewExpression>{}</previewExpression>", xml_text(column_expression(column)));
}

std::string geometry_type(const Layer& layer) {
  if (!is_spatial(layer)) return {};
  return fmt::format("<layerGeometryType>{}</layerGeometryType>", static_cast<int>(shape_of(layer)));
}

}  // namespace

View own_view(const Layer& layer) {
  return {.name = "", .title = layer.title, .look = layer.look, .label = layer.label};
}

StyleParts layer_style(const Layer& layer, const View& view, const ResultSet& results) {
  const std::string labels = labeling(layer, view, results.language);
  StyleParts style;
  style.attributes = fmt::format(
      R"( styleCategories="AllStyleCategories" labelsEnabled="{}" hasScaleBasedVisibilityFlag="0" readOnly="1")",
      labels.empty() ? 0 : 1);
  style.content = std::string(flags) + temporal(layer) + renderer_of(layer, view, results) + labels;
  style.content += note(layer.caveat);
  style.content += "<blendMode>0</blendMode><featureBlendMode>0</featureBlendMode><layerOpacity>1</layerOpacity>";
  style.content += field_widgets(layer) + field_aliases(layer, results.language) + field_locks(layer);
  style.content += preview(layer) + map_tip(layer) + attribute_table(layer) + geometry_type(layer);
  return style;
}

StyleParts raster_style(const Raster& raster) {
  return {
      .attributes = R"( styleCategories="AllStyleCategories" hasScaleBasedVisibilityFlag="0")",
      .content = fmt::format(
          R"({}<pipe-data-defined-properties><Option type="Map">)"
          R"(<Option name="name" value="" type="QString"/><Option name="properties"/>)"
          R"(<Option name="type" value="collection" type="QString"/></Option></pipe-data-defined-properties>{}<pipe>)"
          R"(<provider><resampling enabled="true" zoomedInResamplingMethod="bilinear" )"
          R"(zoomedOutResamplingMethod="bilinear" maxOversampling="2"/></provider>{}<brightnesscontrast )"
          R"(brightness="0" contrast="0" gamma="1"/><huesaturation saturation="0" grayscaleMode="0" )"
          R"(colorizeOn="0"/><rasterresampler maxOversampling="2" zoomedInResampler="bilinear" )"
          R"(zoomedOutResampler="bilinear"/><resamplingStage>provider</resamplingStage></pipe>)"
          R"(<blendMode>0</blendMode>)",
          flags, note(raster.caveat), raster_renderer(raster))};
}

std::string style_document(const StyleParts& style) {
  return fmt::format("{}{}>{}</qgis>", qgis_document_head, style.attributes, style.content);
}

std::vector<NamedStyle> styles_of(const ResultSet& results, const MapPlan& plan) {
  std::vector<NamedStyle> styles;
  const auto add = [&](const Layer& layer, const View& view) {
    styles.push_back({layer.name, view.name, view.title, is_spatial(layer), layer_style(layer, view, results)});
  };
  for (const Layer& layer : results.layers) add(layer, own_view(layer));
  for (const Layer& layer : results.layers)
    if (const auto views = plan.views.find(layer.name); views != plan.views.end())
      for (const View& view : views->second) add(layer, view);
  for (const Raster& raster : results.rasters)
    styles.push_back({raster.name, "", raster.title, false, raster_style(raster)});
  return styles;
}

}  // namespace vigie
