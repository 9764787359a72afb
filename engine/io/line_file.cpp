// Streets come as layers of vector files: a table with a line in each row would be larger and say no more.
#include "engine/io/line_file.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/ogr_fields.h"
#include "engine/io/ogr_shapes.h"
#include "engine/io/reader.h"
#include "engine/io/vector_layer.h"

namespace vigie {
namespace {

std::string why_no_line(const OGRGeometry* geometry) {
  if (!geometry) return "no geometry";
  if (geometry->IsEmpty()) return "an empty geometry";
  return fmt::format("{} instead of lines", kind_words(geometry_kind(geometry->getGeometryType())));
}

void require_line_layer(const OpenVectorLayer& layer) {
  if (layer.geometry() == GeometryKind::line || layer.geometry() == GeometryKind::mixed) return;
  throw DataError(fmt::format("{}, layer {} holds {}; streets must be lines", layer.source_name(),
                              printable(layer.layer_name()), kind_words(layer.geometry())));
}

}  // namespace

LinesRead read_lines(const Source& source) {
  if (identify(source) == SourceKind::csv)
    throw DataError(fmt::format("{} is a table; streets must be a layer of lines, such as a GeoPackage or GeoJSON",
                                source_name(source)));
  OpenVectorLayer layer(source, GeometryKind::line);
  require_line_layer(layer);
  LinesRead result;
  result.lines.source = result.ledger.source = layer.source_name();
  result.lines.crs = layer.crs();
  result.notes = layer.notes();
  ShapeReader shapes;
  FieldColumns columns(layer.definition());
  result.ledger.read = layer.read([&](const OGRFeature& feature) {
    const OGRGeometry* geometry = feature.GetGeometryRef();
    MultiLine line = geometry ? shapes.lines(*geometry) : MultiLine{};
    if (line.empty()) {
      result.ledger.rejects.push_back({feature.GetFID(), Reason::bad_geometry, why_no_line(geometry), ""});
      return;
    }
    result.lines.shapes.push_back(std::move(line));
    result.lines.row.push_back(feature.GetFID());
    columns.add(feature);
  });
  if (result.lines.shapes.empty())
    throw DataError(fmt::format("{}, layer {} holds no lines; streets must be lines", result.lines.source,
                                printable(layer.layer_name())));
  result.lines.attributes = columns.take();
  for (std::string& note : shapes.notes()) result.notes.push_back(std::move(note));
  return result;
}

}  // namespace vigie
