// What is made of a vector layer: a first look, points with texts, polygons with columns.
#include "engine/io/vector_file.h"

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/ogr_fields.h"
#include "engine/io/ogr_shapes.h"
#include "engine/io/vector_layer.h"
#include "engine/io/vertex_budget.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <utility>

namespace vigie {
namespace {

std::string mended_note(std::int64_t texts) {
  return fmt::format("Bytes that are no UTF-8 were replaced in texts (texts: {}).", texts);
}

// One kind, or mixed as soon as a second one comes.
class SeenKind {
 public:
  void add(const OGRGeometry* geometry) {
    if (!geometry || geometry->IsEmpty()) return;
    const GeometryKind kind = geometry_kind(geometry->getGeometryType());
    if (kind_ == GeometryKind::none) kind_ = kind;
    if (kind_ != kind) kind_ = GeometryKind::mixed;
  }
  GeometryKind kind() const { return kind_; }

 private:
  GeometryKind kind_ = GeometryKind::none;
};

std::vector<std::string> texts_of(const OGRFeature& feature) {
  std::vector<std::string> texts;
  texts.reserve(static_cast<std::size_t>(feature.GetFieldCount()));
  for (int i = 0; i < feature.GetFieldCount(); ++i) texts.push_back(mended_utf8(field_text(feature, i).value_or("")));
  return texts;
}

// A layer by what it declares and by its first records.
class FirstLook {
 public:
  static constexpr std::int64_t most_records = 1000;

  explicit FirstLook(const OpenVectorLayer& layer) : declared_(layer.geometry()) {
    look_.kind = SourceKind::vector;
    look_.layer = layer.layer_name();
    look_.crs = layer.crs();
    look_.notes = layer.notes();
    for (const std::string& name : field_names(layer.definition())) look_.columns.emplace_back(trim(name));
  }

  void add(const OGRFeature& feature) {
    if (static_cast<std::int64_t>(look_.sample.size()) == most_records) return;
    look_.sample.push_back(texts_of(feature));
    seen_.add(feature.GetGeometryRef());
  }

  Preview finish() && {
    const bool declared = declared_ != GeometryKind::mixed || seen_.kind() == GeometryKind::none;
    look_.geometry = declared ? declared_ : seen_.kind();
    return std::move(look_);
  }

 private:
  GeometryKind declared_;
  SeenKind seen_;
  Preview look_;
};

// The feature with its memory kept from one record to the next.
class FeatureScan {
 public:
  const VectorFeature& take(const OGRFeature& from) {
    feature_.fid = from.GetFID();
    feature_.fields.resize(static_cast<std::size_t>(from.GetFieldCount()));
    for (int i = 0; i < from.GetFieldCount(); ++i) {
      std::optional<std::string>& field = feature_.fields[static_cast<std::size_t>(i)];
      field = field_text(from, i);
      if (!field || is_valid_utf8(*field)) continue;
      field = mended_utf8(*field);
      ++mended_;
    }
    feature_.point = single_point(from.GetGeometryRef());
    return feature_;
  }
  std::int64_t mended_texts() const { return mended_; }

 private:
  VectorFeature feature_;
  std::int64_t mended_ = 0;
};

std::string why_no_polygon(const OGRGeometry* geometry) {
  if (!geometry) return "no geometry";
  if (geometry->IsEmpty()) return "an empty geometry";
  return fmt::format("{} instead of polygons", kind_words(geometry_kind(geometry->getGeometryType())));
}

[[noreturn]] void refuse_kind(const OpenVectorLayer& layer, GeometryKind kind) {
  throw DataError(fmt::format("{}, layer {} holds {}; boundaries must be polygons", layer.source_name(),
                              printable(layer.layer_name()), kind_words(kind)));
}

void require_polygons(const OpenVectorLayer& layer, const ZonesRead& result, GeometryKind seen) {
  if (result.ledger.read == 0)
    throw DataError(fmt::format("{}, layer {} has no features", layer.source_name(), printable(layer.layer_name())));
  if (!result.zones.shapes.empty()) return;
  if (seen != GeometryKind::none && seen != GeometryKind::polygon) refuse_kind(layer, seen);
  throw DataError(fmt::format("{}, layer {}: all {} geometries are missing or empty", layer.source_name(),
                              printable(layer.layer_name()), result.ledger.read));
}

}  // namespace

Preview preview_vector(const Source& source, GeometryKind wanted) {
  OpenVectorLayer layer(source, wanted);
  FirstLook look(layer);
  layer.sample(FirstLook::most_records, [&](const OGRFeature& feature) { look.add(feature); });
  return std::move(look).finish();
}

VectorLayer scan_features(const Source& source, const std::function<void(const VectorFeature&)>& each) {
  OpenVectorLayer layer(source, GeometryKind::point);
  VectorLayer result{layer.crs(), field_names(layer.definition()), 0, layer.notes()};
  FeatureScan scan;
  result.features = layer.read([&](const OGRFeature& feature) { each(scan.take(feature)); });
  if (scan.mended_texts() > 0) result.notes.push_back(mended_note(scan.mended_texts()));
  return result;
}

ZonesRead read_vector_zones(const Source& source) {
  OpenVectorLayer layer(source, GeometryKind::polygon);
  if (layer.geometry() != GeometryKind::polygon && layer.geometry() != GeometryKind::mixed)
    refuse_kind(layer, layer.geometry());
  ZonesRead result;
  result.zones.source = result.ledger.source = layer.source_name();
  result.zones.crs = layer.crs();
  result.notes = layer.notes();
  ShapeReader shapes;
  SeenKind seen;
  VertexBudget budget(source);
  FieldColumns columns(layer.definition());
  FirstLook look(layer);
  result.ledger.read = layer.read([&](const OGRFeature& feature) {
    look.add(feature);
    const OGRGeometry* geometry = feature.GetGeometryRef();
    seen.add(geometry);
    MultiPolygon shape = geometry ? shapes.polygons(*geometry) : MultiPolygon{};
    if (shape.empty()) {
      result.ledger.rejects.push_back({feature.GetFID(), Reason::bad_geometry, why_no_polygon(geometry), ""});
      return;
    }
    budget.spend(shape);
    result.zones.shapes.push_back(std::move(shape));
    result.zones.row.push_back(feature.GetFID());
    columns.add(feature);
  });
  require_polygons(layer, result, seen.kind());
  result.zones.attributes = columns.take();
  result.look = std::move(look).finish();
  for (std::string& note : shapes.notes()) result.notes.push_back(std::move(note));
  if (columns.mended_texts() > 0) result.notes.push_back(mended_note(columns.mended_texts()));
  return result;
}

}  // namespace vigie
