// Connection strings of libpq (PostgreSQL 15, 34.1.1), parsed here so that nothing else in them reaches the driver.
#include "engine/io/database_source.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/fingerprint.h"
#include "engine/io/ogr_fields.h"
#include "engine/io/vector_layer.h"

namespace vigie {
namespace {

constexpr std::string_view prefix = "PG:";

// What says where the database is and who asks; nothing that changes what a session may do.
constexpr std::array<std::string_view, 17> keywords{
    "host",       "hostaddr",   "port",           "dbname",  "user",   "password",        "passfile",
    "service",    "sslmode",    "sslrootcert",    "sslcert", "sslkey", "connect_timeout", "application_name",
    "gssencmode", "krbsrvname", "channel_binding"};

using Words = std::map<std::string, std::string>;

[[noreturn]] void refuse(std::string_view why) {
  throw UsageError(fmt::format("source = \"PG:...\": {}; write \"PG:host=... dbname=... user=...\"", why));
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// One value: quoted or up to the next blank, with backslashes before quotes and backslashes.
std::string take_value(std::string_view& rest) {
  const bool quoted = rest.starts_with('\'');
  if (quoted) rest.remove_prefix(1);
  std::string value;
  while (!rest.empty()) {
    char c = rest.front();
    if (quoted ? c == '\'' : is_blank(c)) break;
    rest.remove_prefix(1);
    if (c == '\\' && !rest.empty()) {
      c = rest.front();
      rest.remove_prefix(1);
    }
    value += c;
  }
  if (quoted && rest.empty()) refuse("a quote is not closed");
  if (quoted) rest.remove_prefix(1);
  return value;
}

Words words_of(std::string_view text) {
  Words words;
  while (true) {
    text = trim(text);
    if (text.empty()) return words;
    const std::size_t equals = text.find('=');
    const std::string keyword(trim(text.substr(0, equals)));
    if (equals == text.npos) refuse("it is no list of keyword=value");
    if (std::ranges::find(keywords, keyword) == keywords.end())
      refuse(fmt::format("the keyword '{}' is not used here", printable(keyword, 20)));
    text = text.substr(equals + 1);
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    words[keyword] = take_value(text);
  }
}

Words words_of(const Source& source) {
  return words_of(std::string_view(source.path).substr(prefix.size()));
}

std::string quoted_value(std::string_view value) {
  std::string result = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

// Names reach the driver as they are: letters, digits and underscores, with at most one point.
bool is_table_name(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  const std::size_t point = name.find('.');
  const auto is_name = [&](std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_letter); };
  return point == name.npos ? is_name(name) : is_name(name.substr(0, point)) && is_name(name.substr(point + 1));
}

// Ten minutes for a statement; serializable, so that the count and the rows are of one moment.
constexpr std::string_view session =
    "-c default_transaction_read_only=on -c default_transaction_isolation=serializable -c statement_timeout=600000";

// Digests are added lane by lane: the sum does not depend on the order of the rows.
class RowSum {
 public:
  void add(const std::string& sha256) {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      std::uint64_t value = 0;
      const char* digits = sha256.data() + 16 * lane;
      std::from_chars(digits, digits + 16, value, 16);
      lanes_[lane] += value;
    }
  }
  std::string text() const { return fmt::format("{:016x}", fmt::join(lanes_, "")); }

 private:
  std::array<std::uint64_t, 4> lanes_{};
};

Fingerprint fingerprint_of(const OGRFeature& feature) {
  RunningFingerprint row;
  row.add(std::to_string(feature.GetFID()));
  for (int i = 0; i < feature.GetFieldCount(); ++i) {
    row.add("\x1F");  // ASCII unit separator
    if (const auto text = field_text(feature, i)) row.add("=" + *text);
  }
  if (const OGRGeometry* geometry = feature.GetGeometryRef()) {
    std::vector<unsigned char> bytes(geometry->WkbSize());
    geometry->exportToWkb(wkbNDR, bytes.data());
    row.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
  return std::move(row).finish();
}

}  // namespace

bool is_database(const std::string& path) {
  return same_ignoring_case(trim(path).substr(0, prefix.size()), prefix);
}

std::string database_name(const Source& source) {
  std::string name = "database";
  try {
    const Words words = words_of(source);
    for (const char* keyword : {"service", "dbname"})
      if (const auto word = words.find(keyword); word != words.end()) name = word->second;
  } catch (const UsageError&) {  // told where it is opened
  }
  return printable(fmt::format("PG:{}{}{}", name, source.layer.empty() ? "" : "/", source.layer), 100);
}

DatabaseConnection database_connection(const Source& source) {
  const std::string name = database_name(source);
  if (!source.allow_database)
    throw UsageError(fmt::format(
        "{} is a database, and vigie reads files unless it is told otherwise; set allow_database = true beside source",
        name));
  if (source.layer.empty())
    throw UsageError(fmt::format("{}: name the table, such as layer = \"public.reports\"", name));
  if (!is_table_name(source.layer))
    throw UsageError(fmt::format("{}: layer is no schema.table of letters, digits and underscores", name));
  Words words = words_of(source);
  DatabaseConnection connection{.open_name = std::string(prefix), .table = source.layer, .secrets = {}};
  for (const char* secret : {"password", "user", "passfile", "sslkey"})
    if (const auto word = words.find(secret); word != words.end() && !word->second.empty())
      connection.secrets.push_back(word->second);
  words.try_emplace("connect_timeout", "10");
  words["options"] = session;
  for (const auto& [keyword, value] : words) connection.open_name += fmt::format("{}={} ", keyword, quoted_value(value));
  connection.open_name.pop_back();
  return connection;
}

std::string without_secrets(std::string text, const DatabaseConnection& connection) {
  for (const std::string& secret : connection.secrets)
    for (std::size_t at = text.find(secret); at != text.npos; at = text.find(secret, at + 3))
      text.replace(at, secret.size(), "***");
  return text;
}

Fingerprint database_fingerprint(const Source& source) {
  OpenVectorLayer layer(source, GeometryKind::none);
  RowSum sum;
  std::int64_t bytes = 0;
  layer.read([&](const OGRFeature& feature) {
    const Fingerprint row = fingerprint_of(feature);
    bytes += row.bytes;
    sum.add(row.sha256);
  });
  RunningFingerprint all;
  all.add(sum.text());
  return {.bytes = bytes, .sha256 = std::move(all).finish().sha256};
}

}  // namespace vigie
