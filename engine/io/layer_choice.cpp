// The named layer, or the only one that fits; never the first of several.
#include "engine/io/layer_choice.h"

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/ogr_shapes.h"

#include <fmt/format.h>

#include <optional>

namespace vigie {
namespace {

template <class Fits>
std::optional<LayerCandidate> only_one(const std::vector<LayerCandidate>& layers, const Fits& fits) {
  std::optional<LayerCandidate> found;
  for (const LayerCandidate& layer : layers) {
    if (!fits(layer)) continue;
    if (found) return {};
    found = layer;
  }
  return found;
}

std::optional<LayerCandidate> only_of_kind(const std::vector<LayerCandidate>& layers, GeometryKind kind) {
  return only_one(layers, [&](const LayerCandidate& layer) { return layer.geometry == kind; });
}

bool has_kind(const std::vector<LayerCandidate>& layers, GeometryKind kind) {
  for (const LayerCandidate& layer : layers)
    if (layer.geometry == kind) return true;
  return false;
}

std::string described(const std::vector<LayerCandidate>& layers) {
  constexpr std::size_t most_listed = 20;
  std::vector<std::string> items;
  for (const LayerCandidate& layer : layers) {
    if (items.size() == most_listed) {
      items.push_back(fmt::format("{} more", layers.size() - most_listed));
      break;
    }
    items.push_back(fmt::format("{} ({})", printable(layer.name), kind_words(layer.geometry)));
  }
  return listed(items);
}

LayerCandidate named_layer(const std::vector<LayerCandidate>& layers, const std::string& name,
                           const std::string& source) {
  const auto exact = only_one(layers, [&](const LayerCandidate& layer) { return layer.name == name; });
  if (exact) return *exact;
  const auto folded = only_one(layers, [&](const auto& layer) { return same_ignoring_case(layer.name, name); });
  if (folded) return *folded;
  std::vector<std::string> names;
  names.reserve(layers.size());
  for (const LayerCandidate& layer : layers) names.push_back(layer.name);
  const std::string near = nearest_name(name, names);
  throw DataError(fmt::format("{} has no layer {}{}; it has {}", source, printable(name),
                              near.empty() ? "" : ", did you mean " + printable(near) + "?", described(layers)));
}

std::optional<LayerCandidate> fitting_layer(const std::vector<LayerCandidate>& layers, GeometryKind wanted) {
  if (wanted == GeometryKind::none) {
    auto spatial = only_one(layers, [](const auto& layer) { return layer.geometry != GeometryKind::none; });
    if (spatial) return spatial;
    auto areas = only_of_kind(layers, GeometryKind::polygon);
    return areas ? areas : only_of_kind(layers, GeometryKind::point);
  }
  if (has_kind(layers, wanted)) return only_of_kind(layers, wanted);
  if (has_kind(layers, GeometryKind::mixed)) return only_of_kind(layers, GeometryKind::mixed);
  return wanted == GeometryKind::point ? only_of_kind(layers, GeometryKind::none) : std::nullopt;
}

}  // namespace

LayerCandidate choose_layer(const std::vector<LayerCandidate>& layers, const std::string& name, GeometryKind wanted,
                            const std::string& source) {
  if (layers.empty()) throw DataError(fmt::format("{} holds no layer of features or attributes", source));
  if (!name.empty()) return named_layer(layers, name, source);
  if (layers.size() == 1) return layers.front();
  const auto fitting = fitting_layer(layers, wanted);
  if (!fitting)
    throw DataError(fmt::format("{} has several layers and none is named: {}; say which with layer = \"...\"", source,
                                described(layers)));
  return *fitting;
}

}  // namespace vigie
