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

// This version number brings no "made by an older version" bar, neither in 3.22 nor in 3.40.
constexpr std::string_view head =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    R"(<qgis version="3.22.16-Białowieża" styleCategories="AllStyleCategories")";
constexpr std::string_view flags =
    "<flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable><Private>0</Private></"
    "flags>";

bool is_spatial(const Layer& layer) {
  return !std::holds_alternative<std::monostate>(layer.geometries);
}

SymbolShape shape_of(const Layer& layer) {
  return std::holds_alternative<std::vector<Point>>(layer.geometries) ? SymbolShape::marker : SymbolShape::fill;
}

Drawing drawing_of(const Layer& layer, const ResultSet& results) {
  constexpr double cell_outline_share = 0.01;
  Drawing drawing{.shape = shape_of(layer)};
  if (const auto* cells = std::get_if<GridCells>(&layer.geometries)) {
    drawing.outline.width = cell_outline_share * cells->grid.cell_size / results.metres_per_unit;
    drawing.outline.unit = WidthUnit::map_unit;
  } else if (std::holds_alternative<Graduated>(layer.look)) {
    drawing.outline = {{80, 80, 80, 255}, 0.3};
  }
  return drawing;
}

std::string renderer_of(const Layer& layer, const ResultSet& results) {
  if (!is_spatial(layer)) return {};
  const Drawing drawing = drawing_of(layer, results);
  if (const auto* look = std::get_if<Categorized>(&layer.look)) {
    const bool is_text = layer.table.find_as<Texts>(look->field) != nullptr;
    return categorized_renderer(*look, is_text ? ClassKind::text : ClassKind::whole_number, drawing);
  }
  if (const auto* look = std::get_if<Graduated>(&layer.look)) return rule_renderer(*look, drawing, results.language);
  if (const auto* look = std::get_if<Single>(&layer.look)) return single_renderer(*look, drawing.shape);
  return single_renderer({.colour = report_grey}, drawing.shape);
}

// The label's column; below it the value that gives the colour, where that is a number.
std::string label_expression(const Layer& layer) {
  std::string name = column_expression(layer.label);
  const auto* look = std::get_if<Graduated>(&layer.look);
  if (look == nullptr || look->field == layer.label) return name;
  return fmt::format(R"(concat({},'\n',coalesce(format_number({},{}),'–')))", name, column_expression(look->field),
                     look->decimals);
}

std::string labeling(const Layer& layer) {
  if (!is_spatial(layer) || layer.label.empty()) return {};
  return fmt::format(
      R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{}" isExpression="1" )"
      R"(fontSize="8" fontSizeUnit="Point" textColor="40,40,40,255" fontFamily="DejaVu Sans" textOpacity="1" )"
      R"(namedStyle="Book"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" )"
      R"(bufferColor="255,255,255,200" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1"/>)"
      R"(<rendering obstacle="1" displayAll="0"/></settings></labeling>)",
      xml_text(label_expression(layer)));
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
  return fmt::format("<layerGeometryType>{}</layerGeometryType>", shape_of(layer) == SymbolShape::marker ? 0 : 2);
}

}  // namespace

std::string layer_qml(const Layer& layer, const ResultSet& results) {
  const std::string labels = labeling(layer);
  std::string result = fmt::format(R"({} labelsEnabled="{}" hasScaleBasedVisibilityFlag="0" readOnly="1">)", head,
                                   labels.empty() ? 0 : 1);
  result += flags;
  result += temporal(layer) + renderer_of(layer, results) + labels + note(layer.caveat);
  result += "<blendMode>0</blendMode><featureBlendMode>0</featureBlendMode><layerOpacity>1</layerOpacity>";
  result += field_widgets(layer) + field_aliases(layer) + field_locks(layer);
  result += preview(layer) + map_tip(layer) + attribute_table(layer) + geometry_type(layer);
  return result + "</qgis>";
}

std::string raster_qml(const Raster& raster) {
  return fmt::format(
      R"({} hasScaleBasedVisibilityFlag="0">{}<pipe-data-defined-properties><Option type="Map">)"
      R"(<Option name="name" value="" type="QString"/><Option name="properties"/>)"
      R"(<Option name="type" value="collection" type="QString"/></Option></pipe-data-defined-properties>{}<pipe>)"
      R"(<provider><resampling enabled="true" zoomedInResamplingMethod="bilinear" )"
      R"(zoomedOutResamplingMethod="bilinear" maxOversampling="2"/></provider>{}<brightnesscontrast brightness="0" )"
      R"(contrast="0" gamma="1"/><huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/><rasterresampler )"
      R"(maxOversampling="2" zoomedInResampler="bilinear" zoomedOutResampler="bilinear"/>)"
      R"(<resamplingStage>provider</resamplingStage></pipe><blendMode>0</blendMode></qgis>)",
      head, flags, note(raster.caveat), raster_renderer(raster));
}

}  // namespace vigie
