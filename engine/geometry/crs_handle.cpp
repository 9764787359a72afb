// PROJ contexts, and CRS texts taken apart with nothing but codes and WKT let through.
#include "engine/geometry/crs_handle.h"

#include <fmt/format.h>
#include <proj_experimental.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::array<const char*, 4> authorities{"EPSG", "ESRI", "OGC", "IGNF"};
constexpr const char* how_to_name = "write AUTHORITY:CODE such as EPSG:31370, or WKT";

void keep_message(void* last_error, int, const char* message) {
  *static_cast<std::string*>(last_error) = message;
}

struct CrsCode {
  std::string authority, code;
  std::string text() const { return authority + ":" + code; }
};

bool is_code_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.' || c == '-';
}

std::optional<CrsCode> as_code(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const std::string_view code = text.substr(colon + 1);
  if (code.empty() || !std::ranges::all_of(code, is_code_letter)) return std::nullopt;
  for (const char* authority : authorities)
    if (same_ignoring_case(text.substr(0, colon), authority)) return CrsCode{authority, std::string(code)};
  return std::nullopt;
}

ProjObject from_database(const ProjContext& proj, const CrsCode& code) {
  return ProjObject(proj_create_from_database(proj.get(), code.authority.c_str(), code.code.c_str(), PJ_CATEGORY_CRS,
                                              /*usePROJAlternativeGridNames=*/0, nullptr));
}

[[noreturn]] void refuse_unknown(const ProjContext& proj, const CrsCode& code) {
  std::string mend = "check the code";
  for (const char* authority : authorities) {
    const CrsCode other{authority, code.code};
    if (authority != code.authority && from_database(proj, other)) mend = fmt::format("is it {}?", other.text());
  }
  throw UsageError(fmt::format("CRS {} is not in the database ({}); {}", printable(code.text()),
                               projection_library_version(), mend));
}

[[noreturn]] void refuse_text(std::string_view text) {
  const std::string shown = printable(text);
  if (text.empty()) throw UsageError(fmt::format("the CRS is empty; {}", how_to_name));
  if (text.find("+proj") != text.npos || text.find("+init") != text.npos || text.starts_with('+'))
    throw UsageError(fmt::format("CRS '{}' is a PROJ string, which may name files; {}", shown, how_to_name));
  if (text.find("://") != text.npos)
    throw UsageError(fmt::format("CRS '{}' is a URL, and nothing is fetched; {}", shown, how_to_name));
  const std::size_t last = text.rfind(':');
  if (text.starts_with("urn:") && last != text.npos)
    throw UsageError(fmt::format("CRS '{}' is a URN; write it as AUTHORITY:CODE such as EPSG:{}", shown,
                                 printable(text.substr(last + 1))));
  if (std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    throw UsageError(fmt::format("CRS '{}' names no authority; did you mean EPSG:{}?", shown, shown));
  throw UsageError(
      fmt::format("CRS '{}' is neither a code nor WKT; {} (authorities: EPSG, ESRI, OGC, IGNF)", shown, how_to_name));
}

// Grid files named inside WKT would be opened by path; @null is the mark of web mercator.
bool names_grid_file(std::string_view wkt) {
  for (std::size_t at = wkt.find("nadgrids="); at != wkt.npos; at = wkt.find("nadgrids=", at + 1))
    if (!wkt.substr(at).starts_with("nadgrids=@null")) return true;
  return lower(wkt).find("parameterfile") != std::string::npos;
}

ProjObject from_wkt(const ProjContext& proj, const std::string& text) {
  if (names_grid_file(text))
    throw UsageError(fmt::format("CRS '{}' names a grid file, and none is opened; {}", printable(text), how_to_name));
  ProjObject crs(proj_create_from_wkt(proj.get(), text.c_str(), nullptr, nullptr, nullptr));
  if (!crs)
    throw UsageError(fmt::format("CRS '{}' cannot be read as WKT ({}); {}", printable(text),
                                 printable(proj.last_error()), how_to_name));
  return crs;
}

bool equivalent(const ProjContext& proj, const PJ* a, const PJ* b) {
  return proj_is_equivalent_to_with_ctx(proj.get(), a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

// PROJ compares a CRS that it cannot recognize with its whole database, which takes a second: the answers are kept.
class Recognitions {
 public:
  std::optional<std::string> find(const std::string& wkt) {
    const std::lock_guard lock(guard_);
    const auto known = codes_.find(wkt);
    return known == codes_.end() ? std::nullopt : std::optional(known->second);
  }
  void keep(const std::string& wkt, const std::string& code) {
    const std::lock_guard lock(guard_);
    codes_.try_emplace(wkt, code);
  }

 private:
  std::mutex guard_;
  std::map<std::string, std::string> codes_;  // "" where the WKT is not recognized
};

Recognitions& recognitions() {
  static Recognitions known;
  return known;
}

std::string as_wkt(const ProjContext& proj, const PJ* crs) {
  constexpr std::array<const char*, 2> one_line{"MULTILINE=NO", nullptr};
  const char* wkt = proj_as_wkt(proj.get(), crs, PJ_WKT2_2019, one_line.data());
  return wkt ? wkt : "";
}

// AUTHORITY:CODE that PROJ gives this CRS without doubt, "" for none.
std::string identified(const ProjContext& proj, const PJ* crs) {
  int* raw_confidence = nullptr;
  const ProjList matches(proj_identify(proj.get(), crs, nullptr, nullptr, &raw_confidence));
  const std::unique_ptr<int, decltype(&proj_int_list_destroy)> confidence(raw_confidence, proj_int_list_destroy);
  if (!matches || !confidence) return "";
  for (int i = 0; i < proj_list_get_count(matches.get()); ++i) {
    if (confidence.get()[i] < 100) continue;
    const ProjObject match(proj_list_get(proj.get(), matches.get(), i));
    std::string code = match ? authority_code(match.get()) : "";
    if (as_code(code)) return code;
  }
  return "";
}

// The database's CRS of the code that this one carries, null where its parameters say something else.
ProjObject rightly_named(const ProjContext& proj, const PJ* crs) {
  const std::optional<CrsCode> named = as_code(authority_code(crs));
  ProjObject known = named ? from_database(proj, *named) : nullptr;
  return known && equivalent(proj, known.get(), crs) ? std::move(known) : nullptr;
}

// The database's own CRS where the WKT names it rightly, or where PROJ recognizes it without doubt.
ProjObject recognized(const ProjContext& proj, const PJ* crs) {
  if (ProjObject known = rightly_named(proj, crs)) return known;
  const std::string wkt = as_wkt(proj, crs);
  std::optional<std::string> code = recognitions().find(wkt);
  if (!code) {
    code = identified(proj, crs);
    recognitions().keep(wkt, *code);
  }
  return code->empty() ? nullptr : from_database(proj, *as_code(*code));
}

const char* kind_name(PJ_TYPE type) {
  switch (type) {
    case PJ_TYPE_VERTICAL_CRS:
      return "vertical (heights only)";
    case PJ_TYPE_GEOCENTRIC_CRS:
      return "geocentric";
    case PJ_TYPE_ENGINEERING_CRS:
      return "an engineering (local) one";
    case PJ_TYPE_TEMPORAL_CRS:
      return "temporal";
    default:
      return "of a kind that holds no map coordinates";
  }
}

bool is_horizontal(PJ_TYPE type) {
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS;
}

PJ_TYPE type_inside(const ProjContext& proj, const PJ* crs) {
  const PJ_TYPE type = proj_get_type(crs);
  if (type != PJ_TYPE_BOUND_CRS) return type;
  const ProjObject source(proj_get_source_crs(proj.get(), crs));
  return source ? proj_get_type(source.get()) : type;
}

// A bound CRS (WKT 1 with TOWGS84) gives way to the database's CRS where that is the same; else its shift is kept.
ProjObject horizontal_part(const ProjContext& proj, ProjObject crs) {
  while (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS)
    crs.reset(proj_crs_get_sub_crs(proj.get(), crs.get(), 0));
  if (!crs) return nullptr;
  if (proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS) {
    ProjObject source(proj_get_source_crs(proj.get(), crs.get()));
    if (source && proj_get_type(source.get()) == PJ_TYPE_COMPOUND_CRS) return horizontal_part(proj, std::move(source));
    ProjObject known = source ? recognized(proj, source.get()) : nullptr;
    return known ? std::move(known) : std::move(crs);
  }
  // The demoted object has no code; its horizontal twin in the database is found by recognition.
  if (proj_get_type(crs.get()) == PJ_TYPE_GEOGRAPHIC_3D_CRS)
    crs.reset(proj_crs_demote_to_2D(proj.get(), nullptr, crs.get()));
  if (!crs) return nullptr;
  ProjObject known = authority_code(crs.get()).empty() ? recognized(proj, crs.get()) : nullptr;
  return known ? std::move(known) : std::move(crs);
}

struct Axis {
  double unit = 0;  // metres or radians
  std::string name;
};

Axis first_axis(const ProjContext& proj, const PJ* crs) {
  const ProjObject source(proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(proj.get(), crs) : nullptr);
  const ProjObject system(proj_crs_get_coordinate_system(proj.get(), source ? source.get() : crs));
  Axis axis;
  const char* unit_name = nullptr;
  if (!system || proj_cs_get_axis_info(proj.get(), system.get(), 0, nullptr, nullptr, nullptr, &axis.unit, &unit_name,
                                       nullptr, nullptr) == 0)
    throw UsageError(fmt::format("CRS {} has no axes; {}", proj_get_name(crs), how_to_name));
  axis.name = unit_name ? unit_name : "";
  return axis;
}

// Where an area crosses the antimeridian its east end lies beyond 180.
Box area_of_use(const ProjContext& proj, const PJ* crs) {
  double west = 0, south = 0, east = 0, north = 0;
  if (proj_get_area_of_use(proj.get(), crs, &west, &south, &east, &north, nullptr) == 0 || west < -180) return {};
  return {.min_x = west, .min_y = south, .max_x = east < west ? east + 360 : east, .max_y = north};
}

}  // namespace

ProjContext::ProjContext() : last_error_(std::make_unique<std::string>()), handle_(proj_context_create()) {
  if (!handle_) throw std::runtime_error("PROJ: no context, out of memory");
  proj_log_func(handle_.get(), last_error_.get(), keep_message);
  proj_log_level(handle_.get(), PJ_LOG_ERROR);
  proj_context_set_enable_network(handle_.get(), 0);
}

std::string authority_code(const PJ* object) {
  const char* authority = proj_get_id_auth_name(object, 0);
  const char* code = proj_get_id_code(object, 0);
  return authority && code ? fmt::format("{}:{}", authority, code) : std::string{};
}

ProjObject open_crs(const ProjContext& proj, const std::string& text) {
  const std::string trimmed(trim(text));
  ProjObject crs;
  if (const std::optional<CrsCode> code = as_code(trimmed)) {
    crs = from_database(proj, *code);
    if (!crs) refuse_unknown(proj, *code);
  } else if (proj_context_guess_wkt_dialect(proj.get(), trimmed.c_str()) != PJ_GUESSED_NOT_WKT) {
    crs = from_wkt(proj, trimmed);
    if (ProjObject known = proj_is_crs(crs.get()) ? recognized(proj, crs.get()) : nullptr) crs = std::move(known);
  } else {
    refuse_text(trimmed);
  }
  const std::string name = proj_get_name(crs.get());
  const PJ_TYPE given = proj_get_type(crs.get());
  if (proj_is_crs(crs.get())) crs = horizontal_part(proj, std::move(crs));
  const PJ_TYPE type = crs ? type_inside(proj, crs.get()) : given;
  if (!is_horizontal(type))
    throw UsageError(fmt::format("CRS {} ({}) is {}; name a horizontal one such as EPSG:31370", printable(trimmed, 40),
                                 printable(name), kind_name(type)));
  return crs;
}

Crs describe_crs(const ProjContext& proj, const PJ* crs) {
  Crs result;
  result.name = proj_get_name(crs);
  result.geographic = type_inside(proj, crs) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
  if (rightly_named(proj, crs)) {
    result.text = authority_code(crs);
  } else {
    result.text = as_wkt(proj, crs);
    if (result.text.empty())
      throw UsageError(fmt::format("CRS {} cannot be written as WKT; {}", result.name, how_to_name));
  }
  const Axis axis = first_axis(proj, crs);
  if (result.geographic && std::abs(axis.unit * 180 / std::numbers::pi - 1) > 1e-9)
    throw UsageError(fmt::format("CRS {} counts angles in {}, not degrees; convert the data to degrees first",
                                 result.name, axis.name));
  result.metres_per_unit = result.geographic ? 0 : axis.unit;
  result.area_of_use = area_of_use(proj, crs);
  return result;
}

}  // namespace vigie
