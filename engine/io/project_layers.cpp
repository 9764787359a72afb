// One <maplayer> per entry of the legend: the same table may stand there several times, each with its own style.
#include "engine/io/project_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "engine/io/style_text.h"

namespace vigie {
namespace {

const Layer* find_layer(const ResultSet& results, const std::string& name) {
  const auto place = std::ranges::find(results.layers, name, &Layer::name);
  return place == results.layers.end() ? nullptr : &*place;
}

std::string_view geometry_word(const Layer& layer) {
  if (std::holds_alternative<std::monostate>(layer.geometries)) return "No geometry";
  if (std::holds_alternative<std::vector<MultiLine>>(layer.geometries)) return "Line";
  return std::holds_alternative<std::vector<Point>>(layer.geometries) ? "Point" : "Polygon";
}

std::string extent_element(const Box& box) {
  return fmt::format("<extent><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></extent>",
                     exact_text(box.min_x), exact_text(box.min_y), exact_text(box.max_x), exact_text(box.max_y));
}

const StyleParts& style_of(const ProjectParts& parts, const std::string& key) {
  const auto place = std::ranges::find_if(parts.styles, [&](const NamedStyle& style) { return style.key() == key; });
  if (place == parts.styles.end()) throw std::logic_error(fmt::format("the plan names {}, which has no style", key));
  return place->parts;
}

std::string vector_layer(const ProjectParts& parts, const Layer& layer, const MapEntry& entry) {
  const StyleParts& style = style_of(parts, entry.key());
  const auto place = parts.extents.find(layer.name);
  const bool has_extent = place != parts.extents.end() && !place->second.empty();
  const bool is_table = std::holds_alternative<std::monostate>(layer.geometries);
  return fmt::format(
      R"(<maplayer type="vector" geometry="{}"{} autoRefreshEnabled="0" refreshOnNotifyEnabled="0">{}<id>{}</id>)"
      R"(<datasource>{}</datasource><layername>{}</layername><srs>{}</srs><provider encoding="UTF-8">ogr</provider>)"
      R"({}</maplayer>)",
      geometry_word(layer), style.attributes, has_extent ? extent_element(place->second) : "",
      xml_text(layer_id(entry.key())), xml_text(source_of(parts, layer.name).text), xml_text(entry.title),
      is_table ? "" : parts.reference, style.content);
}

std::string raster_layer(const ProjectParts& parts, const MapEntry& entry) {
  const StyleParts& style = style_of(parts, entry.key());
  return fmt::format(
      R"(<maplayer type="raster"{}><id>{}</id><datasource>{}</datasource><layername>{}</layername><srs>{}</srs>)"
      R"(<provider>gdal</provider><noData><noDataList bandNo="1" useSrcNoData="1"/></noData>{}</maplayer>)",
      style.attributes, xml_text(layer_id(entry.key())), xml_text(source_of(parts, entry.layer).text),
      xml_text(entry.title), parts.reference, style.content);
}

std::string tree_layer(const ProjectParts& parts, const MapEntry& entry) {
  const DataSource source = source_of(parts, entry.layer);
  return fmt::format(
      R"(<layer-tree-layer id="{}" name="{}" checked="{}" expanded="{}" providerKey="{}" source="{}" legend_exp="" )"
      R"(patch_size="-1,-1"/>)",
      xml_text(layer_id(entry.key())), xml_text(entry.title), entry.shown ? "Qt::Checked" : "Qt::Unchecked",
      entry.expanded ? 1 : 0, source.provider, xml_text(source.text));
}

std::string theme_element(const std::string& title, const std::vector<std::string>& keys) {
  std::string layers;
  for (const std::string& key : keys)
    layers += fmt::format(R"(<layer id="{}" visible="1" style="default" expanded="1"/>)", xml_text(layer_id(key)));
  return fmt::format(
      R"(<visibility-preset name="{}" has-expanded-info="0" has-checked-group-info="0">{}</visibility-preset>)",
      xml_text(title), layers);
}

}  // namespace

std::string layer_id(const std::string& key) {
  return "vigie_layer_" + key;
}

DataSource source_of(const ProjectParts& parts, const std::string& layer) {
  if (find_layer(parts.results, layer) != nullptr) return {fmt::format("./{}|layername={}", parts.file, layer), "ogr"};
  return {fmt::format("GPKG:./{}:{}", parts.file, layer), "gdal"};
}

std::string map_layers(const ProjectParts& parts) {
  std::string layers;
  for (const MapGroup& group : parts.plan.groups)
    for (const MapEntry& entry : group.entries) {
      const Layer* layer = find_layer(parts.results, entry.layer);
      layers += layer != nullptr ? vector_layer(parts, *layer, entry) : raster_layer(parts, entry);
    }
  return layers;
}

std::string layer_tree(const ProjectParts& parts) {
  std::string groups;
  for (const MapGroup& group : parts.plan.groups) {
    groups += fmt::format(R"(<layer-tree-group name="{}" checked="Qt::Checked" expanded="{}"><customproperties/>)",
                          xml_text(group.title), group.expanded ? 1 : 0);
    for (const MapEntry& entry : group.entries) groups += tree_layer(parts, entry);
    groups += "</layer-tree-group>";
  }
  return fmt::format(R"(<layer-tree-group><customproperties/>{}<custom-order enabled="0"/></layer-tree-group>)",
                     groups);
}

std::string layer_order(const MapPlan& plan) {
  std::string layers;
  for (const MapGroup& group : plan.groups)
    for (const MapEntry& entry : group.entries)
      layers += fmt::format(R"(<layer id="{}"/>)", xml_text(layer_id(entry.key())));
  return fmt::format("<layerorder>{}</layerorder>", layers);
}

std::string map_themes(const MapPlan& plan) {
  std::string themes;
  for (const MapTheme& theme : plan.themes) themes += theme_element(theme.title, theme.keys);
  if (!plan.sheets.title.empty()) themes += theme_element(plan.sheets.title, plan.sheets.keys);
  return fmt::format("<visibility-presets>{}</visibility-presets>", themes);
}

std::string entry_title(const MapPlan& plan, const std::string& key) {
  for (const MapGroup& group : plan.groups)
    for (const MapEntry& entry : group.entries)
      if (entry.key() == key) return entry.title;
  return key;
}

}  // namespace vigie
