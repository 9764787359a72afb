// Long lists are cut; the whole list stands in the table of rejects.
#include "engine/job/code_partners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t most_listed = 10;

std::string without_zeros(const std::string& code) {
  return code.substr(std::min(code.find_first_not_of('0'), code.size()));
}

}  // namespace

std::string some_codes(std::span<const std::string> codes) {
  std::vector<std::string> shown;
  for (const std::string& code : codes.first(std::min(codes.size(), most_listed)))
    shown.push_back(code.empty() ? "(empty)" : printable(code, 30));
  if (codes.size() > most_listed) shown.push_back(fmt::format("{} more", codes.size() - most_listed));
  return listed(shown);
}

bool differ_by_leading_zeros(std::span<const std::string> codes, std::span<const std::string> known) {
  std::set<std::string> bare;
  for (const std::string& code : known) bare.insert(without_zeros(code));
  return std::ranges::any_of(
      codes, [&](const std::string& code) { return !code.empty() && bare.contains(without_zeros(code)); });
}

}  // namespace vigie
