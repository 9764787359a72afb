// The page put together, and its tables of comparisons and conventions.
#include "tests/validation/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "tests/validation/comparisons.h"
#include "tests/validation/conventions.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

std::string number(double value) {
  return std::isnan(value) ? "NULL" : fmt::format("{:.8g}", value == 0 ? 0.0 : value);
}

// A tenth of the tolerance is rounding, which is not the same on every machine.
std::string difference(double value, double tolerance) {
  return value < tolerance / 10 ? fmt::format("< {:.0e}", tolerance / 10) : fmt::format("{:.1e}", value);
}

double largest_difference(const std::vector<Line>& lines) {
  return std::ranges::max_element(lines, {}, &Line::difference)->difference;
}

// The one that tests most: the largest number where differences are absolute, the smallest where they are shares.
const Line& example(const std::vector<Line>& lines, Measure measure) {
  const auto size = [&](const Line& line) {
    const double value = std::abs(line.theirs);
    return measure == Measure::absolute ? -value : value == 0 ? HUGE_VAL : value;
  };
  return *std::ranges::min_element(lines, {}, size);
}

std::string rule_text(const Rule& rule, const std::vector<Line>& lines) {
  std::map<std::pair<std::string, std::string>, std::vector<Line>> groups;
  for (const Line& line : lines) groups[{line.data_set, line.program}].push_back(line);
  std::string text;
  for (const auto& [key, group] : groups) {
    const Line& one = example(group, rule.measure);
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {:.0e}{} |\n", rule.title, key.first, key.second,
                        group.size(), one.item, number(one.ours), number(one.theirs),
                        difference(largest_difference(group), rule.tolerance), rule.tolerance,
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
vigie: it was printed by the program named beside it, or published. *formula written out* is the formula typed anew in R
where no program has it.

A row compares all numbers of one kind, shows one of them (the largest; where differences are taken as shares the
smallest) and the largest difference among all. Below a tenth of the tolerance that is rounding, and shown as such.
)";

std::string wrapped_line(const std::string& line) {
  if (line.starts_with('|') || line.starts_with(' ')) return line;
  std::istringstream words(line);
  std::string text, row;
  for (std::string word; words >> word;) {
    if (!row.empty() && row.size() + 1 + word.size() > 120) {
      text += row + "\n";
      row.clear();
    }
    row += (row.empty() ? "" : " ") + word;
  }
  return text + row;
}

}  // namespace

std::string wrapped(const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += wrapped_line(text.substr(begin, end - begin)) + (end < text.size() ? "\n" : "");
    begin = end + 1;
  }
  return result;
}

std::string comparisons_text() {
  const Book ours = our_numbers();
  const std::vector<PeerNumber> peers = peer_numbers();
  std::string summary =
      "\n## All at a glance\n\n| subject | numbers compared | farthest apart, as a share of the tolerance |\n"
      "|---|---:|---:|\n";
  std::string tables;
  for (const Subject& subject : subjects()) {
    tables += fmt::format(
        "\n## {}\n\n{}\n\n| what | data | beside | numbers | for example | ours | theirs | largest difference | "
        "tolerance "
        "|\n|---|---|---|---:|---|---:|---:|---:|---:|\n",
        subject.title, wrapped(std::string(subject.prose)));
    std::size_t count = 0;
    double worst = 0;
    for (const Rule& rule : subject.rules) {
      const std::vector<Line> lines = lines_of(rule, ours, peers);
      count += lines.size();
      worst = std::max(worst, largest_difference(lines) / rule.tolerance);
      tables += rule_text(rule, lines);
    }
    summary += fmt::format("| {} | {} | {} |\n", subject.title, count,
                           worst < 0.1 ? "below 10 %" : fmt::format("{:.0f} %", 100 * worst));
  }
  return summary + tables;
}

std::string conventions_text() {
  std::string text = wrapped(
      "\n## Where programs disagree by convention\n\nBoth values, and ours carried over to the other convention where "
      "that can be done: it must then be equal.\n");
  text +=
      "\n| what | vigie: | elsewhere: | ours | theirs | ours, carried over | seen in "
      "|\n|---|---|---|---:|---:|---:|---|\n";
  for (const Convention& convention : conventions())
    text +=
        fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", convention.what, convention.ours_is, convention.theirs_is,
                    number(convention.ours), number(convention.theirs),
                    std::isnan(convention.carried_over) ? "-" : number(convention.carried_over), convention.program);
  return text + wrapped(
                    "\nMore conventions, with values from GeoDa's and esda's own tests, stand on the pages of the "
                    "methods: [clusters](methods/clusters.md), [hot spots](methods/hotspots.md).\n");
}

std::string page() {
  return head + comparisons_text() + conventions_text() + defects_text() + false_alarms_text();
}

}  // namespace vigie::validation
