// Guessing by name first, then checking that the sample agrees.
#include "engine/job/column_guess.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <set>
#include <string_view>

#include "engine/base/calendar.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

using Words = std::vector<std::string_view>;

// Letters and digits only, so that "Date_Time", "date time" and "DATETIME" are one name.
std::string bare(std::string_view name) {
  std::string result;
  for (char c : lower(name))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) result += c;
  return result;
}

using Accepts = std::function<bool(const std::vector<std::string>&)>;

// Share of the values that are there which pass a test; 0 if none is there.
double share_of(const std::vector<std::string>& values, const std::function<bool(const std::string&)>& passes) {
  double there = 0, good = 0;
  for (const std::string& value : values) {
    if (is_null_token(value)) continue;
    there += 1;
    good += passes(value) ? 1 : 0;
  }
  return there > 0 ? good / there : 0;
}

double filled(const std::vector<std::string>& values) {
  const auto empty = std::ranges::count_if(values, [](const std::string& v) { return is_null_token(v); });
  return values.empty() ? 0 : 1 - static_cast<double>(empty) / static_cast<double>(values.size());
}

bool numeric(const std::vector<std::string>& values) {
  return share_of(values, [](const std::string& v) {
           return parse_number(v).fault == NumberFault::none || parse_number(v, ',').fault == NumberFault::none;
         }) > 0.8;
}

bool iso_times(const std::vector<std::string>& values) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  return filled(values) > 0.9 &&
         share_of(values, [](const std::string& v) { return reader.parse(v).fault == TimeFault::none; }) > 0.9;
}

bool iso_dates_or_empty(const std::vector<std::string>& values) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  return filled(values) == 0 ||
         share_of(values, [](const std::string& v) { return reader.parse(v).fault == TimeFault::none; }) > 0.9;
}

bool wkt(const std::vector<std::string>& values) {
  return share_of(values, [](const std::string& v) {
           const std::string text = lower(v.substr(0, 12));
           return text.starts_with("point") || text.starts_with("polygon") || text.starts_with("multipolygon");
         }) > 0.8;
}

bool anything(const std::vector<std::string>&) {
  return true;
}

bool unique(const std::vector<std::string>& values) {
  const std::set<std::string> distinct(values.begin(), values.end());
  return !values.empty() && distinct.size() == values.size() && !distinct.contains("");
}

bool unique_texts(const std::vector<std::string>& values) {
  return unique(values) && !std::ranges::all_of(values, [](const std::string& v) {
           return v.find('.') != v.npos && parse_number(v).fault == NumberFault::none;
         });
}

class Guesser {
 public:
  explicit Guesser(const Preview& preview) : preview_(preview) {
    for (const std::string& column : preview.columns) bare_.push_back(bare(column));
  }

  std::vector<std::string> values(std::size_t column) const {
    std::vector<std::string> result;
    for (const std::vector<std::string>& record : preview_.sample)
      result.push_back(column < record.size() ? record[column] : "");
    return result;
  }

  // The first word in the list that names a free column whose sample is accepted.
  std::optional<std::size_t> find(const Words& words, const Accepts& accepts) const {
    for (std::string_view word : words)
      for (std::size_t i = 0; i < bare_.size(); ++i)
        if (!taken_.contains(i) && bare_[i] == word && accepts(values(i))) return i;
    return std::nullopt;
  }

  std::optional<std::size_t> find_where(const std::function<bool(const std::string&)>& named,
                                        const Accepts& accepts) const {
    for (std::size_t i = 0; i < bare_.size(); ++i)
      if (!taken_.contains(i) && named(bare_[i]) && accepts(values(i))) return i;
    return std::nullopt;
  }

  void take(std::string role, std::optional<std::size_t> column) {
    if (!column) return;
    taken_.insert(*column);
    guesses_.push_back({std::move(role), preview_.columns[*column]});
  }

  void take_named(std::string role, const Words& words, const Accepts& accepts = anything) {
    take(std::move(role), find(words, accepts));
  }

  std::vector<ColumnGuess> guesses() const { return guesses_; }

 private:
  const Preview& preview_;
  std::vector<std::string> bare_;
  std::set<std::size_t> taken_;
  std::vector<ColumnGuess> guesses_;
};

void guess_coordinates(Guesser& guesser) {
  struct Pair {
    std::string_view x, y;
  };
  static const std::vector<Pair> pairs{{"lon", "lat"},
                                       {"long", "lat"},
                                       {"lng", "lat"},
                                       {"longitude", "latitude"},
                                       {"lengtegraad", "breedtegraad"},
                                       {"laengengrad", "breitengrad"},
                                       {"x", "y"},
                                       {"xcoord", "ycoord"},
                                       {"coordx", "coordy"},
                                       {"xcoordinate", "ycoordinate"},
                                       {"xcoordinaat", "ycoordinaat"},
                                       {"lambertx", "lamberty"},
                                       {"xlambert", "ylambert"},
                                       {"xlambert72", "ylambert72"},
                                       {"rdx", "rdy"},
                                       {"xrd", "yrd"},
                                       {"easting", "northing"},
                                       {"eastings", "northings"},
                                       {"est", "nord"},
                                       {"oost", "noord"},
                                       {"pointx", "pointy"},
                                       {"srx", "sry"},
                                       {"xpr", "ypr"},
                                       {"geox", "geoy"}};
  for (const Pair& pair : pairs) {
    const auto x = guesser.find({pair.x}, numeric), y = guesser.find({pair.y}, numeric);
    if (!x || !y) continue;
    guesser.take("x", x);
    guesser.take("y", y);
    return;
  }
  guesser.take_named("wkt", {"wkt", "geom", "geometry", "thegeom", "shape", "point", "geometrie"}, wkt);
}

void guess_id(Guesser& guesser, const Accepts& accepts) {
  static const Words codes{"zoneid",  "id",     "code",    "cdsector",  "gsscode",  "wardcode",
                           "bucode",  "wkcode", "gmcode",  "buurtcode", "wijkcode", "nis",
                           "niscode", "ins",    "codeins", "geoid",     "watchid"};
  auto found = guesser.find(codes, accepts);
  const auto looks_like_code = [](const std::string& name) { return name.ends_with("id") || name.ends_with("code"); };
  if (!found) found = guesser.find_where(looks_like_code, accepts);
  if (!found) found = guesser.find_where([](const std::string&) { return true; }, unique_texts);
  guesser.take("id", found);
}

void guess_name(Guesser& guesser) {
  static const Words names{"name",
                           "nameen",
                           "naam",
                           "nom",
                           "bezeichnung",
                           "wijknaam",
                           "buurtnaam",
                           "wijk",
                           "buurt",
                           "wardname",
                           "ward",
                           "neighborhood",
                           "neighbourhood",
                           "quartier",
                           "buname",
                           "bunaam",
                           "wknaam",
                           "txsectordescrnl",
                           "txsectordescrfr",
                           "txdescrnl",
                           "namenl",
                           "namefr",
                           "namede",
                           "precinct"};
  if (const auto found = guesser.find(names, anything)) return guesser.take("name", found);
  const auto named =
      guesser.find_where([](const std::string& n) { return n.ends_with("name") || n.ends_with("naam"); }, anything);
  guesser.take("name", named);
}

}  // namespace

std::vector<ColumnGuess> guess_report_columns(const Preview& preview) {
  Guesser guesser(preview);
  if (preview.kind == SourceKind::csv) guess_coordinates(guesser);
  guesser.take_named(
      "time", {"time",      "datetime",    "timestamp", "occurred",      "occurredat",   "tijdstip",     "datumtijd",
               "dateheure", "zeitpunkt",   "date",      "datum",         "reported",     "reportedat",   "created",
               "createdat", "createddate", "eventdate", "reportdate",    "dateoccurred", "datetimeinit", "begin",
               "start",     "startdate",   "moment",    "meldingsdatum", "month",        "maand"},
      iso_times);
  guesser.take_named("id", {"id", "uid", "reportid", "requestid", "incidentid", "incidntnum", "meldingid",
                            "meldingsnummer", "caseid", "casenumber", "numero", "objectid", "fid", "nummer"});
  guesser.take_named("category", {"category", "categorie", "kategorie", "crimetype", "offensetype", "offencetype",
                                  "offense", "offence", "type", "incidenttype", "soort", "primarytype", "problemcode",
                                  "feit", "fait", "subject", "onderwerp"});
  guesser.take_named("origin", {"origin", "herkomst", "origine", "herkunft"});
  guesser.take_named("channel", {"channel", "kanaal", "canal", "kanal", "callertype"});
  guesser.take_named("incident", {"incident", "incidentnr", "feitnummer"});
  guesser.take_named("closed", {"closed", "closedat", "afgesloten", "cloture", "datetimeclosed"}, iso_dates_or_empty);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_zone_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("population",
                     {"population", "pop", "poptotal", "totalpop", "inhabitants", "inwoners", "aantalinwoners",
                      "aantinw", "bevolking", "habitants", "einwohner", "residents", "bevtotaal"},
                     numeric);
  guesser.take_named("dwellings", {"dwellings", "woningen", "logements", "wohnungen", "housingunits", "aantalwoningen"},
                     numeric);
  guesser.take_named("households", {"households", "huishoudens", "menages", "haushalte", "aantalhh", "hh"}, numeric);
  guesser.take_named("deprivation",
                     {"deprivation", "deprivationrank", "imd", "imdrank", "bimd", "achterstelling", "defavorisation"},
                     numeric);
  guess_id(guesser, unique);
  guess_name(guesser);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_watch_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("form", {"form", "forme", "vorm", "type", "soort"});
  guesser.take_named("valid_from", {"validfrom", "from", "start", "startdate", "van", "begin", "debut"},
                     iso_dates_or_empty);
  guesser.take_named("valid_to", {"validto", "to", "end", "enddate", "tot", "einde", "fin"}, iso_dates_or_empty);
  guesser.take_named("status", {"status", "statut", "toestand"});
  guesser.take_named("last_verified", {"lastverified", "verified", "laatstgecontroleerd", "verifie"},
                     iso_dates_or_empty);
  guesser.take_named("members", {"members", "leden", "membres", "mitglieder"}, numeric);
  guesser.take_named("active_hours", {"activehours", "hours", "uren", "heures"});
  guess_id(guesser, unique);
  guess_name(guesser);
  return guesser.guesses();
}

}  // namespace vigie
