// Checking values against their declarations, with messages that name key, value and mend.
#include "engine/analysis/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

std::vector<std::string> names(std::span<const std::string_view> views) {
  return {views.begin(), views.end()};
}

bool lists_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string hint(const std::string& nearest) {
  return nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest);
}

[[noreturn]] void refuse(std::string_view section, std::string_view key, const std::string& why) {
  throw UsageError(fmt::format("[{}] {}: {}", section, key, why));
}

std::string bound(double value, const Parameter& parameter) {
  const std::string unit(parameter.unit == Unit::metre || parameter.unit == Unit::months ? symbol(parameter.unit) : "");
  return number_text(value) + (unit.empty() ? "" : " " + unit);
}

void check_number(const Section& section, const Parameter& parameter, const std::string& text) {
  std::optional<double> value;
  if (parameter.kind == ParameterKind::length) {
    value = parse_length(text);
    if (!value)
      refuse(section.name, parameter.name,
             fmt::format("'{}' is no length; write 500m, 1.2km or 300ft", printable(text)));
  } else if (const ParsedNumber number = parse_number(text); number.fault == NumberFault::none) {
    value = number.value;
  } else {
    refuse(section.name, parameter.name, fmt::format("'{}' is no number", printable(text)));
  }
  if (parameter.kind == ParameterKind::integer && *value != std::floor(*value))
    refuse(section.name, parameter.name, fmt::format("{} is no whole number", text));
  if (!std::isfinite(*value) || *value < parameter.minimum || *value > parameter.maximum)
    refuse(section.name, parameter.name,
           std::isfinite(parameter.maximum)
               ? fmt::format("{} is outside {} to {}", text, bound(parameter.minimum, parameter),
                             bound(parameter.maximum, parameter))
               : fmt::format("{} is below {}", text, bound(parameter.minimum, parameter)));
}

void check_choice(const Section& section, const Parameter& parameter, const std::string& text) {
  const std::vector<std::string> known = names(parameter.choices);
  if (std::ranges::find(known, text) == known.end())
    refuse(section.name, parameter.name,
           fmt::format("'{}' is not one of {}{}", printable(text), listed(known), hint(nearest_name(text, known))));
  if (lists_word(parameter.unavailable, text))
    refuse(section.name, parameter.name, fmt::format("'{}' is not available in this version", text));
}

void check_date(const Section& section, const Parameter& parameter, const std::string& text) {
  static const TimeReader dates("iso", TimeZone("UTC"));
  const ParsedTime parsed = dates.parse(text);
  if (parsed.fault != TimeFault::none)
    refuse(section.name, parameter.name, fmt::format("'{}' is no date; write 2024-01-31", printable(text)));
}

void check_value(const Section& section, const Parameter& parameter, const std::string& text) {
  switch (parameter.kind) {
    case ParameterKind::choice:
      return check_choice(section, parameter, text);
    case ParameterKind::number:
    case ParameterKind::integer:
    case ParameterKind::length:
      return check_number(section, parameter, text);
    case ParameterKind::date:
      return check_date(section, parameter, text);
    case ParameterKind::text:
    case ParameterKind::list:
      return;
  }
}

}  // namespace

std::string_view word(Origin origin) {
  switch (origin) {
    case Origin::file:
      return "file";
    case Origin::flag:
      return "flag";
    case Origin::fallback:
      return "default";
    case Origin::data:
      return "data";
  }
  return "";
}

const Settings::Value* Settings::find(std::string_view name) const {
  const auto place = std::ranges::find(values_, name, &Value::name);
  return place == values_.end() ? nullptr : &*place;
}

void Settings::put(std::string_view name, std::vector<std::string> texts, Origin origin) {
  std::erase_if(values_, [&](const Value& value) { return value.name == name; });
  values_.push_back({name, std::move(texts), origin});
}

void Settings::set(std::string_view name, const std::vector<std::string>& values, Origin origin) {
  const auto declared = std::ranges::find(section_->parameters, name, &Parameter::name);
  if (declared == section_->parameters.end()) {
    std::vector<std::string> known;
    for (const Parameter& parameter : section_->parameters) known.emplace_back(parameter.name);
    const std::string nearest = nearest_name(name, known);
    throw UsageError(fmt::format("[{}] has no key '{}'{}", section_->name, printable(name),
                                 nearest.empty() ? "; its keys are " + listed(known) : hint(nearest)));
  }
  if (declared->unavailable == "*")
    throw UsageError(fmt::format("[{}] {} is not available in this version", section_->name, name));
  const bool many = declared->kind == ParameterKind::list;
  if (!many && values.size() != 1) refuse(section_->name, name, "takes one value, not a list");
  if (!declared->choices.empty() && many) {
    for (const std::string& value : values) check_choice(*section_, *declared, value);
  } else {
    for (const std::string& value : values) check_value(*section_, *declared, value);
  }
  put(declared->name, values, origin);
}

void Settings::choose(const Parameter& parameter, std::string value) {
  put(parameter.name, {std::move(value)}, Origin::data);
}

bool Settings::given(const Parameter& parameter) const {
  const Value* value = find(parameter.name);
  return value && value->origin != Origin::data;
}

std::string Settings::text(const Parameter& parameter) const {
  const Value* value = find(parameter.name);
  if (!value) return std::string(parameter.fallback);
  return value->texts.empty() ? std::string{} : value->texts.front();
}

std::vector<std::string> Settings::list(const Parameter& parameter) const {
  if (const Value* value = find(parameter.name)) return value->texts;
  if (parameter.fallback.empty()) return {};
  return {std::string(parameter.fallback)};
}

std::optional<double> Settings::number(const Parameter& parameter) const {
  const std::string value = text(parameter);
  if (value.empty()) return std::nullopt;
  if (parameter.kind == ParameterKind::length) return parse_length(value);
  const ParsedNumber parsed = parse_number(value);
  return parsed.fault == NumberFault::none ? std::optional(parsed.value) : std::nullopt;
}

double Settings::required_number(const Parameter& parameter) const {
  const std::optional<double> value = number(parameter);
  if (!value) throw std::logic_error(fmt::format("{}.{} has no value", section_->name, parameter.name));
  return *value;
}

std::size_t Settings::choice_index(const Parameter& parameter) const {
  const std::string value = text(parameter);
  const auto place = std::ranges::find(parameter.choices, value);
  if (place == parameter.choices.end())
    throw std::logic_error(fmt::format("{}.{} holds no choice: '{}'", section_->name, parameter.name, value));
  return static_cast<std::size_t>(place - parameter.choices.begin());
}

std::vector<Settings::Entry> Settings::entries() const {
  std::vector<Entry> result;
  for (const Parameter& parameter : section_->parameters) {
    if (const Value* value = find(parameter.name)) {
      result.push_back({std::string(parameter.name), fmt::format("{}", fmt::join(value->texts, ", ")), value->origin});
    } else if (!parameter.fallback.empty()) {
      result.push_back({std::string(parameter.name), std::string(parameter.fallback), Origin::fallback});
    }
  }
  return result;
}

}  // namespace vigie
