// TOML in, checked settings out.
#include "engine/job/job_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/analysis/catalog.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/job/sections.h"
#include "engine/job/toml_parser.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

std::string at_line(const std::string& file, const toml::source_region& where) {
  return fmt::format("{} line {}", fs::path(file).filename().string(), where.begin.line);
}

std::string text_of(const std::string& file, const toml::node& node) {
  std::ostringstream text;
  if (const auto* string = node.as_string()) return string->get();
  if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
  if (const auto* real = node.as_floating_point()) {
    if (!std::isfinite(real->get()))
      throw UsageError(fmt::format("{}: the number is not finite", at_line(file, node.source())));
    return number_text(real->get());
  }
  if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
  if (const auto* date = node.as_date()) {
    text << date->get();
  } else if (const auto* date_time = node.as_date_time()) {
    text << date_time->get();
  } else {
    throw UsageError(fmt::format("{}: a text, number, date or list is expected here", at_line(file, node.source())));
  }
  return text.str();
}

std::vector<std::string> texts_of(const std::string& file, const toml::node& node) {
  std::vector<std::string> texts;
  if (const auto* array = node.as_array()) {
    for (const toml::node& item : *array) texts.push_back(text_of(file, item));
  } else {
    texts.push_back(text_of(file, node));
  }
  return texts;
}

// TOML keys stand in any order in memory; messages should speak of the first fault in the file.
template <class Visit>
void in_file_order(const toml::table& table, Visit visit) {
  std::vector<std::pair<std::string, const toml::node*>> items;
  for (auto&& [key, node] : table) items.emplace_back(std::string(key.str()), &node);
  std::ranges::stable_sort(items, {}, [](const auto& item) { return item.second->source().begin.line; });
  for (const auto& [key, node] : items) visit(key, *node);
}

// A disk that fails is no fault of the job.
std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (!file.is_open() || file.bad() || text.bad()) throw IoError(fmt::format("{}: the job file cannot be read", path));
  return text.str();
}

// " line 3" of the first [ that no name follows; "" where there is none.
std::string line_of_odd_header(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::string_view rest = trim(line);
    if (!rest.starts_with('[')) continue;
    rest = trim(rest.substr(rest.find_first_not_of('[') == rest.npos ? rest.size() : rest.find_first_not_of('[')));
    const bool named = !rest.empty() && (std::isalnum(static_cast<unsigned char>(rest[0])) != 0 ||
                                         std::string_view("_-\"'").find(rest[0]) != std::string_view::npos);
    if (!named) return fmt::format(" line {}", number);
  }
  return "";
}

toml::table parse(const std::string& path) {
  std::error_code failed;
  if (!fs::exists(path, failed)) throw NoInputError(fmt::format("{}: there is no such job file", path));
  if (!fs::is_regular_file(path, failed))
    throw NoInputError(fmt::format("{}: a job file is expected, this is none", path));
  try {
    return toml::parse(text_of_file(path), path);
  } catch (const toml::parse_error& fault) {
    throw UsageError(fmt::format("{}: {}", at_line(path, fault.source()), std::string(fault.description())));
  } catch (const TomlGaveUp&) {
    throw UsageError(fmt::format("{}{}: a section's name is expected behind '[', such as [reports]",
                                 fs::path(path).filename().string(), line_of_odd_header(text_of_file(path))));
  }
}

}  // namespace

bool is_public(const Job& job) {
  return job.section("output").text(output_keys::profile) == "public";
}

std::vector<Section> all_sections() {
  std::vector<Section> sections(input_sections().begin(), input_sections().end());
  for (const Analysis& analysis : catalog()) sections.push_back(analysis.section());
  sections.push_back(output_section());
  return sections;
}

Job::Job(std::string folder) : folder_(std::move(folder)) {
  // Settings keep a pointer to their declaration, which therefore lives as long as the program.
  static const std::vector<Section> declared = all_sections();
  for (const Section& section : declared) sections_.emplace(std::string(section.name), Settings(section));
}

Job Job::from_file(const std::string& path) {
  const toml::table table = parse(path);
  Job job(fs::path(path).has_parent_path() ? fs::path(path).parent_path().string() : ".");
  job.file_ = path;
  in_file_order(table, [&](const std::string& name, const toml::node& node) {
    const toml::table* keys = node.as_table();
    if (!keys)
      throw UsageError(fmt::format("{}: '{}' stands outside a section; write it under [study], [reports], ...",
                                   at_line(path, node.source()), printable(name)));
    try {
      job.ask_for(name);
      in_file_order(*keys, [&](const std::string& key, const toml::node& value) {
        try {
          job.set(name, key, texts_of(path, value), Origin::file);
        } catch (const UsageError& fault) {
          const std::string place = at_line(path, value.source());
          throw UsageError(std::string(fault.what()).starts_with(place) ? fault.what() : place + ": " + fault.what());
        }
      });
    } catch (const UsageError& fault) {
      const std::string file = fs::path(path).filename().string();
      throw UsageError(std::string(fault.what()).starts_with(file)
                           ? fault.what()
                           : at_line(path, node.source()) + ": " + fault.what());
    }
  });
  return job;
}

void Job::override_with(const std::string& assignment) {
  const std::size_t dot = assignment.find('.'), equals = assignment.find('=');
  if (dot == assignment.npos || equals == assignment.npos || dot > equals)
    throw UsageError(
        fmt::format("--set {}: write SECTION.KEY=VALUE, such as hotspots.distance_band=400m", printable(assignment)));
  const std::string name = assignment.substr(0, dot), key = assignment.substr(dot + 1, equals - dot - 1);
  const std::string value = assignment.substr(equals + 1);
  const auto& parameters = section(name).section().parameters;
  const auto declared = std::ranges::find(parameters, key, &Parameter::name);
  std::vector<std::string> values{value};
  if (declared != parameters.end() && declared->kind == ParameterKind::list) {
    values.clear();
    std::istringstream items(value);
    for (std::string item; std::getline(items, item, ',');) values.emplace_back(trim(item));
  }
  ask_for(name);
  set(name, key, values, Origin::flag);
}

void Job::set(std::string_view name, std::string_view key, const std::vector<std::string>& values, Origin origin) {
  section(name).set(key, values, origin);
}

void Job::hold(std::string_view name, std::string_view key, const std::string& value) {
  section(name).set(key, {value}, Origin::flag);
  held_.emplace_back(name, key);
}

bool Job::holds(std::string_view name, std::string_view key) const {
  return std::ranges::any_of(held_, [&](const auto& held) { return held.first == name && held.second == key; });
}

void Job::ask_for(std::string_view name) {
  section(name);
  if (!asks_for(name)) asked_.emplace_back(name);
}

bool Job::asks_for(std::string_view name) const {
  return std::ranges::find(asked_, name) != asked_.end();
}

Settings& Job::section(std::string_view name) {
  const auto place = sections_.find(name);
  if (place != sections_.end()) return place->second;
  std::vector<std::string> known;
  for (const auto& [section, settings] : sections_) known.push_back(section);
  for (std::string_view later : later_sections()) {
    if (later == name) throw UsageError(fmt::format("[{}] is not available in this version", name));
    known.emplace_back(later);
  }
  const std::string nearest = nearest_name(name, known);
  throw UsageError(
      fmt::format("there is no section [{}]{}", printable(name),
                  nearest.empty() ? "; sections are " + listed(known) : "; did you mean [" + nearest + "]?"));
}

const Settings& Job::section(std::string_view name) const {
  return sections_.find(name)->second;
}

void Job::set_output(const std::string& path) {
  ask_for("output");
  set("output", "geopackage", {fs::absolute(path).lexically_normal().string()}, Origin::flag);
}

std::string Job::resolve(const std::string& path) const {
  if (path.empty() || fs::path(path).is_absolute() || folder_ == ".") return path;
  return (fs::path(folder_) / path).string();
}

std::vector<std::string> Job::analyses() const {
  std::vector<std::string> names;
  for (const Analysis& analysis : catalog())
    if (!is_input(analysis) && asks_for(analysis.name)) names.emplace_back(analysis.name);
  return names;
}

}  // namespace vigie
