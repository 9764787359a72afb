// Words of classes and legends.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Hot spot, 99 % confidence", "Point chaud, confiance de 99 %", "Hotspot, 99 % betrouwbaarheid",
     "Hotspot, 99 % Konfidenz"},
    {"Hot spot, 95 % confidence", "Point chaud, confiance de 95 %", "Hotspot, 95 % betrouwbaarheid",
     "Hotspot, 95 % Konfidenz"},
    {"Hot spot, 90 % confidence", "Point chaud, confiance de 90 %", "Hotspot, 90 % betrouwbaarheid",
     "Hotspot, 90 % Konfidenz"},
    {"Not significant", "Non significatif", "Niet significant", "Nicht signifikant"},
    {"Cold spot, 90 % confidence", "Point froid, confiance de 90 %", "Coldspot, 90 % betrouwbaarheid",
     "Coldspot, 90 % Konfidenz"},
    {"Cold spot, 95 % confidence", "Point froid, confiance de 95 %", "Coldspot, 95 % betrouwbaarheid",
     "Coldspot, 95 % Konfidenz"},
    {"Cold spot, 99 % confidence", "Point froid, confiance de 99 %", "Coldspot, 99 % betrouwbaarheid",
     "Coldspot, 99 % Konfidenz"},
    {"Withheld or no result", "Non publié ou pas de résultat", "Niet vrijgegeven of geen resultaat",
     "Zurückgehalten oder kein Ergebnis"},
    {"No result", "Pas de résultat", "Geen resultaat", "Kein Ergebnis"},
    {"No value (see reason)", "Pas de valeur (voir la raison)", "Geen waarde (zie reden)", "Kein Wert (siehe Grund)"},
    {"Above the overall rate", "Au-dessus du taux global", "Boven het algemene cijfer", "Über der Gesamtrate"},
    {"Not clearly different", "Pas nettement différent", "Niet duidelijk verschillend", "Nicht klar verschieden"},
    {"Below the overall rate", "En dessous du taux global", "Onder het algemene cijfer", "Unter der Gesamtrate"},
    {"Insufficient data", "Données insuffisantes", "Onvoldoende gegevens", "Zu wenige Daten"},
    {"Not analyzed", "Non analysé", "Niet geanalyseerd", "Nicht ausgewertet"},
    {"No neighbors", "Pas de voisins", "Geen buren", "Keine Nachbarn"},
    {"No variance", "Pas de variance", "Geen variantie", "Keine Varianz"},
    {"Hot spot area", "Zone chaude", "Hotspotgebied", "Hotspot-Gebiet"},
    {"Cold spot area", "Zone froide", "Coldspotgebied", "Coldspot-Gebiet"},
    {"Watch area, active", "Zone de vigilance, active", "Toezichtsgebied, actief", "Wachgebiet, aktiv"},
    {"Watch area, not active", "Zone de vigilance, inactive", "Toezichtsgebied, niet actief",
     "Wachgebiet, nicht aktiv"},
    {"Yes", "Oui", "Ja", "Ja"},
    {"No", "Non", "Nee", "Nein"},

    {"High among high", "Haut parmi hauts", "Hoog te midden van hoog", "Hoch unter hoch"},
    {"Low among low", "Bas parmi bas", "Laag te midden van laag", "Niedrig unter niedrig"},
    {"High among low (outlier)", "Haut parmi bas (atypique)", "Hoog te midden van laag (uitschieter)",
     "Hoch unter niedrig (Ausreißer)"},
    {"Low among high (outlier)", "Bas parmi hauts (atypique)", "Laag te midden van hoog (uitschieter)",
     "Niedrig unter hoch (Ausreißer)"},
    {"Moran's I", "I de Moran", "Moran's I", "Morans I"},
    {"Geary's c", "c de Geary", "Geary's c", "Gearys c"},
    {"General G (Getis-Ord)", "G général (Getis-Ord)", "Algemene G (Getis-Ord)", "Allgemeines G (Getis-Ord)"},
    {"Cells", "Cellules", "Cellen", "Zellen"},
    {"Cases denser than controls", "Cas plus denses que les témoins", "Gevallen dichter dan controles",
     "Fälle dichter als Kontrollen"},
    {"Cases thinner than controls", "Cas plus clairsemés que les témoins", "Gevallen dunner dan controles",
     "Fälle dünner als Kontrollen"},
    {"Grid cells", "Cellules de la grille", "Cellen van het raster", "Zellen des Gitters"},
    {"Nearest neighbor index", "Indice du plus proche voisin", "Dichtstebuurindex", "Nächster-Nachbar-Index"},
    {"Nearest neighbor index, edge-corrected", "Indice du plus proche voisin, corrigé des effets de bord",
     "Dichtstebuurindex, met randcorrectie", "Nächster-Nachbar-Index, randkorrigiert"},
    {"Ripley's K, uncorrected", "K de Ripley, sans correction", "Ripley's K, zonder correctie",
     "Ripleys K, unkorrigiert"},
    {"Ripley's K, border correction", "K de Ripley, correction par la bordure", "Ripley's K, randzonecorrectie",
     "Ripleys K, Randstreifenkorrektur"},
    {"Ripley's K, translation correction", "K de Ripley, correction par translation", "Ripley's K, translatiecorrectie",
     "Ripleys K, Translationskorrektur"},
    {"Ripley's K, isotropic correction", "K de Ripley, correction isotrope", "Ripley's K, isotrope correctie",
     "Ripleys K, isotrope Korrektur"},
    {"Besag's L, uncorrected", "L de Besag, sans correction", "Besags L, zonder correctie", "Besags L, unkorrigiert"},
    {"Besag's L, border correction", "L de Besag, correction par la bordure", "Besags L, randzonecorrectie",
     "Besags L, Randstreifenkorrektur"},
    {"Besag's L, translation correction", "L de Besag, correction par translation", "Besags L, translatiecorrectie",
     "Besags L, Translationskorrektur"},
    {"Besag's L, isotropic correction", "L de Besag, correction isotrope", "Besags L, isotrope correctie",
     "Besags L, isotrope Korrektur"},
    {"Cross K, uncorrected", "K croisé, sans correction", "Kruis-K, zonder correctie", "Kreuz-K, unkorrigiert"},
    {"Cross K, border correction", "K croisé, correction par la bordure", "Kruis-K, randzonecorrectie",
     "Kreuz-K, Randstreifenkorrektur"},
    {"Cross K, translation correction", "K croisé, correction par translation", "Kruis-K, translatiecorrectie",
     "Kreuz-K, Translationskorrektur"},
    {"Cross K, isotropic correction", "K croisé, correction isotrope", "Kruis-K, isotrope correctie",
     "Kreuz-K, isotrope Korrektur"},
    {"Cross L, uncorrected", "L croisé, sans correction", "Kruis-L, zonder correctie", "Kreuz-L, unkorrigiert"},
    {"Cross L, border correction", "L croisé, correction par la bordure", "Kruis-L, randzonecorrectie",
     "Kreuz-L, Randstreifenkorrektur"},
    {"Cross L, translation correction", "L croisé, correction par translation", "Kruis-L, translatiecorrectie",
     "Kreuz-L, Translationskorrektur"},
    {"Cross L, isotropic correction", "L croisé, correction isotrope", "Kruis-L, isotrope correctie",
     "Kreuz-L, isotrope Korrektur"},
});

}  // namespace

std::span<const Phrase> class_phrases() {
  return table;
}

}  // namespace vigie
