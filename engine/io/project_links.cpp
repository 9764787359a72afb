// Finds "./NAME.gpkg|layername=cells" and "GPKG:./NAME.gpkg:density" in XML text or attributes.
#include "engine/io/project_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/io/style_text.h"

namespace vigie {
namespace {

constexpr std::string_view vector_mark = "|layername=", raster_mark = "GPKG:", our_id = "<id>vigie_layer_",
                           source_tag = "<datasource>";

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

// Beside the project, or given in full: both can be the file itself. "../other/NAME.gpkg" is another one.
bool is_own_folder(std::string_view path) {
  const std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  return folder.empty() || folder == "./" || folder.front() == '/' || folder.substr(1, 1) == ":";
}

// The path of a data source; empty where the source is of another kind.
std::string_view path_of(std::string_view source) {
  if (source.starts_with(raster_mark)) {
    source.remove_prefix(raster_mark.size());
    const std::size_t colon = source.rfind(':');
    return colon == std::string_view::npos ? std::string_view() : source.substr(0, colon);
  }
  const std::size_t mark = source.find(vector_mark);
  return mark == std::string_view::npos ? std::string_view() : source.substr(0, mark);
}

std::string with_path(std::string_view source, std::string_view path, const std::string& new_path) {
  const auto start = static_cast<std::size_t>(path.data() - source.data());
  return fmt::format("{}{}{}", source.substr(0, start), new_path, source.substr(start + path.size()));
}

// XML entities back to characters, as far as a file name can hold them.
std::string plain_text(std::string_view escaped) {
  constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}};
  std::string text;
  for (std::size_t at = 0; at < escaped.size();) {
    std::size_t step = 1;
    char letter = escaped[at];
    for (const auto& [entity, meaning] : entities)
      if (escaped.substr(at).starts_with(entity)) {
        letter = meaning;
        step = entity.size();
      }
    text += letter;
    at += step;
  }
  return text;
}

}  // namespace

std::string linked_file(std::string_view qgs) {
  for (std::size_t at = qgs.find(our_id); at != std::string_view::npos; at = qgs.find(our_id, at + 1)) {
    const std::size_t tag = qgs.find(source_tag, at);
    if (tag == std::string_view::npos) return {};
    const std::size_t start = tag + source_tag.size(), end = qgs.find('<', start);
    const std::string_view path = path_of(qgs.substr(start, end - start));
    if (!path.empty()) return plain_text(base_name(path));
  }
  return {};
}

std::string relinked(std::string_view qgs, const std::string& old_file, const std::string& new_file) {
  const std::string new_path = "./" + xml_text(new_file);
  std::string result;
  result.reserve(qgs.size());
  // Every stretch of content or attribute value is looked at whole, between the characters that end one.
  for (std::size_t at = 0; at < qgs.size();) {
    const std::size_t end = std::min(qgs.find_first_of("<>\"", at), qgs.size());
    const std::string_view source = qgs.substr(at, end - at), path = path_of(source);
    const bool is_ours = !path.empty() && is_own_folder(path) && plain_text(base_name(path)) == old_file;
    result += is_ours ? with_path(source, path, new_path) : source;
    if (end < qgs.size()) result += qgs[end];
    at = end + 1;
  }
  return result;
}

}  // namespace vigie
