// Rows of the metadata extension.
#include "engine/io/geopackage_metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/io/geopackage_schema.h"
#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr const char* metadata_tables =
    "CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,md_scope TEXT NOT NULL DEFAULT "
    "'dataset',md_standard_uri TEXT NOT NULL,mime_type TEXT NOT NULL DEFAULT 'text/xml',metadata TEXT NOT NULL DEFAULT "
    "'');"
    "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL,table_name TEXT,column_name TEXT,"
    "row_id_value INTEGER,timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    "md_file_id INTEGER NOT NULL,md_parent_id INTEGER,"
    "CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),"
    "CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));"
    "INSERT INTO gpkg_extensions VALUES"
    "('gpkg_metadata',NULL,'gpkg_metadata','http://www.geopackage.org/spec120/#extension_metadata','read-write'),"
    "('gpkg_metadata_reference',NULL,'gpkg_metadata','http://www.geopackage.org/spec120/#extension_metadata',"
    "'read-write')";
constexpr std::string_view qgis_standard = "http://mrcc.com/qgis.dtd";  // by this QGIS knows its own records

struct Subject {
  std::string table, title, abstract;
  Box extent;
};

std::string spatial_element(const ResultSet& results, const Box& box) {
  if (box.empty() || results.crs.find(':') == std::string::npos || results.crs.find('[') != std::string::npos)
    return {};
  return fmt::format(
      R"(<spatial minx="{}" miny="{}" minz="0" maxx="{}" maxy="{}" maxz="0" crs="{}" dimensions="2"/>)",
      exact_text(box.min_x), exact_text(box.min_y), exact_text(box.max_x), exact_text(box.max_y), xml_text(results.crs));
}

std::string temporal_element(const MapPlan& plan) {
  if (plan.from.empty() || plan.to.empty()) return {};
  return fmt::format("<temporal><period><start>{}</start><end>{}</end></period></temporal>", plan.from, plan.to);
}

std::string layer_record(const ResultSet& results, const MapPlan& plan, const Subject& subject) {
  std::string history;
  const auto lines = plan.history.find(subject.table);
  if (lines != plan.history.end())
    for (const std::string& line : lines->second) history += fmt::format("<history>{}</history>", xml_text(line));
  return fmt::format(
      R"({}><identifier>urn:vigie:{}</identifier><parentidentifier></parentidentifier><language>{}</language>)"
      R"(<type>dataset</type><title>{}</title><abstract>{}</abstract><keywords vocabulary="vigie">)"
      R"(<keyword>{}</keyword></keywords><links/>{}<fees></fees><rights></rights><encoding></encoding><crs></crs>)"
      R"(<extent>{}{}</extent></qgis>)",
      qgis_document_head, xml_text(subject.table), results.language, xml_text(subject.title),
      xml_text(subject.abstract), xml_text(subject.title), history, spatial_element(results, subject.extent),
      temporal_element(plan));
}

std::vector<Subject> subjects_of(const ResultSet& results, const std::vector<WrittenLayer>& written) {
  std::vector<Subject> subjects;
  for (const Layer& layer : results.layers) {
    const auto place = std::ranges::find(written, layer.name, &WrittenLayer::table);
    subjects.push_back({layer.name, layer.title, contents_description(layer.description, layer.caveat),
                        place == written.end() ? Box{} : place->extent});
  }
  for (const Raster& raster : results.rasters) {
    const Box metres = raster.surface.grid.extent();
    const double unit = results.metres_per_unit;
    subjects.push_back({raster.name, raster.title, contents_description(raster.description, raster.caveat),
                        {metres.min_x / unit, metres.min_y / unit, metres.max_x / unit, metres.max_y / unit}});
  }
  return subjects;
}

// {"hotspots": {"statistic": {"value": "gi_star", "origin": "file"}, ...}, ...}; "" without a manifest.
std::string manifest_json(const ResultSet& results) {
  const auto layer = std::ranges::find(results.layers, "run_manifest", &Layer::name);
  if (layer == results.layers.end()) return {};
  const auto* section = layer->table.find_as<Texts>("section");
  const auto* key = layer->table.find_as<Texts>("key");
  const auto* value = layer->table.find_as<Texts>("value");
  const auto* origin = layer->table.find_as<Texts>("origin");
  if (section == nullptr || key == nullptr || value == nullptr || origin == nullptr) return {};
  nlohmann::ordered_json manifest = nlohmann::ordered_json::object();
  for (std::size_t row = 0; row < key->size(); ++row)
    manifest[std::string(section->at(row))][std::string(key->at(row))] = {{"value", value->at(row)},
                                                                          {"origin", origin->at(row)}};
  return manifest.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// One record and what it speaks of: a table, or the whole file where `table` is "".
class MetadataRows {
 public:
  MetadataRows(SqliteDatabase& database, const std::string& instant)
      : record_(database.prepare("INSERT INTO gpkg_metadata VALUES(?,'dataset',?,?,?)")),
        reference_(database.prepare("INSERT INTO gpkg_metadata_reference VALUES(?,?,NULL,NULL,?,?,NULL)")),
        instant_(instant) {}

  void add(std::string_view table, std::string_view standard, std::string_view kind, std::string_view text) {
    ++id_;
    record_.bind(1, id_);
    record_.bind(2, standard);
    record_.bind(3, kind);
    record_.bind(4, text);
    record_.run();
    reference_.bind(1, std::string_view(table.empty() ? "geopackage" : "table"));
    table.empty() ? reference_.bind_null(2) : reference_.bind(2, table);
    reference_.bind(3, std::string_view(instant_));
    reference_.bind(4, id_);
    reference_.run();
  }

 private:
  SqliteStatement record_, reference_;
  const std::string& instant_;
  std::int64_t id_ = 0;
};

}  // namespace

void write_metadata(SqliteDatabase& database, const ResultSet& results, const MapPlan& plan,
                    const std::vector<WrittenLayer>& written) {
  database.execute(metadata_tables);
  MetadataRows rows(database, results.instant);
  for (const Subject& subject : subjects_of(results, written))
    rows.add(subject.table, qgis_standard, "text/xml", layer_record(results, plan, subject));
  if (const std::string manifest = manifest_json(results); !manifest.empty())
    rows.add("", "urn:vigie:run-manifest:1", "application/json", manifest);
}

}  // namespace vigie
