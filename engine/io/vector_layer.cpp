// Opening and reading: OGR ends a loop over features the same way at the end and at damage, so everything is counted.
#include "engine/io/vector_layer.h"

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/io/database_source.h"
#include "engine/io/file_format.h"
#include "engine/io/flatgeobuf_precheck.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/geojson_precheck.h"
#include "engine/io/geopackage_precheck.h"
#include "engine/io/layer_choice.h"
#include "engine/io/layer_crs.h"
#include "engine/io/ogr_shapes.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace vigie {
namespace {

constexpr std::int64_t features_between_looks = 4096;  // at the stop flag

struct FormatNames {
  const char* driver;
  const char* words;
};

FormatNames names_of(FileFormat format) {
  switch (format) {
    case FileFormat::geopackage:
      return {"GPKG", "a GeoPackage"};
    case FileFormat::geojson:
      return {"GeoJSON", "GeoJSON"};
    case FileFormat::shapefile:
      return {"ESRI Shapefile", "a Shapefile"};
    case FileFormat::flatgeobuf:
      return {"FlatGeobuf", "FlatGeobuf"};
    case FileFormat::database:
      return {"PostgreSQL", "a database"};
    case FileFormat::text:
      break;
  }
  throw std::logic_error("text is not opened as a vector file");
}

// The job's words for encodings as GDAL knows them.
std::string gdal_encoding(const std::string& encoding) {
  const std::string name = lower(encoding);
  if (name == "windows-1252") return "CP1252";
  if (name == "latin1") return "ISO-8859-1";
  return name == "utf-8" ? "UTF-8" : encoding;
}

CPLStringList open_options(const InputFile& input, const Source& source, const UntrustedDatabase* checked) {
  CPLStringList options;
  if (input.format == FileFormat::geopackage) options.SetNameValue("LIST_ALL_TABLES", "NO");
  if (checked && checked->immutable()) options.SetNameValue("IMMUTABLE", "YES");
  if (input.format == FileFormat::flatgeobuf) options.SetNameValue("VERIFY_BUFFERS", "YES");
  if (input.format == FileFormat::shapefile && !source.encoding.empty())
    options.SetNameValue("ENCODING", gdal_encoding(source.encoding).c_str());
  return options;
}

GDALDatasetUniquePtr open_with(const char* driver, const std::string& name, const CPLStringList& options) {
  const char* const drivers[] = {driver, nullptr};
  const char* const no_siblings[] = {nullptr};
  return GDALDatasetUniquePtr(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                                drivers, options.List(), no_siblings));
}

bool is_out_of_reach(const std::string& messages) {
  const std::string folded = lower(messages);
  for (const char* sign : {"connection refused", "timeout", "could not translate", "no such file", "no route",
                           "starting up", "shutting down", "too many clients", "unreachable"})
    if (folded.find(sign) != folded.npos) return true;
  return false;
}

// The transaction holds one moment of the table, so that its count and its rows agree.
GDALDatasetUniquePtr open_database(const InputFile& input, const DatabaseConnection& connection,
                                   const GdalErrors& errors) {
  register_database_driver();
  CPLStringList options;
  options.SetNameValue("LIST_ALL_TABLES", "NO");
  options.SetNameValue("TABLES", connection.table.c_str());
  GDALDatasetUniquePtr dataset = open_with("PostgreSQL", connection.open_name, options);
  const std::string why = without_secrets(errors.messages(), connection);
  if (!dataset && is_out_of_reach(why))
    throw BusyError(fmt::format("{} cannot be reached: {}; try later, or check host and port", input.name, why));
  if (!dataset || dataset->GetLayerCount() != 1 || dataset->StartTransaction() != OGRERR_NONE)
    throw DataError(fmt::format("{} cannot be read: {}; check the table's name and the rights to read it", input.name,
                                why.empty() ? "there is no such table" : why));
  return dataset;
}

GDALDatasetUniquePtr open_dataset(const InputFile& input, const Source& source, const UntrustedDatabase* checked,
                                  const GdalErrors& errors) {
  if (input.format == FileFormat::database) return open_database(input, database_connection(source), errors);
  const FormatNames names = names_of(input.format);
  GDALDatasetUniquePtr dataset = open_with(names.driver, input.path, open_options(input, source, checked));
  if (!dataset)
    throw DataError(
        fmt::format("{} cannot be read as {}: {}; ask for it again", input.name, names.words, errors.messages()));
  return dataset;
}

std::vector<LayerCandidate> candidates_of(GDALDataset& dataset, const UntrustedDatabase* checked) {
  std::vector<LayerCandidate> candidates;
  if (checked) {
    for (const GeoPackageLayer& layer : geopackage_layers(*checked)) {
      if (layer.data_type != "features" && layer.data_type != "attributes") continue;
      const auto type = layer.geometry_type.empty() ? wkbNone : OGRFromOGCGeomType(layer.geometry_type.c_str());
      candidates.push_back({layer.name, geometry_kind(type)});
    }
  } else {
    for (OGRLayer* layer : dataset.GetLayers())
      candidates.push_back({layer->GetName(), geometry_kind(layer->GetGeomType())});
  }
  return candidates;
}

bool has_part(const InputFile& input, std::string_view extension) {
  for (const std::string& part : input.parts)
    if (lower(part).ends_with(extension)) return true;
  return false;
}

}  // namespace

struct OpenVectorLayer::State {
  InputFile input;
  std::vector<FileState> before;
  GdalErrors errors;
  std::optional<UntrustedDatabase> checked;  // holds other programs off while we read
  std::optional<std::int64_t> walked;        // features of a FlatGeobuf
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;  // owned by the dataset
  LayerCandidate chosen;
  std::string crs;
  std::vector<std::string> notes;
  DatabaseConnection connection;  // empty for files

  State(const Source& source, GeometryKind wanted) : input(examine_input(source)), before(file_states(input)) {
    if (input.format == FileFormat::geopackage) checked.emplace(input.path, input.name);
    const UntrustedDatabase* database = checked ? &*checked : nullptr;
    if (database) geopackage_layers(*database);  // refuses views before GDAL looks at them
    if (input.format == FileFormat::geojson) require_no_lost_pages(input.path, input.name);
    if (input.format == FileFormat::flatgeobuf) walked = flatgeobuf_features(input.path, input.name);
    dataset = open_dataset(input, source, database, errors);
    const bool only_one = input.format == FileFormat::database;  // the table was named when it was opened
    chosen = choose_layer(candidates_of(*dataset, database), only_one ? "" : source.layer, wanted, input.name);
    if (only_one) connection = database_connection(source);
    if (database) require_plain_table(*database, chosen.name);
    layer = dataset->GetLayerByName(chosen.name.c_str());
    if (!layer) fail();
    describe(source);
  }

  void describe(const Source& source) {
    const GdalQuiet quiet;  // a CRS that PROJ does not know is no damage; the job may name another
    const bool is_shapefile = input.format == FileFormat::shapefile;
    crs = crs_text(layer->GetSpatialRef(), is_shapefile ? CodeSearch::done_by_driver : CodeSearch::needed);
    if (is_shapefile && source.encoding.empty() && !has_part(input, ".cpg"))
      notes.push_back("The Shapefile has no .cpg file that names its encoding; if names look wrong, set encoding.");
  }

  [[noreturn]] void fail() const {
    const bool is_file = input.format != FileFormat::database;
    throw DataError(fmt::format("{}, layer {} {}: {}; {}", input.name, printable(chosen.name),
                                is_file ? "is damaged" : "cannot be read",
                                without_secrets(errors.messages(), connection),
                                is_file ? "ask for it again" : "check the table and the rights to read it"));
  }

  std::int64_t promised() const {
    const std::int64_t count = layer->GetFeatureCount(TRUE);
    if (count < 0 || errors.count() > 0) fail();
    return walked ? *walked : checked ? checked->count(chosen.name) : count;
  }

  void require_complete(std::int64_t read, std::int64_t expected) const {
    if (errors.count() > 0) fail();
    if (read != expected)
      throw DataError(
          fmt::format("{}, layer {}: {} features were read and {} are promised, so it is cut short or "
                      "damaged; ask for it again",
                      input.name, printable(chosen.name), read, expected));
    require_unchanged(input, before);
  }

  // A table has no order: its rows are taken by their key, so that equal tables give equal results.
  std::int64_t read_by_key(std::int64_t expected, const std::function<void(const OGRFeature&)>& each) {
    std::vector<OGRFeatureUniquePtr> rows;
    while (OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
      if (rows.size() % features_between_looks == 0) check_stop();
      rows.push_back(std::move(feature));
    }
    require_complete(static_cast<std::int64_t>(rows.size()), expected);
    std::ranges::stable_sort(rows, {}, [](const OGRFeatureUniquePtr& row) { return row->GetFID(); });
    for (const OGRFeatureUniquePtr& row : rows) each(*row);
    return expected;
  }
};

OpenVectorLayer::OpenVectorLayer(const Source& source, GeometryKind wanted) {
  open_gdal_sandbox();
  state_ = std::make_unique<State>(source, wanted);
}
OpenVectorLayer::~OpenVectorLayer() = default;
OpenVectorLayer::OpenVectorLayer(OpenVectorLayer&&) noexcept = default;
OpenVectorLayer& OpenVectorLayer::operator=(OpenVectorLayer&&) noexcept = default;

const std::string& OpenVectorLayer::source_name() const {
  return state_->input.name;
}
const std::string& OpenVectorLayer::layer_name() const {
  return state_->chosen.name;
}
const OGRFeatureDefn& OpenVectorLayer::definition() const {
  return *state_->layer->GetLayerDefn();
}
GeometryKind OpenVectorLayer::geometry() const {
  return state_->chosen.geometry;
}
const std::string& OpenVectorLayer::crs() const {
  return state_->crs;
}
const std::vector<std::string>& OpenVectorLayer::notes() const {
  return state_->notes;
}

void OpenVectorLayer::sample(std::int64_t limit, const std::function<void(const OGRFeature&)>& each) {
  state_->layer->ResetReading();
  for (std::int64_t i = 0; i < limit; ++i) {
    const OGRFeatureUniquePtr feature(state_->layer->GetNextFeature());
    if (!feature) break;
    each(*feature);
  }
  if (state_->errors.count() > 0) state_->fail();
}

std::int64_t OpenVectorLayer::read(const std::function<void(const OGRFeature&)>& each) {
  const std::int64_t expected = state_->promised();
  std::int64_t count = 0;
  state_->layer->ResetReading();
  if (state_->input.format == FileFormat::database) return state_->read_by_key(expected, each);
  while (const OGRFeatureUniquePtr feature{state_->layer->GetNextFeature()}) {
    if (count % features_between_looks == 0) check_stop();
    if (++count > expected) break;  // a source that never ends
    each(*feature);
  }
  state_->require_complete(count, expected);
  return count;
}

}  // namespace vigie
