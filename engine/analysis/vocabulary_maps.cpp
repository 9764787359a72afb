// Words of the project that an analyst opens: groups of the legend, questions, what stands on a printed sheet.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Further results", "Autres résultats", "Overige resultaten", "Weitere Ergebnisse"},
    {"About this run", "À propos de ce calcul", "Over deze berekening", "Über diese Berechnung"},
    {"One sheet per neighbourhood", "Une feuille par quartier", "Eén blad per buurt", "Ein Blatt je Viertel"},
    {"Neighbourhood boundaries", "Limites des quartiers", "Buurtgrenzen", "Grenzen der Viertel"},
    {"Legend", "Légende", "Legende", "Legende"},
    {"Hatched: no result, which does not mean cold.", "Hachuré : pas de résultat, ce qui ne veut pas dire froid.",
     "Gearceerd: geen resultaat, wat niet koud betekent.", "Schraffiert: kein Ergebnis, was nicht kalt bedeutet."},

    {"Limits of the data", "Limites des données", "Grenzen van de gegevens", "Grenzen der Daten"},
    {"Coverage", "Couverture", "Dekking", "Abdeckung"},
    {"Where to start", "Par où commencer", "Waar te beginnen", "Wo anfangen"},
    {"Hot spots", "Points chauds", "Hotspots", "Hotspots"},
    {"Kinds of reports", "Types de signalements", "Soorten meldingen", "Arten von Meldungen"},
    {"Density", "Densité", "Dichtheid", "Dichte"},

    {"Where is it hot?", "Où sont les points chauds ?", "Waar is het hot?", "Wo sind die Hotspots?"},
    {"places with more reports in and around them than chance would give",
     "lieux ayant, avec leurs alentours, plus de signalements que le hasard n'en donnerait",
     "plaatsen met meer meldingen in en rond zich dan toeval zou geven",
     "Orte mit mehr Meldungen in und um sich, als der Zufall ergäbe"},
    {"What is watched?", "Qu'est-ce qui est surveillé ?", "Waar is er toezicht?", "Was wird beobachtet?"},
    {"watch areas over hot spots; a gap is a hot place outside all that count",
     "zones de vigilance sur les points chauds ; une lacune est un point chaud hors de toutes celles qui comptent",
     "toezichtsgebieden boven hotspots; een kloof is een hotspot buiten alle gebieden die meetellen",
     "Wachgebiete über Hotspots; eine Lücke ist ein Hotspot außerhalb aller, die zählen"},
    {"Where to start?", "Par où commencer ?", "Waar te beginnen?", "Wo anfangen?"},
    {"places to look at first, with what else speaks for them",
     "lieux à examiner en premier, avec ce qui parle encore pour eux",
     "plaatsen om eerst te bekijken, met wat er nog voor spreekt",
     "Orte, die man zuerst ansieht, mit dem, was sonst für sie spricht"},
    {"How do neighbourhoods compare?", "Comment les quartiers se comparent-ils ?", "Hoe verhouden de buurten zich?",
     "Wie vergleichen sich die Viertel?"},
    {"reports for the people who live there", "signalements rapportés aux habitants",
     "meldingen naar het aantal inwoners", "Meldungen bezogen auf die Einwohner"},
    {"Where are reports dense?", "Où les signalements sont-ils denses ?", "Waar liggen meldingen dicht bijeen?",
     "Wo liegen Meldungen dicht?"},
    {"a smooth picture for the eye", "une image lissée pour l'œil", "een vloeiend beeld voor het oog",
     "ein geglättetes Bild für das Auge"},
    {"Where do kinds of reports differ?", "Où les types de signalements diffèrent-ils ?",
     "Waar verschillen soorten meldingen?", "Wo unterscheiden sich Arten von Meldungen?"},
    {"one kind compared with the others", "un type comparé aux autres", "één soort vergeleken met de andere",
     "eine Art verglichen mit den anderen"},
    {"Where do similar values meet?", "Où les valeurs semblables se touchent-elles ?",
     "Waar raken gelijkaardige waarden elkaar?", "Wo treffen ähnliche Werte aufeinander?"},
    {"clusters of high or low values, and places unlike their neighbors",
     "groupes de valeurs élevées ou basses, et lieux différents de leurs voisins",
     "clusters van hoge of lage waarden, en plaatsen die van hun buren verschillen",
     "Häufungen hoher oder niedriger Werte und Orte, die von ihren Nachbarn abweichen"},
    {"What has changed?", "Qu'est-ce qui a changé ?", "Wat is er veranderd?", "Was hat sich geändert?"},
    {"this period beside the one before", "cette période à côté de la précédente", "deze periode naast de vorige",
     "dieser Zeitraum neben dem vorigen"},
    {"When was it reported?", "Quand a-t-on signalé ?", "Wanneer werd gemeld?", "Wann wurde gemeldet?"},
    {"single reports; play them with the time slider", "signalements isolés ; à faire défiler avec le curseur temporel",
     "afzonderlijke meldingen; speel ze af met de tijdschuif", "einzelne Meldungen; mit dem Zeitschieber abzuspielen"},
});

}  // namespace

std::span<const Phrase> map_phrases() {
  return table;
}

}  // namespace vigie
