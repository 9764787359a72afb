// PROJ lists the operations; ballpark ones are refused, the area decides, and the rule is deterministic.
#include "engine/geometry/projection_operation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include "engine/base/error.h"

namespace vigie {
namespace {

constexpr double good_accuracy = 2.0;  // metres

struct FactoryContextDeleter {
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* context) const { proj_operation_factory_context_destroy(context); }
};
using FactoryContext = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, FactoryContextDeleter>;

Box intersection(const Box& a, const Box& b) {
  return {.min_x = std::max(a.min_x, b.min_x),
          .min_y = std::max(a.min_y, b.min_y),
          .max_x = std::min(a.max_x, b.max_x),
          .max_y = std::min(a.max_y, b.max_y)};
}

Box common_area(const Crs& from, const Crs& to) {
  if (from.area_of_use.empty()) return to.area_of_use;
  if (to.area_of_use.empty()) return from.area_of_use;
  return intersection(from.area_of_use, to.area_of_use);
}

// What PROJ can take as an area: inside the globe, or nothing.
Box on_globe(const Box& area) {
  const Box globe{.min_x = -180, .min_y = -90, .max_x = 360, .max_y = 90};
  const Box inside = intersection(area, globe);
  return inside.empty() || inside.width() >= 360 ? Box{} : inside;
}

double wrapped(double longitude) {
  return longitude > 180 ? longitude - 360 : longitude;
}

ProjList list_operations(const ProjContext& proj, const PJ* from, const PJ* to, const Box& area) {
  const FactoryContext factory(proj_create_operation_factory_context(proj.get(), nullptr));
  if (!factory) throw std::runtime_error("PROJ: no operation factory");
  if (!area.empty())
    proj_operation_factory_context_set_area_of_interest(proj.get(), factory.get(), wrapped(area.min_x), area.min_y,
                                                        wrapped(area.max_x), area.max_y);
  proj_operation_factory_context_set_spatial_criterion(proj.get(), factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(proj.get(), factory.get(),
                                                           PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  proj_operation_factory_context_set_allow_ballpark_transformations(proj.get(), factory.get(), 0);
  return ProjList(proj_create_operations(proj.get(), from, to, factory.get()));
}

bool usable(const ProjContext& proj, const PJ* operation) {
  return proj_coordoperation_is_instantiable(proj.get(), operation) != 0 &&
         proj_coordoperation_has_ballpark_transformation(proj.get(), operation) == 0;
}

bool covers(const ProjContext& proj, const PJ* operation, const Box& area) {
  double west = 0, south = 0, east = 0, north = 0;
  if (area.empty() || proj_get_area_of_use(proj.get(), operation, &west, &south, &east, &north, nullptr) == 0 ||
      west < -180)
    return true;
  if (east < west) east += 360;
  // Areas of use are rounded to 0.01 degrees in the database.
  const double slack = 0.02;
  const double turn = area.min_x < west - slack ? 360 : 0;
  return area.min_x + turn >= west - slack && area.max_x + turn <= east + slack && area.min_y >= south - slack &&
         area.max_y <= north + slack;
}

// Negative from PROJ: unknown.
double accuracy_of(const ProjContext& proj, const PJ* operation) {
  const double accuracy = proj_coordoperation_get_accuracy(proj.get(), operation);
  return accuracy < 0 ? std::numeric_limits<double>::quiet_NaN() : accuracy;
}

ProjObject best_operation(const ProjContext& proj, const ProjList& list, const Box& area) {
  ProjObject first, covering;
  const int count = list ? proj_list_get_count(list.get()) : 0;
  for (int i = 0; i < count; ++i) {
    ProjObject operation(proj_list_get(proj.get(), list.get(), i));
    if (!operation || !usable(proj, operation.get())) continue;
    const bool covered = covers(proj, operation.get(), area);
    if (covered && accuracy_of(proj, operation.get()) <= good_accuracy) return operation;
    if (covered && !covering) {
      covering = std::move(operation);
    } else if (!first) {
      first = std::move(operation);
    }
  }
  return covering ? std::move(covering) : std::move(first);
}

ProjObject geodetic_of(const ProjContext& proj, const PJ* crs) {
  const ProjObject source(proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(proj.get(), crs) : nullptr);
  return ProjObject(proj_crs_get_geodetic_crs(proj.get(), source ? source.get() : crs));
}

bool same_crs(const ProjContext& proj, const PJ* a, const PJ* b) {
  return proj_is_equivalent_to_with_ctx(proj.get(), a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

bool same_datum(const ProjContext& proj, const PJ* from, const PJ* to) {
  const ProjObject a = geodetic_of(proj, from), b = geodetic_of(proj, to);
  return a && b && same_crs(proj, a.get(), b.get());
}

bool counts_from_greenwich(const ProjContext& proj, const PJ* geodetic) {
  const ProjObject meridian(proj_get_prime_meridian(proj.get(), geodetic));
  double longitude = 0;
  return meridian &&
         proj_prime_meridian_get_parameters(proj.get(), meridian.get(), &longitude, nullptr, nullptr) != 0 &&
         longitude == 0;
}

std::string described(const std::string& name, double accuracy) {
  if (std::isnan(accuracy)) return name + ", accuracy unknown";
  if (accuracy == 0) return name + ", exact";
  return fmt::format("{}, accuracy {} m", name, accuracy);
}

std::string area_text(const Box& area) {
  if (area.empty()) return "";
  return fmt::format(" in longitudes {:.2f} to {:.2f}, latitudes {:.2f} to {:.2f}", area.min_x, area.max_x, area.min_y,
                     area.max_y);
}

}  // namespace

ChosenOperation choose_operation(const ProjContext& proj, const Crs& from, const Crs& to, const Box& area_of_interest) {
  const ProjObject source = open_crs(proj, from.text), target = open_crs(proj, to.text);
  if (from.text == to.text || same_crs(proj, source.get(), target.get()))
    return {.object = nullptr, .description = "none needed", .accuracy = 0};
  const Box wanted = on_globe(area_of_interest);
  const Box area = wanted.empty() ? on_globe(common_area(from, to)) : wanted;
  ProjObject best = best_operation(proj, list_operations(proj, source.get(), target.get(), area), area);
  if (!best && wanted.empty()) best = best_operation(proj, list_operations(proj, source.get(), target.get(), {}), {});
  if (!best)
    throw DataError(fmt::format(
        "no coordinate operation from {} to {} is known{} but a ballpark one, which can be wrong by hundreds of "
        "metres; check both CRS, or set study.crs to one made for this area",
        from.name, to.name, area_text(wanted)));
  double accuracy = accuracy_of(proj, best.get());
  if (std::isnan(accuracy) && same_datum(proj, source.get(), target.get())) accuracy = 0;
  ChosenOperation chosen{.object = ProjObject(proj_normalize_for_visualization(proj.get(), best.get())),
                         .description = described(proj_get_name(best.get()), accuracy),
                         .accuracy = accuracy};
  if (!chosen.object)
    throw std::runtime_error(
        fmt::format("PROJ cannot order the axes of {}: {}", chosen.description, proj.last_error()));
  return chosen;
}

ProjObject own_conversion(const ProjContext& proj, const Crs& to) {
  ProjObject target = open_crs(proj, to.text);
  if (proj_get_type(target.get()) == PJ_TYPE_BOUND_CRS) target.reset(proj_get_source_crs(proj.get(), target.get()));
  const ProjObject base = target ? geodetic_of(proj, target.get()) : nullptr;
  if (!base) return nullptr;
  // From another meridian PROJ has to search its database for the way, which is slow but rarely needed.
  ProjObject conversion;
  if (counts_from_greenwich(proj, base.get())) {
    conversion = best_operation(proj, list_operations(proj, base.get(), target.get(), {}), {});
  } else {
    const ProjObject degrees = open_crs(proj, "OGC:CRS84");
    conversion.reset(proj_create_crs_to_crs_from_pj(proj.get(), degrees.get(), target.get(), nullptr, nullptr));
  }
  return ProjObject(conversion ? proj_normalize_for_visualization(proj.get(), conversion.get()) : nullptr);
}

}  // namespace vigie
