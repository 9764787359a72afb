// Names of columns, rounding, categories and the clock.
#include "engine/job/report_oddities.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>

#include "engine/base/floor_of.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/job/column_guess.h"

namespace vigie {
namespace {

constexpr std::size_t many_categories = 1000;
constexpr double many_rounded = 0.2;  // share; of places measured to the metre one in 10,000 looks rounded
constexpr std::size_t least_judged = 20;

// Parts of column names, letters only: English, French, Dutch, German.
constexpr std::array<std::string_view, 34> personal_words{
    "email",        "telephone",        "telefon",        "telefoon", "phone",        "gsmnummer",
    "mobilenumber", "firstname",        "lastname",       "surname",  "fullname",     "voornaam",
    "achternaam",   "familienaam",      "prenom",         "prénom",   "nomdefamille", "vorname",
    "nachname",     "birthdate",        "dateofbirth",    "geboorte", "naissance",    "geburt",
    "rijksregist",  "registrenational", "nationalnumber", "bsn",      "iban",         "licenseplate",
    "licenceplate", "nummerplaat",      "kennzeichen",    "ipaddress"};

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : lower(name))
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z')) letters += c;
  return letters;
}

bool looks_like_address(std::string_view value) {
  const std::size_t at = value.find('@');
  return at != value.npos && at > 0 && value.find('.', at) != value.npos && value.find(' ') == value.npos;
}

bool holds_addresses(const Preview& first_look, std::size_t column) {
  std::size_t filled = 0, addresses = 0;
  for (const std::vector<std::string>& record : first_look.sample) {
    if (column >= record.size() || record[column].empty()) continue;
    ++filled;
    if (looks_like_address(record[column])) ++addresses;
  }
  return addresses * 2 > filled;
}

bool is_personal(const Preview& first_look, std::size_t column) {
  const std::string letters = letters_of(first_look.columns[column]);
  const bool named =
      std::ranges::any_of(personal_words, [&](std::string_view word) { return letters.find(word) != letters.npos; });
  return named || holds_addresses(first_look, column);
}

bool is_multiple(double value, double per_unit) {
  const double at = value * per_unit;
  return std::abs(at - nearest_whole(at)) < 1e-6;
}

}  // namespace

void judge_columns(const std::string& source, const Preview& first_look, std::vector<Finding>& findings) {
  std::vector<std::string> personal;
  for (std::size_t i = 0; i < first_look.columns.size(); ++i)
    if (is_personal(first_look, i)) personal.push_back(printable(first_look.columns[i], 40));
  const bool any = !personal.empty();
  findings.push_back({source, "personal_columns", static_cast<double>(personal.size()), Unit::count,
                      any ? Finding::Level::warning : Finding::Level::ok,
                      any ? fmt::format("{}: these columns may hold personal data: {}; none is written, and the file "
                                        "is better without them",
                                        source, listed(personal))
                          : ""});
}

void tell_repeats(const std::string& source, const ReportsRead& read, Deduplicate left_out,
                  std::vector<Finding>& findings) {
  const auto tell = [&](const char* check, std::int64_t count, bool gone, std::string_view what, const char* key) {
    const std::string fate =
        gone ? "; the first that can be used counts, the others were left out (duplicate)"
             : fmt::format("; all of them count ([reports] deduplicate = \"{}\" leaves them out)", key);
    const bool any = count > 0;
    findings.push_back({source, check, static_cast<double>(count), Unit::count,
                        !any   ? Finding::Level::ok
                        : gone ? Finding::Level::notice
                               : Finding::Level::warning,
                        any ? fmt::format("{}: {} {}{}", source, count, what, fate) : ""});
  };
  tell("exact_duplicates", read.exact_duplicates, left_out != Deduplicate::none, "rows equal an earlier one", "rows");
  tell("repeated_ids", read.repeated_ids, left_out == Deduplicate::ids, "rows have the id of an earlier one", "ids");
}

void judge_categories(const std::string& source, std::size_t categories, std::vector<Finding>& findings) {
  if (categories == 0) return;
  const bool many = categories > many_categories;
  findings.push_back(
      {source, "categories", static_cast<double>(categories), Unit::count,
       many ? Finding::Level::warning : Finding::Level::ok,
       many ? fmt::format("{}: there are {} categories; is [reports] category the right column?", source, categories)
            : ""});
}

void judge_rounding(const std::string& source, const StoredPoints& points, const Crs& crs,
                    std::vector<Finding>& findings) {
  if (points.x.size() < least_judged) return;
  const double per_unit = crs.geographic ? 100 : crs.metres_per_unit / 1000;
  std::atomic<std::size_t> rounded{0};
  parallel_chunks(points.x.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    std::size_t here = 0;
    for (std::size_t i = begin; i < end; ++i)
      if (is_multiple(points.x[i], per_unit) && is_multiple(points.y[i], per_unit)) ++here;
    rounded += here;
  });
  const double share = static_cast<double>(rounded) / static_cast<double>(points.x.size());
  const bool heaped = share > many_rounded;
  findings.push_back(
      {source, "rounded_share", share, Unit::share, heaped ? Finding::Level::warning : Finding::Level::ok,
       heaped
           ? fmt::format("{}: {:.0f} % of the coordinates are rounded to about a kilometre; hot spots of such places "
                         "are a lattice",
                         source, 100 * share)
           : ""});
}

void warn_of_future(Instant last, std::vector<std::string>& messages) {
  constexpr Instant day = 86'400'000;
  const Instant now =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  if (last > now + day)
    messages.push_back(
        fmt::format("the last report is of {}, which is still to come; are the times right?", iso_text(last)));
}

}  // namespace vigie
