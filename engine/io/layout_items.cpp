// Layout items of QGIS 3.22 and later as XML; fonts stand twice, for versions before and after 3.24.
#include "engine/io/layout_items.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr std::string_view common =
    R"(visibility="1" opacity="1" itemRotation="0" referencePoint="0" background="false" blendMode="0" )"
    R"(excludeFromExports="0" positionLock="false" groupUuid="")";

std::string head(int type, std::string_view name, const std::string& uuid, Frame frame, int layer) {
  return fmt::format(
      R"(<LayoutItem type="{0}" id="{1}" uuid="{2}" templateUuid="{2}" position="{3},{4},mm" )"
      R"(positionOnPage="{3},{4},mm" size="{5},{6},mm" zValue="{7}" {8})",
      type, name, uuid, number_text(frame.x), number_text(frame.y), number_text(frame.width), number_text(frame.height),
      layer, common);
}

std::string text_style(double points, SheetText::Weight weight) {
  const bool bold = weight == SheetText::Weight::bold;
  return fmt::format(
      R"(<text-style fontFamily="DejaVu Sans" namedStyle="{}" fontWeight="{}" fontSize="{}" fontSizeUnit="Point" )"
      R"(textColor="30,30,30,255" textOpacity="1"/>)",
      bold ? "Bold" : "Book", bold ? 75 : 50, number_text(points));
}

std::string font_text(double points, SheetText::Weight weight) {
  const bool bold = weight == SheetText::Weight::bold;
  return fmt::format(R"(style="{}" description="DejaVu Sans,{},-1,5,{},0,0,0,0,0")", bold ? "Bold" : "Book",
                     number_text(points), bold ? 75 : 50);
}

std::string legend_style(std::string_view name, std::string_view margins, double points, SheetText::Weight weight) {
  return fmt::format(R"(<style name="{}" alignment="1" indent="0" {}><styleFont {}/>{}</style>)", name, margins,
                     font_text(points, weight), text_style(points, weight));
}

std::string extent_attributes(const Box& box) {
  return fmt::format(R"(xmin="{}" ymin="{}" xmax="{}" ymax="{}")", exact_text(box.min_x), exact_text(box.min_y),
                     exact_text(box.max_x), exact_text(box.max_y));
}

// The frame of another map, as a red rectangle without filling.
std::string overview_of(const std::string& map_uuid) {
  return fmt::format(
      R"(<ComposerMapOverview show="1" name="Here" uuid="{0}-o" position="3" frameMap="{0}" blendMode="0" )"
      R"(inverted="0" centered="0"><symbol name="" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">)"
      R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">)"
      R"(<Option name="color" type="QString" value="0,0,0,0"/><Option name="style" type="QString" value="no"/>)"
      R"(<Option name="outline_color" type="QString" value="30,30,30,255"/>)"
      R"(<Option name="outline_style" type="QString" value="solid"/>)"
      R"(<Option name="outline_width" type="QString" value="0.6"/>)"
      R"(<Option name="outline_width_unit" type="QString" value="MM"/></Option></layer></symbol></ComposerMapOverview>)",
      map_uuid);
}

}  // namespace

std::string ItemNumbers::next() {
  return fmt::format("{{00000000-0000-4000-8000-{:08}{:04}}}", layout_, ++item_);
}

std::string map_item(const SheetMap& map) {
  return fmt::format(
      R"({} frame="true" followPreset="true" followPresetName="{}" mapRotation="0" keepLayerSet="false" )"
      R"(drawCanvasItems="true" mapFlags="0" labelMargin="0,mm" outlineWidthM="0.2,mm">)"
      R"(<FrameColor red="90" green="90" blue="90" alpha="255"/><Extent {}/><LayerSet/>{}{}</LayoutItem>)",
      head(65639, map.name, map.uuid, map.frame, 1), xml_text(map.theme), extent_attributes(map.extent),
      map.shows.empty() ? "" : overview_of(map.shows),
      map.motion == MapMotion::follows_place ? R"(<AtlasMap atlasDriven="1" scalingMode="2" margin="0.15"/>)" : "");
}

std::string text_item(const std::string& uuid, const SheetText& text) {
  return fmt::format(
      R"({} frame="false" htmlState="0" labelText="{}" halign="{}" valign="32" marginX="0" marginY="0"><LabelFont {}/>)"
      R"(<FontColor red="30" green="30" blue="30" alpha="255"/>{}</LayoutItem>)",
      head(65641, text.name, uuid, text.frame, 2), xml_text(text.text), text.side == SheetText::Side::left ? 1 : 2,
      font_text(text.points, text.weight), text_style(text.points, text.weight));
}

std::string legend_item(const std::string& uuid, Frame frame, const std::string& map_uuid, const std::string& title,
                        const std::vector<LegendEntry>& entries) {
  using enum SheetText::Weight;
  std::string nodes;
  for (const LegendEntry& entry : entries)
    nodes += fmt::format(
        R"(<layer-tree-layer id="{}" name="{}" checked="Qt::Checked" expanded="1" providerKey="{}" source="{}" )"
        R"(legend_exp="" patch_size="-1,-1"/>)",
        xml_text(entry.layer_id), xml_text(entry.title), entry.provider, xml_text(entry.source));
  const std::string styles = legend_style("title", R"(marginBottom="3")", 11, bold) +
                             legend_style("group", R"(marginTop="3")", 9, bold) +
                             legend_style("subgroup", R"(marginTop="3")", 9, bold) +
                             legend_style("symbol", R"(marginTop="1.6")", 8, book) +
                             legend_style("symbolLabel", R"(marginLeft="2" marginTop="1.6")", 8, book);
  return fmt::format(
      R"({} frame="false" map_uuid="{}" title="{}" titleAlignment="1" symbolWidth="7" symbolHeight="4" )"
      R"(columnCount="1" splitLayer="0" boxSpace="0" columnSpace="2" lineSpacing="1" equalColumnWidth="0" )"
      R"(symbolAlignment="1" fontColor="#1e1e1e" legendFilterByAtlas="0" resizeToContents="1" wrapString="" )"
      R"(rasterBorder="1"><styles>{}</styles><layer-tree-group>{}</layer-tree-group></LayoutItem>)",
      head(65642, "Legend", uuid, frame, 3), map_uuid, xml_text(title), styles, nodes);
}

std::string scale_bar_item(const std::string& uuid, Frame frame, const std::string& map_uuid, double map_metres) {
  constexpr double wide = 3000;
  const bool kilometres = map_metres > wide;
  return fmt::format(
      R"({} frame="false" mapUuid="{}" style="Single Box" unitType="meters" unitLabel="{}" )"
      R"(numMapUnitsPerScaleBarUnit="{}" numUnitsPerSegment="{}" numSegments="2" numSegmentsLeft="0" )"
      R"(segmentSizeMode="1" minBarWidth="40" maxBarWidth="70" height="2.5" labelBarSpace="2" boxContentSpace="1" )"
      R"(alignment="0" outlineWidth="0.3">{}<fillColor red="0" green="0" blue="0" alpha="255"/>)"
      R"(<fillColor2 red="255" green="255" blue="255" alpha="255"/><strokeColor red="0" green="0" blue="0" )"
      R"(alpha="255"/></LayoutItem>)",
      head(65646, "Scale bar", uuid, frame, 4), map_uuid, kilometres ? "km" : "m", kilometres ? 1000 : 1,
      kilometres ? 1000 : 100, text_style(8, SheetText::Weight::book));
}

std::string north_arrow_item(const std::string& uuid, Frame frame, const std::string& map_uuid) {
  return fmt::format(
      R"({} frame="false" file=":/images/north_arrows/layout_default_north_arrow.svg" mode="2" resizeMode="0" )"
      R"(pictureRotation="0" northMode="1" northOffset="0" mapUuid="{}" anchorPoint="4" svgFillColor="0,0,0,255" )"
      R"(svgBorderColor="0,0,0,255" svgBorderWidth="0.2"/>)",
      head(65640, "North", uuid, frame, 5), map_uuid);
}

std::string page_collection(const std::string& uuid) {
  return fmt::format(
      R"(<PageCollection><symbol name="" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">)"
      R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">)"
      R"(<Option name="color" type="QString" value="255,255,255,255"/><Option name="style" type="QString" )"
      R"(value="solid"/><Option name="outline_style" type="QString" value="no"/></Option></layer></symbol>)"
      R"(<LayoutItem type="65638" uuid="{0}" templateUuid="{0}" position="0,0,mm" positionOnPage="0,0,mm" )"
      R"(size="297,210,mm" zValue="0" visibility="1" opacity="1" referencePoint="0" frame="false" )"
      R"(background="true"/><GuideCollection visible="1"/></PageCollection>)",
      uuid);
}

Box fitted(const Box& box, const Frame& frame) {
  const double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  const double wanted_width = std::max(width, height * frame.width / frame.height);
  const double wanted_height = std::max(height, width * frame.height / frame.width);
  Box result;
  result.min_x = (box.min_x + box.max_x - wanted_width) / 2;
  result.max_x = (box.min_x + box.max_x + wanted_width) / 2;
  result.min_y = (box.min_y + box.max_y - wanted_height) / 2;
  result.max_y = (box.min_y + box.max_y + wanted_height) / 2;
  return result;
}

std::string literal_text(std::string text) {
  for (std::size_t at = text.find("[%"); at != std::string::npos; at = text.find("[%", at + 2)) text.insert(at + 1, " ");
  return text;
}

}  // namespace vigie
