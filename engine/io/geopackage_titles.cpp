// Rows of layer_styles and of the schema extension.
#include "engine/io/geopackage_titles.h"

#include <fmt/format.h>

#include "engine/base/words.h"
#include "engine/io/geopackage_schema.h"
#include "engine/io/qml_fields.h"
#include "engine/io/unit_words.h"

namespace vigie {
namespace {

// Column names are those QGIS itself uses.
constexpr const char* styles_table =
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, "
    "styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
    "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))";

// The table that GDAL 3.6.2 would make wants titles unique in the whole file; this later definition, per table.
constexpr const char* titles_tables =
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL,column_name TEXT NOT NULL,name TEXT,title TEXT,"
    "description TEXT,mime_type TEXT,constraint_name TEXT,CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),"
    "CONSTRAINT gdc_tn UNIQUE (table_name, name));"
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL,constraint_type TEXT NOT NULL,value TEXT,"
    "min NUMERIC,min_is_inclusive BOOLEAN,max NUMERIC,max_is_inclusive BOOLEAN,description TEXT,"
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));"
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT,column_name TEXT,extension_name TEXT NOT NULL,"
    "definition TEXT NOT NULL,scope TEXT NOT NULL,"
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));"
    "INSERT INTO gpkg_extensions VALUES"
    "('gpkg_data_columns',NULL,'gpkg_schema','http://www.geopackage.org/spec121/#extension_schema','read-write'),"
    "('gpkg_data_column_constraints',NULL,'gpkg_schema','http://www.geopackage.org/spec121/#extension_schema',"
    "'read-write')";

// Schema and catalog must be '' and not NULL, and the geometry column spelled as in the file, or QGIS finds no style.
void insert_style(SqliteStatement& insert, const NamedStyle& style, std::string_view instant) {
  const std::string name = printable(style.title, 27);  // the column holds 30 characters, three dots included
  const std::string qml = style_document(style.parts);
  insert.bind(1, std::string_view(style.layer));
  insert.bind(2, std::string_view(style.is_spatial ? geometry_column : ""));
  insert.bind(3, std::string_view(name));
  insert.bind(4, std::string_view(qml));
  insert.bind(5, std::int64_t{style.view.empty()});
  insert.bind(6, instant);
  insert.run();
}

void insert_column(SqliteDatabase& database, const Layer& layer, std::size_t index, const std::string& constraint,
                   std::string_view language) {
  const std::string title = field_title(layer, index);
  const std::string description = column_description(layer.fields[index], language);
  SqliteStatement insert = database.prepare("INSERT INTO gpkg_data_columns VALUES(?,?,?,?,?,NULL,?)");
  insert.bind(1, std::string_view(layer.name));
  insert.bind(2, std::string_view(layer.fields[index].name));
  insert.bind(3, std::string_view(title));
  insert.bind(4, std::string_view(title));
  if (!description.empty()) insert.bind(5, std::string_view(description));
  if (!constraint.empty()) insert.bind(6, std::string_view(constraint));
  insert.run();
}

void insert_classes(SqliteDatabase& database, const std::vector<ClassLabel>& classes, const std::string& constraint) {
  SqliteStatement insert = database.prepare(
      "INSERT INTO gpkg_data_column_constraints(constraint_name,constraint_type,value,description) "
      "VALUES(?,'enum',?,?)");
  for (const ClassLabel& of : classes) {
    insert.bind(1, std::string_view(constraint));
    insert.bind(2, std::string_view(of.value));
    insert.bind(3, std::string_view(of.label));
    insert.run();
  }
}

}  // namespace

std::string column_description(const Field& field, std::string_view language) {
  const std::string_view unit = unit_words(field.unit, language);
  if (unit.empty()) return field.help;
  return field.help.empty() ? std::string(unit) : fmt::format("{} ({})", field.help, unit);
}

void write_styles(SqliteDatabase& database, const std::vector<NamedStyle>& styles, const std::string& instant) {
  database.execute(styles_table);
  database.execute(
      fmt::format("INSERT INTO gpkg_contents(table_name,data_type,identifier,description,last_change,"
                  "srs_id) VALUES('layer_styles','attributes','layer_styles','QGIS layer styles',{},0)",
                  sql_text(instant)));
  SqliteStatement insert = database.prepare(
      "INSERT INTO layer_styles(f_table_catalog,f_table_schema,f_table_name,f_geometry_column,styleName,styleQML,"
      "styleSLD,useAsDefault,description,owner,ui,update_time) VALUES('','',?,?,?,?,'',?,'','vigie',NULL,?)");
  for (const NamedStyle& style : styles) insert_style(insert, style, instant);
  database.execute("INSERT INTO gpkg_ogr_contents SELECT 'layer_styles', count(*) FROM layer_styles");
}

void write_titles(SqliteDatabase& database, const ResultSet& results) {
  database.execute(titles_tables);
  for (const Layer& layer : results.layers) {
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
      const Field& field = layer.fields[i];
      const std::string constraint = field.classes.empty() ? "" : fmt::format("{}_{}_codes", layer.name, field.name);
      insert_column(database, layer, i, constraint, results.language);
      insert_classes(database, field.classes, constraint);
    }
  }
}

}  // namespace vigie
