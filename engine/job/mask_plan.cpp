// Declarations of the keys about moved points, and what they must not leave out.
#include "engine/job/mask_plan.h"

#include <fmt/format.h>

#include <array>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 3> methods{"none", "donut", "snap"};
constexpr double least_ratio = 8;  // of k_max to k_min: a narrower ring has no room for the lattice

void require(const Settings& output, const Parameter& needed, std::string_view method, std::string_view what) {
  if (output.text(needed).empty())
    throw UsageError(
        fmt::format("[output] mask = \"{}\" needs {}: set output.{}", method, what, std::string(needed.name)));
}

}  // namespace

namespace mask_keys {
constexpr Parameter mask{.name = "mask",
                         .kind = ParameterKind::choice,
                         .fallback = "none",
                         .choices = methods,
                         .help =
                             "How reports = \"include\" moves the points of a public file: donut, into a ring around "
                             "their place, by a secret; snap, to the nearest of mask_anchors."};
constexpr Parameter secret{.name = "secret",
                           .otherwise = "none",
                           .help =
                               "File with the secret by which a public file moves points or rounds counts, of 32 "
                               "characters or more. Keep it, and keep it from others: another one moves and rounds "
                               "everything anew."};
constexpr Parameter anchors{.name = "mask_anchors",
                            .otherwise = "none",
                            .help =
                                "File of points (or polygons) to which snap moves reports: centres of streets, "
                                "squares, stations."};
constexpr Parameter dwellings{
    .name = "mask_dwellings",
    .otherwise = "the dwellings of the neighbourhoods, taken to lie evenly",
    .help = "File with a point (or polygon) for each dwelling, among which points are hidden."};
constexpr Parameter k_min{.name = "mask_k_min",
                          .kind = ParameterKind::integer,
                          .fallback = "5",
                          .minimum = 2,
                          .maximum = 10'000,
                          .help = "Dwellings among which a donut hides each point at least."};
constexpr Parameter k_max{.name = "mask_k_max",
                          .kind = ParameterKind::integer,
                          .fallback = "50",
                          .minimum = 16,
                          .maximum = 100'000,
                          .help = "Dwellings within the outer radius of a donut; eight times mask_k_min or more."};
constexpr Parameter snap_dwellings{.name = "snap_dwellings",
                                   .kind = ParameterKind::integer,
                                   .fallback = "8",
                                   .minimum = 2,
                                   .maximum = 10'000,
                                   .help =
                                       "Dwellings around an anchor at least; anchors with fewer, but some, are left "
                                       "out."};
}  // namespace mask_keys

std::string MaskPlan::text() const {
  if (method == MaskMethod::donut)
    return fmt::format("donut; k_min {}; k_max {}; key {}", number_text(k_min), number_text(k_max), secret->check());
  return method == MaskMethod::snap ? fmt::format("snap; dwellings {}", number_text(least_homes)) : "";
}

bool shows_moved_points(const Job& job) {
  const Settings& output = job.section("output");
  return is_public(job) && output.text(output_keys::reports) == "include" &&
         output.choice<MaskMethod>(mask_keys::mask) != MaskMethod::none;
}

MaskPlan mask_plan(const Job& job) {
  const Settings& output = job.section("output");
  if (output.text(output_keys::reports) != "include") return {};
  MaskPlan plan;
  plan.method = output.choice<MaskMethod>(mask_keys::mask);
  plan.k_min = output.required_number(mask_keys::k_min);
  plan.k_max = output.required_number(mask_keys::k_max);
  plan.least_homes = output.required_number(mask_keys::snap_dwellings);
  switch (plan.method) {
    case MaskMethod::none:
      throw UsageError(
          "[output] reports = \"include\": a public file holds no single reports where they happened; set mask = "
          "\"donut\" or \"snap\" to show them elsewhere, leave it out, or set profile = \"internal\"");
    case MaskMethod::donut:
      require(output, mask_keys::secret, "donut", "a secret");
      if (plan.k_max < least_ratio * plan.k_min)
        throw UsageError(
            fmt::format("[output] mask_k_max = {} leaves too narrow a ring for mask_k_min = {}; set {} or more",
                        number_text(plan.k_max), number_text(plan.k_min), number_text(least_ratio * plan.k_min)));
      plan.secret.emplace(job.resolve(output.text(mask_keys::secret)));
      break;
    case MaskMethod::snap:
      require(output, mask_keys::anchors, "snap", "places to which points are moved");
      break;
  }
  return plan;
}

}  // namespace vigie
