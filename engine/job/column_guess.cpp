// The names that columns have in four languages.
#include "engine/job/column_guess.h"

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/job/column_guesser.h"

namespace vigie {
namespace {

using namespace sample;

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
  static const Words codes{"zoneid",  "id",     "code",      "cdsector",      "gsscode",  "wardcode", "bucode",
                           "wkcode",  "gmcode", "buurtcode", "wijkcode",      "nis",      "niscode",  "ins",
                           "codeins", "geoid",  "watchid",   "cdmuntyrefnis", "cdrefnis", "refnis"};
  auto found = guesser.find(codes, accepts);
  const auto looks_like_code = [](const std::string& name) { return name.ends_with("id") || name.ends_with("code"); };
  if (!found) found = guesser.find_where(looks_like_code, accepts);
  if (!found) found = guesser.find_where([](const std::string&) { return true; }, unique_texts);
  guesser.take("id", found);
}

// "txsectordescrnl" -> "txsectordescr"; a name without a language at its end stays as it is.
std::string_view without_language(std::string_view bare) {
  for (std::string_view language : {"en", "fr", "nl", "de"})
    if (bare.size() > 2 && bare.ends_with(language)) return bare.substr(0, bare.size() - 2);
  return bare;
}

// The words of names, each of them once without and once with the language.
Words names_in(const Words& names, std::string_view language, std::vector<std::string>& storage) {
  for (std::string_view name : names) storage.push_back(std::string(without_language(name)) + std::string(language));
  return {storage.begin(), storage.end()};
}

void guess_name(Guesser& guesser, std::string_view language) {
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
                           "txsectordescrde",
                           "txdescrsectornl",
                           "txdescrsectorfr",
                           "tsecnl",
                           "tsecfr",
                           "txmuntydescrnl",
                           "txmuntydescrfr",
                           "txmuntydescrde",
                           "txdescrnl",
                           "txdescrfr",
                           "namenl",
                           "namefr",
                           "namede",
                           "precinct"};
  std::vector<std::string> storage;
  if (const auto found = guesser.find(names_in(names, language, storage), anything)) return guesser.take("name", found);
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
  guesser.take_named("registered", {"registered", "registeredat", "geregistreerd", "enregistre", "erfasst", "entered"},
                     iso_dates_or_empty);
  guesser.take_named("precision", {"precision", "geoprecision", "geocodingprecision", "precisie", "genauigkeit"},
                     words);
  guesser.take_named("closed", {"closed", "closedat", "afgesloten", "cloture", "datetimeclosed"}, iso_dates_or_empty);
  guesser.take_named("answered",
                     {"answered", "answeredat", "answerdate", "repondu", "repondule", "datereponse", "beantwoord",
                      "beantwoordop", "antwoorddatum", "beantwortet", "beantwortetam"},
                     iso_dates_or_empty);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_count_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("area", {"area",     "areacode", "areaid",  "zone",    "zoneid",       "zonecode",      "cdsector",
                              "sector",   "bucode",   "wkcode",  "gsscode", "wardcode",     "buurtcode",     "wijkcode",
                              "cdrefnis", "refnis",   "nis",     "niscode", "codeins",      "quarter",       "quartier",
                              "wijk",     "buurt",    "viertel", "ward",    "neighborhood", "neighbourhood", "code"});
  guesser.take_named("period_start", {"periodstart", "start",   "from",  "startdate", "begin", "van",  "debut",
                                      "period",      "periode", "month", "jaarmaand", "maand", "mois", "monat",
                                      "year",        "jaar",    "annee", "jahr",      "date",  "datum"},
                     periods);
  guesser.take_named("period_end", {"periodend", "end", "to", "enddate", "tot", "einde", "fin", "ende"}, periods);
  guesser.take_named("category", {"category", "categorie", "kategorie", "factcategory", "crimetype", "offense",
                                  "offence", "type", "soort", "feit", "fait", "delikt"});
  guesser.take_named("count", {"count", "counts", "n", "total", "aantal", "nombre", "anzahl", "number", "totaal"},
                     numeric);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_survey_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("area", {"area", "areacode", "geocode", "zone", "zoneid", "code", "municipality", "place", "nis"});
  guesser.take_named("indicator", {"indicator", "indicateur", "indicatie", "indikator", "question", "item"});
  guesser.take_named("wave", {"wave", "year", "jaar", "annee", "jahr", "edition"});
  guesser.take_named("rate", {"rate", "value", "waarde", "valeur", "wert", "share", "estimate"});
  guesser.take_named("lo", {"lo", "cilow", "cilo", "lower", "lowerlimit"}, anything);
  guesser.take_named("hi", {"hi", "cihigh", "cihi", "upper", "upperlimit"}, anything);
  guesser.take_named("variance", {"variance", "var"}, anything);
  guesser.take_named("respondents", {"respondents", "n", "sample", "samplesize"}, anything);
  guesser.take_named("level", {"level", "designlevel", "niveau"}, words);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_presence_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("segment", {"segment", "segmentid", "segid", "street", "streetid", "straat", "straatid", "rue",
                                 "troncon", "tronconid", "strasse", "wegvak", "wegvakid", "edgeid", "linkid"});
  guesser.take_named("hour_start",
                     {"hourstart", "hour", "start", "begin", "time", "datetime", "uur", "heure", "stunde"});
  guesser.take_named("minutes", {"minutes", "minuten", "min", "presenceminutes", "duration", "duur", "duree", "dauer"},
                     numeric);
  guesser.take_named("form", {"form", "forme", "vorm", "type", "soort"}, words);
  guesser.take_named("interval_s", {"intervals", "interval", "intervalseconds", "recordinginterval", "refreshs"},
                     anything);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_street_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("id", {"segment", "segmentid", "segid", "streetid", "straatid", "wegsegmentid", "wegvakid",
                            "tronconid", "edgeid", "linkid", "id", "osmid", "gid", "fid", "objectid"});
  guesser.take_named("class", {"class", "fclass", "streetclass", "roadclass", "highway", "klasse", "wegklasse",
                               "classe", "type", "kind", "category", "categorie"});
  return guesser.guesses();
}

namespace {

const Words& population_names() {
  static const Words names{"population",     "pop",         "poptotal",  "totalpop",  "inhabitants", "inwoners",
                           "aantalinwoners", "aantinw",     "bevolking", "habitants", "einwohner",   "residents",
                           "bevtotaal",      "mspopulation"};
  return names;
}

void guess_counts_of_people(Guesser& guesser) {
  guesser.take_named("population", population_names(), numeric);
  guesser.take_named("dwellings", {"dwellings", "woningen", "logements", "wohnungen", "housingunits", "aantalwoningen"},
                     numeric);
  guesser.take_named("households", {"households", "huishoudens", "menages", "haushalte", "aantalhh", "hh"}, numeric);
  guesser.take_named(
      "deprivation",
      {"deprivation", "deprivationrank", "deprivrank", "imd", "imdrank", "bimd", "achterstelling", "defavorisation"},
      numeric);
}

}  // namespace

std::vector<ColumnGuess> guess_zone_columns(const Preview& preview, std::string_view language) {
  Guesser guesser(preview);
  guess_counts_of_people(guesser);
  guess_id(guesser, unique);
  guess_name(guesser, language);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_table_columns(const Preview& preview) {
  Guesser guesser(preview);
  guesser.take_named("table_id", {"cdsector", "sector",  "sectorcode", "zoneid",    "areacode", "areaid", "bucode",
                                  "wkcode",   "gsscode", "wardcode",   "buurtcode", "wijkcode", "code",   "id",
                                  "cdrefnis", "refnis",  "nis",        "niscode",   "codeins",  "geoid"});
  guess_counts_of_people(guesser);
  const auto has_population = [](const ColumnGuess& guess) { return guess.role == "population"; };
  if (std::ranges::none_of(guesser.guesses(), has_population))
    guesser.take_named("population", {"total", "totaal", "gesamt"}, numeric);
  return guesser.guesses();
}

std::vector<ColumnGuess> guess_watch_columns(const Preview& preview, std::string_view language) {
  Guesser guesser(preview);
  guesser.take_named("form", {"form", "forme", "vorm", "type", "soort"});
  guesser.take_named("valid_from", {"validfrom", "from", "start", "startdate", "van", "begin", "debut"},
                     iso_dates_or_empty);
  guesser.take_named("valid_to", {"validto", "to", "end", "enddate", "tot", "einde", "fin"}, iso_dates_or_empty);
  guesser.take_named("status", {"status", "statut", "toestand"});
  guesser.take_named("last_verified", {"lastverified", "verified", "laatstgecontroleerd", "verifie"},
                     iso_dates_or_empty);
  guesser.take_named("members", {"members", "leden", "membres", "mitglieder"}, numeric);
  guesser.take_named("member_unit", {"memberunit", "membersunit", "ledeneenheid", "unitemembres"}, words);
  guesser.take_named("active_hours", {"activehours", "hours", "uren", "heures"});
  guess_id(guesser, unique);
  guess_name(guesser, language);
  return guesser.guesses();
}

}  // namespace vigie
