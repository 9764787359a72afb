// One entry per column in each of the four lists that QGIS keeps.
#include "engine/io/qml_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr std::string_view feature_id = "fid";

std::string_view feature_id_title(std::string_view language) {
  return language == "fr"   ? "Numéro d'objet"
         : language == "nl" ? "Objectnummer"
         : language == "de" ? "Objektnummer"
                            : "Feature id";
}

std::string widget(std::string_view column, std::string_view type, std::string_view config) {
  return fmt::format(
      R"(<field name="{}" configurationFlags="None"><editWidget type="{}"><config>{}</config></editWidget></field>)",
      xml_text(column), type, config.empty() ? "<Option/>" : fmt::format(R"(<Option type="Map">{}</Option>)", config));
}

std::string value_map(const Field& field) {
  std::string entries;
  for (const ClassLabel& of : field.classes)
    entries += fmt::format(R"(<Option type="Map"><Option name="{}" type="QString" value="{}"/></Option>)",
                           xml_text(of.label), xml_text(of.value));
  return fmt::format(R"(<Option name="map" type="List">{}</Option>)", entries);
}

std::string number_widget(const Field& field, int decimals) {
  return widget(field.name, "Range",
                fmt::format(R"(<Option name="Precision" type="int" value="{}"/>)"
                            R"(<Option name="AllowNull" type="bool" value="true"/>)"
                            R"(<Option name="Style" type="QString" value="SpinBox"/>)",
                            decimals));
}

std::string widget_of(const Field& field, const Table& table) {
  if (field.hidden) return widget(field.name, "Hidden", "");
  if (!field.classes.empty()) return widget(field.name, "ValueMap", value_map(field));
  if (table.find_as<Reals>(field.name)) return number_widget(field, field.decimals);
  if (table.find_as<Integers>(field.name)) return number_widget(field, 0);
  if (table.find_as<Instants>(field.name))
    return widget(field.name, "DateTime",
                  R"(<Option name="display_format" type="QString" value="yyyy-MM-dd HH:mm"/>)"
                  R"(<Option name="field_format" type="QString" value="yyyy-MM-dd HH:mm:ss"/>)"
                  R"(<Option name="calendar_popup" type="bool" value="true"/>)");
  return widget(field.name, "TextEdit", "");
}

std::string column_entry(std::string_view name, bool hidden) {
  return fmt::format(R"(<column type="field" name="{}" hidden="{}" width="-1"/>)", xml_text(name), hidden ? 1 : 0);
}

std::string plain_title(const Field& field) {
  return field.title.empty() ? field.name : field.title;
}

}  // namespace

std::string field_title(const Layer& layer, std::size_t field) {
  const Field& wanted = layer.fields[field];
  const auto shares_title = [&](const Field& other) { return plain_title(other) == plain_title(wanted); };
  // gpkg_data_columns holds each title once per table.
  if (std::ranges::count_if(layer.fields, shares_title) > 1)
    return fmt::format("{} ({})", plain_title(wanted), wanted.name);
  return plain_title(wanted);
}

std::string field_widgets(const Layer& layer) {
  std::string entries = widget(feature_id, "Hidden", "");
  for (const Field& field : layer.fields) entries += widget_of(field, layer.table);
  return fmt::format("<fieldConfiguration>{}</fieldConfiguration>", entries);
}

std::string field_aliases(const Layer& layer, std::string_view language) {
  std::string entries =
      fmt::format(R"(<alias index="0" field="{}" name="{}"/>)", feature_id, feature_id_title(language));
  for (std::size_t i = 0; i < layer.fields.size(); ++i)
    entries += fmt::format(R"(<alias index="{}" field="{}" name="{}"/>)", i + 1, xml_text(layer.fields[i].name),
                           xml_text(field_title(layer, i)));
  return fmt::format("<aliases>{}</aliases>", entries);
}

std::string field_locks(const Layer& layer) {
  std::string entries = fmt::format(R"(<field name="{}" editable="0"/>)", feature_id);
  for (const Field& field : layer.fields)
    entries += fmt::format(R"(<field name="{}" editable="0"/>)", xml_text(field.name));
  return fmt::format("<editable>{}</editable>", entries);
}

std::string attribute_table(const Layer& layer) {
  std::string entries = column_entry(feature_id, true);
  for (const Field& field : layer.fields) entries += column_entry(field.name, field.hidden);
  const std::string sort = layer.sort_by.empty() ? "" : xml_text(column_expression(layer.sort_by));
  return fmt::format(
      R"(<attributetableconfig actionWidgetStyle="dropDown" sortExpression="{}" sortOrder="1"><columns>{}</columns></attributetableconfig>)",
      sort, entries);
}

}  // namespace vigie
