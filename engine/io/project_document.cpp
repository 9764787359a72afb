// The frame of a project: its CRS, extent, time, provenance, and the parts made elsewhere.
#include "engine/io/project_document.h"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <cstdlib>

#include "engine/io/geopackage_schema.h"
#include "engine/io/layer_crs.h"
#include "engine/io/project_layers.h"
#include "engine/io/project_layouts.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr double margin = 0.03;  // of the extent, on each side

// QGIS needs the WKT: an authority's code alone is shown, but is no valid CRS.
std::string reference_element(const std::string& crs) {
  const OGRSpatialReference reference = study_reference(crs);
  const char* authority = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  std::string ids;
  if (authority != nullptr && code != nullptr) {
    if (std::string_view(authority) == "EPSG") ids = fmt::format("<srid>{}</srid>", xml_text(code));
    ids += fmt::format("<authid>{}:{}</authid>", xml_text(authority), xml_text(code));
  }
  return fmt::format("<spatialrefsys><wkt>{}</wkt>{}</spatialrefsys>", xml_text(wkt_text(reference)), ids);
}

Box whole_extent(const std::vector<WrittenLayer>& written, const ResultSet& results) {
  Box box;
  for (const WrittenLayer& layer : written) box.add(layer.extent);
  const double unit = results.metres_per_unit;
  if (box.empty())
    for (const Raster& raster : results.rasters) {
      const Box metres = raster.surface.grid.extent();
      box.add(Box{metres.min_x / unit, metres.min_y / unit, metres.max_x / unit, metres.max_y / unit});
    }
  if (box.empty()) box = {0, 0, 1, 1};
  const double x = std::max(margin * box.width(), 1 / unit), y = std::max(margin * box.height(), 1 / unit);
  return {box.min_x - x, box.min_y - y, box.max_x + x, box.max_y + y};
}

std::string canvas(const ProjectParts& parts) {
  const Box& box = parts.extent;
  return fmt::format(
      R"(<mapcanvas name="theMapCanvas" annotationsVisible="1"><units>{}</units><extent><xmin>{}</xmin><ymin>{}</ymin>)"
      R"(<xmax>{}</xmax><ymax>{}</ymax></extent><rotation>0</rotation><destinationsrs>{}</destinationsrs>)"
      R"(<rendermaptile>0</rendermaptile></mapcanvas>)",
      parts.results.metres_per_unit == 1 ? "meters" : "feet", exact_text(box.min_x), exact_text(box.min_y),
      exact_text(box.max_x), exact_text(box.max_y), parts.reference);
}

// Without ProjectionsEnabled the project's CRS would be ignored; paths are relative so that the folder may move.
constexpr std::string_view properties =
    R"(<properties><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>)"
    R"(<Paths><Absolute type="bool">false</Absolute></Paths><Gui><CanvasColorRedPart type="int">255)"
    R"(</CanvasColorRedPart><CanvasColorGreenPart type="int">255</CanvasColorGreenPart>)"
    R"(<CanvasColorBluePart type="int">255</CanvasColorBluePart></Gui></properties>)";

std::string project_metadata(const ResultSet& results, const MapPlan& plan) {
  std::string history;
  for (const std::string& line : plan.record) history += fmt::format("<history>{}</history>", xml_text(line));
  return fmt::format(
      R"(<projectMetadata><identifier>urn:vigie:project</identifier><language>{0}</language><type>dataset</type>)"
      R"(<title>{1}</title><abstract>{2}</abstract><links/>{3}<author>vigie {4}</author><creation>{5}</creation>)"
      R"(</projectMetadata>)",
      results.language, xml_text(plan.title), xml_text(fmt::format("{} {}", plan.period, plan.source)), history,
      VIGIE_VERSION, results.instant.substr(0, 19));
}

std::string view_settings(const ProjectParts& parts) {
  const Box& box = parts.extent;
  return fmt::format(
      R"(<ProjectViewSettings rotation="0" UseProjectScales="0"><Scales/><DefaultViewExtent xmin="{}" ymin="{}" )"
      R"(xmax="{}" ymax="{}">{}</DefaultViewExtent></ProjectViewSettings>)",
      exact_text(box.min_x), exact_text(box.min_y), exact_text(box.max_x), exact_text(box.max_y), parts.reference);
}

std::string time_settings(const MapPlan& plan) {
  if (plan.from.empty() || plan.to.empty()) return {};
  return fmt::format(R"(<ProjectTimeSettings timeStepUnit="wk" timeStep="1" cumulativeTemporalRange="0" frameRate="2">)"
                     R"(<TemporalRange><start>{}</start><end>{}</end></TemporalRange></ProjectTimeSettings>)",
                     plan.from, plan.to);
}

}  // namespace

std::string project_document(const ResultSet& results, const MapPlan& plan, const std::vector<NamedStyle>& styles,
                             const std::vector<WrittenLayer>& written, const std::string& file) {
  ProjectParts parts{.results = results, .plan = plan, .styles = styles, .file = file};
  for (const WrittenLayer& layer : written) parts.extents[layer.table] = layer.extent;
  parts.extent = whole_extent(written, results);
  parts.reference = reference_element(results.crs);
  const std::string title = xml_text(plan.title);
  std::string text =
      fmt::format(R"({} projectname="{}"><homePath path=""/><title>{}</title><projectCrs>{}</projectCrs>)",
                  qgis_document_head, title, title, parts.reference);
  text += layer_tree(parts) + R"(<snapping-settings enabled="0"/><relations/>)" + canvas(parts);
  text += fmt::format("<projectlayers>{}</projectlayers>", map_layers(parts)) + layer_order(plan);
  text += std::string(properties) + map_themes(plan) + "<transformContext/>" + project_metadata(results, plan);
  text += print_layouts(parts) + view_settings(parts) + time_settings(plan);
  return text + "</qgis>\n";
}

}  // namespace vigie
