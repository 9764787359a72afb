// The kinds of problems, how often they arise, when, and how long they last.
#pragma once

#include <array>
#include <string_view>

namespace vigie::sample {

/// Which hours of the day a problem prefers.
enum class Rhythm { day, evening, night, commute };

struct Category {
  std::string_view name;
  Rhythm rhythm;
  bool mediable;
  double lifetime;                 // days until it goes away unseen; 0 for events that pass at once
  double closing;                  // mean days until the service closes it
  double repeats;                  // further reports of one event, on average
  std::array<double, 4> per_1000;  // a year, per 1000 dwellings, by belt
};

inline constexpr std::array<Category, 10> categories{{
    {"noise", Rhythm::evening, true, 0, 6, 0.35, {95, 62, 36, 22}},
    {"fly-tipping", Rhythm::day, false, 24, 10, 0, {44, 60, 44, 95}},
    {"parking nuisance", Rhythm::commute, false, 0, 4, 0.10, {58, 55, 38, 16}},
    {"bicycle theft", Rhythm::commute, false, 0, 25, 0.02, {52, 36, 20, 7}},
    {"street lighting", Rhythm::evening, false, 40, 14, 0, {18, 22, 32, 50}},
    {"vandalism", Rhythm::night, false, 0, 12, 0.08, {40, 32, 20, 14}},
    {"neighbour dispute", Rhythm::evening, true, 0, 30, 0.12, {18, 22, 17, 14}},
    {"burglary", Rhythm::night, false, 0, 40, 0.03, {12, 16, 20, 30}},
    {"harassment", Rhythm::night, false, 0, 20, 0.06, {20, 14, 6, 3}},
    {"dogs", Rhythm::day, true, 0, 8, 0.08, {14, 18, 22, 24}},
}};

/// Weights of the 24 hours.
inline constexpr std::array<std::array<double, 24>, 4> hours_of_rhythm{{
    {1, 1, 1, 1, 1, 2, 6, 14, 22, 24, 24, 22, 20, 20, 22, 22, 22, 24, 20, 14, 8, 5, 3, 2},
    {12, 8, 5, 3, 2, 1, 2, 3, 4, 5, 5, 6, 7, 7, 8, 9, 11, 14, 18, 22, 26, 30, 28, 20},
    {24, 26, 26, 22, 14, 6, 3, 3, 3, 3, 3, 3, 4, 4, 5, 6, 7, 9, 11, 13, 15, 18, 20, 22},
    {2, 1, 1, 1, 1, 3, 10, 26, 28, 16, 10, 10, 12, 11, 11, 14, 24, 30, 24, 14, 9, 6, 5, 3},
}};

}  // namespace vigie::sample
