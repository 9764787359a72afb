// The page put together, and its tables of comparisons and conventions.
#include "tests/validation/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tests/validation/comparisons.h"
#include "tests/validation/conventions.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

std::string number(double value) {
  return std::isnan(value) ? "NULL" : fmt::format("{:.8g}", value == 0 ? 0.0 : value);
}

// A hundredth of the tolerance is rounding, which is not the same on every machine.
std::string difference(double value, double tolerance) {
  return value < tolerance / 100 ? fmt::format("< {:.0e}", tolerance / 100) : fmt::format("{:.1e}", value);
}

double largest_difference(const std::vector<Line>& lines) {
  return std::ranges::max_element(lines, {}, &Line::difference)->difference;
}

// Where there are many: the first, the smallest and the largest of theirs.
std::vector<Line> examples(const std::vector<Line>& lines) {
  if (lines.size() <= 5) return lines;
  const std::set<std::size_t> chosen{
      0, static_cast<std::size_t>(std::ranges::min_element(lines, {}, &Line::theirs) - lines.begin()),
      static_cast<std::size_t>(std::ranges::max_element(lines, {}, &Line::theirs) - lines.begin())};
  std::vector<Line> some;
  for (std::size_t i : chosen) some.push_back(lines[i]);
  return some;
}

std::string rule_text(const Rule& rule, const std::vector<Line>& lines) {
  std::map<std::pair<std::string, std::string>, std::vector<Line>> groups;
  for (const Line& line : lines) groups[{line.data_set, line.program}].push_back(line);
  std::string text;
  for (const auto& [key, group] : groups) {
    for (const Line& line : examples(group))
      text += fmt::format("| {} | {} | {} | {} | {} | {} |  |\n", rule.title, line.data_set, line.item,
                          number(line.ours), number(line.theirs), difference(line.difference, rule.tolerance));
    text += fmt::format("| {} | {} | *all {}* | vigie | {} | {} | {:.0e}{} |\n", rule.title, key.first, group.size(),
                        key.second, difference(largest_difference(group), rule.tolerance), rule.tolerance,
                        rule.measure == Measure::relative ? " of theirs" : "");
  }
  return text;
}

constexpr const char* head =
    R"(# Validation

Our numbers beside those of other programs, on small tables that anybody may have. This page is written by

    tests/validation/run            vigie's numbers beside those in tests/validation/peers.csv
    tests/validation/run --peers    runs the other programs first: spdep, spatstat, sparr, sf, QGIS, Python

and a test fails where this page is not what the command writes, or where a difference exceeds its tolerance. The tables
are in [tests/validation/data](../tests/validation/data/README.md). A number in the column *theirs* never comes from
vigie: it was printed by the program named at the end of each group, or published. *formula written out* is the formula
typed anew in R where no program has it.

Differences below a hundredth of the tolerance are rounding and shown as such.
)";

}  // namespace

std::string comparisons_text() {
  const Book ours = our_numbers();
  const std::vector<PeerNumber> peers = peer_numbers();
  std::string summary =
      "\n## All at a glance\n\n| subject | numbers compared | farthest apart, as a share of the tolerance |\n"
      "|---|---:|---:|\n";
  std::string tables;
  for (const Subject& subject : subjects()) {
    tables += fmt::format(
        "\n## {}\n\n{}\n\n| what | data | item | ours | theirs | difference | tolerance |\n"
        "|---|---|---|---:|---:|---:|---:|\n",
        subject.title, subject.prose);
    std::size_t count = 0;
    double worst = 0;
    for (const Rule& rule : subject.rules) {
      const std::vector<Line> lines = lines_of(rule, ours, peers);
      count += lines.size();
      worst = std::max(worst, largest_difference(lines) / rule.tolerance);
      tables += rule_text(rule, lines);
    }
    summary += fmt::format("| {} | {} | {} |\n", subject.title, count,
                           worst < 0.01 ? "below 1 %" : fmt::format("{:.0f} %", 100 * worst));
  }
  return summary + tables;
}

std::string conventions_text() {
  std::string text =
      "\n## Where programs disagree by convention\n\nBoth values, and ours carried over to the other convention where "
      "that can be done: it must then be equal.\n\n| what | vigie: | elsewhere: | ours | theirs | ours, carried over | "
      "seen in |\n|---|---|---|---:|---:|---:|---|\n";
  for (const Convention& convention : conventions())
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", convention.what, convention.ours_is,
                        convention.theirs_is, number(convention.ours), number(convention.theirs),
                        std::isnan(convention.carried_over) ? "-" : number(convention.carried_over),
                        convention.program);
  return text +
         "\nMore conventions, with values from GeoDa's and esda's own tests, stand on the pages of the methods: "
         "[clusters](methods/clusters.md), [hot spots](methods/hotspots.md).\n";
}

std::string page() {
  return head + comparisons_text() + conventions_text() + defects_text() + false_alarms_text();
}

}  // namespace vigie::validation
