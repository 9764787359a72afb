// Parameters are declared once; settings hold their values with where each came from.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/units.h"

namespace vigie {

enum class ParameterKind { text, choice, number, integer, length, date, list };

/// One key of the job file and, by the same name, one flag of the command line.
struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::text;
  std::string_view fallback = "";   // default as text; "" where `otherwise` says what happens
  std::string_view otherwise = "";  // how the value is found where none is given ("from the data: ...")
  Unit unit = Unit::none;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::span<const std::string_view> choices{};  // in the order of the enumeration they stand for
  std::string_view help;
  std::string_view unavailable = "";  // choices, or "*" for the key itself, that a later version brings
};

/// A text; `otherwise` says how it is found where none is given.
constexpr Parameter text_key(std::string_view name, std::string_view otherwise, std::string_view help) {
  return {.name = name, .otherwise = otherwise, .help = help};
}
/// What `otherwise` says of a column that is looked for.
inline constexpr std::string_view by_name = "guessed by name and content";

/// A table of the job file.
struct Section {
  std::string_view name;
  std::string_view title;
  std::span<const Parameter> parameters;
};

enum class Origin { file, flag, fallback, data };

/// "file", "flag", "default", "data": as the manifest writes it.
std::string_view word(Origin origin);

/// The values of one section. Every getter takes the declaration itself, so that a misspelled key does not compile.
class Settings {
 public:
  explicit Settings(const Section& section) : section_(&section) {}

  const Section& section() const { return *section_; }

  /// Throws UsageError for an unknown key (naming the nearest), a value out of range, or one not available yet.
  void set(std::string_view name, const std::vector<std::string>& values, Origin origin);

  /// A value chosen from the data, for the manifest; getters return it from then on.
  void choose(const Parameter& parameter, std::string value);

  bool given(const Parameter& parameter) const;
  /// "" where nothing is given and there is no default.
  std::string text(const Parameter& parameter) const;
  std::vector<std::string> list(const Parameter& parameter) const;
  /// Nothing where no value is given and there is no default. Lengths in metres.
  std::optional<double> number(const Parameter& parameter) const;
  /// Throws std::logic_error where there is neither value nor default.
  double required_number(const Parameter& parameter) const;
  /// The enumerator at the choice's position.
  template <class Enum>
  Enum choice(const Parameter& parameter) const {
    return static_cast<Enum>(choice_index(parameter));
  }

  struct Entry {
    std::string key, value;
    Origin origin;
  };
  /// Every declared key with its value in force, in declaration order; keys without any value are left out.
  std::vector<Entry> entries() const;

 private:
  struct Value {
    std::string_view name;
    std::vector<std::string> texts;
    Origin origin;
  };
  const Value* find(std::string_view name) const;
  void put(std::string_view name, std::vector<std::string> texts, Origin origin);
  std::size_t choice_index(const Parameter& parameter) const;

  const Section* section_;
  std::vector<Value> values_;
};

}  // namespace vigie
