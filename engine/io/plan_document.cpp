// JSON, because any launcher can read it.
#include "engine/io/plan_document.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

using Json = nlohmann::ordered_json;

constexpr int plan_form = 1;  // of the file; counts up when a reader of the old form would go wrong

Json slice_json(const Slice& slice) {
  return {{"begin", slice.begin},
          {"end", slice.end},
          {"rows_before", slice.rows},
          {"lines_before", slice.lines},
          {"sha256", slice.sha256}};
}

Json head_json(const PartPlan& plan) {
  Json inputs = Json::object();
  for (const auto& [role, hash] : plan.inputs) inputs[role] = hash;
  const SlicePlan& slices = plan.slices;
  return {{"vigie_plan", plan_form},
          {"version", VIGIE_VERSION},
          {"parts", plan.parts},
          {"settings", plan.settings},
          {"inputs", inputs},
          {"time_zone", plan.time_zone},
          {"question", plan.question},
          {"source",
           {{"kind", slices.kind == SourceKind::csv ? "csv" : "vector"},
            {"whole", slices.whole},
            {"trailing_delimiter", slices.trailing_accepted},
            {"rows", slices.rows},
            {"bytes", slices.fingerprint.bytes},
            {"sha256", slices.fingerprint.sha256}}}};
}

SlicePlan slices_from(const Json& source, const Json& slices) {
  SlicePlan plan{.kind = source.at("kind") == "csv" ? SourceKind::csv : SourceKind::vector,
                 .whole = source.at("whole").get<bool>(),
                 .trailing_accepted = source.at("trailing_delimiter").get<bool>(),
                 .rows = source.at("rows").get<std::int64_t>(),
                 .fingerprint = {source.at("bytes").get<std::int64_t>(), source.at("sha256").get<std::string>()},
                 .slices = {}};
  for (const Json& slice : slices)
    plan.slices.push_back({slice.at("begin").get<std::size_t>(), slice.at("end").get<std::size_t>(),
                           slice.at("rows_before").get<std::int64_t>(), slice.at("lines_before").get<std::int64_t>(),
                           slice.at("sha256").get<std::string>()});
  return plan;
}

}  // namespace

std::string plan_text(const PartPlan& plan) {
  std::string text = head_json(plan).dump(2);
  text.resize(text.size() - std::string_view("\n}").size());
  text += ",\n  \"slices\": [";
  for (std::size_t i = 0; i < plan.slices.slices.size(); ++i)
    text += fmt::format("{}\n    {}", i > 0 ? "," : "", slice_json(plan.slices.slices[i]).dump());
  return text + "\n  ]\n}\n";
}

PartPlan parse_plan(const std::string& text, const std::string& shown) {
  PartPlan plan;
  try {
    const Json json = Json::parse(text);
    if (json.at("vigie_plan") != plan_form || json.at("version") != VIGIE_VERSION)
      throw DataError(fmt::format("{} was made by another version of vigie; make the plan again (vigie plan)",
                                  printable_path(shown)));
    plan.parts = json.at("parts").get<int>();
    plan.settings = json.at("settings").get<std::string>();
    for (const auto& [role, hash] : json.at("inputs").items()) plan.inputs.emplace_back(role, hash.get<std::string>());
    plan.time_zone = json.at("time_zone").get<std::string>();
    plan.question = json.at("question").get<std::string>();
    plan.slices = slices_from(json.at("source"), json.at("slices"));
  } catch (const Json::exception&) {
    throw DataError(fmt::format("{} is damaged; make the plan again (vigie plan)", printable_path(shown)));
  }
  const bool fits = plan.slices.slices.size() == static_cast<std::size_t>(plan.parts) || plan.question.empty();
  if (plan.parts < 1 || plan.parts > most_parts || !fits)
    throw DataError(fmt::format("{} is damaged; make the plan again (vigie plan)", printable_path(shown)));
  return plan;
}

}  // namespace vigie
