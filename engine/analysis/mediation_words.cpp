// Patterns by language; places are candidates for a conversation, never good or bad.
#include "engine/analysis/mediation_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie {
namespace {

enum class Pattern {
  tier_a,
  tier_b,
  tier_c,
  nothing_stands_out,
  and_word,
  no_homes,
  few_homes,
  unreliable,
  dwellings,
  households,
  inhabitants,
  demand,
  unmet,
  chronicity,
  access,
  unserved,
  deprivation,
  underreporting,
  cohesion,
};

constexpr auto patterns = std::to_array<Phrase>({
    {"Candidate for a conversation: among the first {} in {} % of the draws, with {}.",
     "Candidat pour un entretien : parmi les {} premiers dans {} % des tirages, avec {}.",
     "Kandidaat voor een gesprek: bij de eerste {} in {} % van de trekkingen, met {}.",
     "Kandidat für ein Gespräch: unter den ersten {} in {} % der Ziehungen, mit {}."},
    {"Depends on what is valued: among the first {} in {} % of the draws, with {}.",
     "Dépend de ce que l'on privilégie : parmi les {} premiers dans {} % des tirages, avec {}.",
     "Hangt af van wat men belangrijk vindt: bij de eerste {} in {} % van de trekkingen, met {}.",
     "Hängt davon ab, was zählt: unter den ersten {} in {} % der Ziehungen, mit {}."},
    {"Others come first: among the first {} in {} % of the draws, with {}.",
     "D'autres passent avant : parmi les {} premiers dans {} % des tirages, avec {}.",
     "Andere gaan voor: bij de eerste {} in {} % van de trekkingen, met {}.",
     "Andere kommen zuerst: unter den ersten {} in {} % der Ziehungen, mit {}."},
    {"nothing that stands out", "rien qui ressorte", "niets dat opvalt", "nichts, das auffällt"},
    {"{} and {}", "{} et {}", "{} en {}", "{} und {}"},
    {"Not ranked: the number of dwellings is unknown or 0.", "Non classé : le nombre de logements est inconnu ou nul.",
     "Niet gerangschikt: het aantal woningen is onbekend of 0.",
     "Nicht eingestuft: die Zahl der Wohnungen ist unbekannt oder 0."},
    {"Not ranked: {} {}, fewer than {}.", "Non classé : {} {}, moins de {}.",
     "Niet gerangschikt: {} {}, minder dan {}.", "Nicht eingestuft: {} {}, weniger als {}."},
    {"Not ranked: differences from other places are mostly chance here (reliability {}).",
     "Non classé : les écarts avec d'autres lieux relèvent ici surtout du hasard (fiabilité {}).",
     "Niet gerangschikt: verschillen met andere plaatsen berusten hier vooral op toeval (betrouwbaarheid {}).",
     "Nicht eingestuft: Unterschiede zu anderen Orten sind hier meist Zufall (Zuverlässigkeit {})."},
    {"dwellings", "logements", "woningen", "Wohnungen"},
    {"households", "ménages", "huishoudens", "Haushalte"},
    {"inhabitants", "habitants", "inwoners", "Einwohner"},
    {"{} reported incidents open to mediation per 1000 {} and year",
     "{} incidents signalés se prêtant à la médiation par 1000 {} et par an",
     "{} gemelde incidenten die zich tot bemiddeling lenen per 1000 {} per jaar",
     "{} gemeldeten, für Mediation geeigneten Vorfällen je 1000 {} und Jahr"},
    {"{} such incidents a year beyond the cases handled", "{} incidents de ce type par an au-delà des cas traités",
     "{} zulke incidenten per jaar meer dan de behandelde zaken",
     "{} solchen Vorfällen im Jahr mehr als behandelten Fällen"},
    {"{} % of such incidents near an earlier or later one",
     "{} % de tels incidents proches d'un précédent ou d'un suivant",
     "{} % van zulke incidenten dicht bij een eerder of later",
     "{} % solcher Vorfälle nahe einem früheren oder späteren"},
    {"{} km to the nearest service", "{} km jusqu'au service le plus proche", "{} km tot de dichtstbijzijnde dienst",
     "{} km bis zum nächsten Dienst"},
    {"{} % of the ground outside every service area", "{} % du territoire hors de tout service",
     "{} % van het gebied buiten elke dienst", "{} % der Fläche außerhalb aller Dienste"},
    {"high deprivation", "une forte défavorisation", "hoge achterstelling", "hoher Benachteiligung"},
    {"problems that are reported slowly ({} further reports per 100 days)",
     "des problèmes signalés lentement ({} signalements répétés par 100 jours)",
     "problemen die traag gemeld worden ({} verdere meldingen per 100 dagen)",
     "Problemen, die langsam gemeldet werden ({} weitere Meldungen je 100 Tage)"},
    {"low cohesion", "une faible cohésion", "weinig samenhang", "geringem Zusammenhalt"},
});

constexpr double loud = 0.6;  // from which place among the others an argument is told
constexpr std::size_t most_arguments = 3;

std::string_view pattern(Pattern which, Language language) {
  const Phrase& phrase = patterns[static_cast<std::size_t>(which)];
  switch (language) {
    case Language::fr:
      return phrase.fr;
    case Language::nl:
      return phrase.nl;
    case Language::de:
      return phrase.de;
    case Language::en:
      break;
  }
  return phrase.en;
}

template <typename... Words>
std::string filled(Pattern which, Language language, const Words&... words) {
  return fmt::format(fmt::runtime(pattern(which, language)), words...);
}

// Whole from 10 on, one decimal below; the comma of the language.
std::string number(double value, Language language, int decimals = -1) {
  std::string text = fmt::format("{:.{}f}", value, decimals >= 0 ? decimals : std::fabs(value) >= 9.95 ? 0 : 1);
  if (language != Language::en) std::ranges::replace(text, '.', ',');
  return text;
}

// Never 0 or 100 where it is neither.
std::string percent(double share, Language language) {
  if (share > 0 && share < 0.01) return "< 1";
  if (share < 1 && share > 0.99) return "> 99";
  return number(100 * share, language, 0);
}

std::string homes_word(std::string_view name, Language language) {
  return std::string(pattern(name == "households"   ? Pattern::households
                             : name == "population" ? Pattern::inhabitants
                                                    : Pattern::dwellings,
                             language));
}

std::string told(const Argument& argument, std::string_view homes_name, Language language) {
  const auto plain = [&](Pattern which, double value) { return filled(which, language, number(value, language)); };
  switch (argument.id) {
    case CriterionId::demand:
      return filled(Pattern::demand, language, number(argument.value, language), homes_word(homes_name, language));
    case CriterionId::unmet:
      return plain(Pattern::unmet, argument.value);
    case CriterionId::chronicity:
      return filled(Pattern::chronicity, language, percent(argument.value, language));
    case CriterionId::access:
      return argument.by_area ? filled(Pattern::unserved, language, percent(argument.value, language))
                              : plain(Pattern::access, argument.value / 1000);
    case CriterionId::deprivation:
      return std::string(pattern(Pattern::deprivation, language));
    case CriterionId::underreporting:
      return plain(Pattern::underreporting, 100 * argument.value);
    case CriterionId::cohesion:
      break;
  }
  return std::string(pattern(Pattern::cohesion, language));
}

std::string listed_arguments(const RankedPlace& place, Language language) {
  std::vector<Argument> loudest;
  for (const Argument& argument : place.arguments)
    if (argument.scaled >= loud && !std::isnan(argument.value)) loudest.push_back(argument);
  std::ranges::stable_sort(loudest, std::greater<>(), [](const Argument& a) { return a.weight * (a.scaled - 0.5); });
  if (loudest.size() > most_arguments) loudest.resize(most_arguments);
  // In the order of the criteria: demand before what is said of it.
  std::ranges::stable_sort(loudest, {}, [](const Argument& a) { return static_cast<int>(a.id); });
  std::string text;
  for (std::size_t i = 0; i < loudest.size(); ++i) {
    const std::string words = told(loudest[i], place.homes_name, language);
    text = i == 0                    ? words
           : i + 1 == loudest.size() ? filled(Pattern::and_word, language, text, words)
                                     : text + ", " + words;
  }
  return text.empty() ? std::string(pattern(Pattern::nothing_stands_out, language)) : text;
}

}  // namespace

std::string why_ranked(const RankedPlace& place, Language language) {
  const Pattern which = place.tier == "A" ? Pattern::tier_a : place.tier == "B" ? Pattern::tier_b : Pattern::tier_c;
  return filled(which, language, place.top, percent(place.p_top, language), listed_arguments(place, language));
}

std::string why_no_homes(Language language) {
  return std::string(pattern(Pattern::no_homes, language));
}

std::string why_few_homes(double homes, double least, std::string_view homes_name, Language language) {
  return filled(Pattern::few_homes, language, number(homes, language, 0), homes_word(homes_name, language),
                number(least, language, 0));
}

std::string why_unreliable(double reliability, Language language) {
  return filled(Pattern::unreliable, language, number(reliability, language, 2));
}

std::span<const Phrase> mediation_patterns() {
  return patterns;
}

}  // namespace vigie
