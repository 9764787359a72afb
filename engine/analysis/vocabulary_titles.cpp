// Titles of columns. Within a layer no two may become the same in any language.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Gi* z-score", "Score z de Gi*", "z-score van Gi*", "z-Wert von Gi*"},
    {"p-value", "Valeur p", "p-waarde", "p-Wert"},
    {"q-value (FDR)", "Valeur q (FDR)", "q-waarde (FDR)", "q-Wert (FDR)"},
    {"Stays hot", "Reste un point chaud", "Blijft een hotspot", "Bleibt ein Hotspot"},
    {"Confidence bin", "Classe de confiance", "Betrouwbaarheidsklasse", "Konfidenzklasse"},
    {"Class in words", "Classe en toutes lettres", "Klasse in woorden", "Klasse in Worten"},
    {"Neighbors", "Voisins", "Buren", "Nachbarn"},
    {"Area", "Zone", "Gebied", "Gebiet"},
    {"Area (ha)", "Superficie (ha)", "Oppervlakte (ha)", "Fläche (ha)"},
    {"Kind", "Type", "Soort", "Art"},
    {"Strongest bin", "Classe la plus forte", "Sterkste klasse", "Stärkste Klasse"},

    {"Rate", "Taux", "Relatief cijfer", "Rate"},
    {"Rate, lower limit", "Taux, limite inférieure", "Relatief cijfer, ondergrens", "Rate, Untergrenze"},
    {"Rate, upper limit", "Taux, limite supérieure", "Relatief cijfer, bovengrens", "Rate, Obergrenze"},
    {"Observed over expected", "Rapport observé/attendu", "Verhouding waargenomen/verwacht",
     "Verhältnis beobachtet/erwartet"},
    {"Smoothed rate", "Taux lissé", "Afgevlakt cijfer", "Geglättete Rate"},
    {"Locally smoothed rate", "Taux lissé localement", "Lokaal afgevlakt cijfer", "Lokal geglättete Rate"},
    {"Likely above the overall rate", "Probablement au-dessus du taux global",
     "Waarschijnlijk boven het algemene cijfer", "Wahrscheinlich über der Gesamtrate"},
    {"Reliability", "Fiabilité", "Betrouwbaarheid", "Zuverlässigkeit"},
    {"Months needed", "Mois nécessaires", "Benodigde maanden", "Benötigte Monate"},
    {"Why there is no value", "Pourquoi il n'y a pas de valeur", "Waarom er geen waarde is",
     "Warum es keinen Wert gibt"},

    {"Covered share", "Part couverte", "Gedekt aandeel", "Abgedeckter Anteil"},
    {"Area covered", "Superficie couverte", "Gedekte oppervlakte", "Abgedeckte Fläche"},
    {"Population covered", "Population couverte", "Gedekte bevolking", "Abgedeckte Bevölkerung"},
    {"Dwellings covered", "Logements couverts", "Gedekte woningen", "Abgedeckte Wohnungen"},
    {"Incidents covered", "Faits couverts", "Gedekte feiten", "Abgedeckte Vorfälle"},
    {"Hot places covered", "Points chauds couverts", "Gedekte hotspots", "Abgedeckte Hotspots"},
    {"Watch area", "Zone de vigilance", "Toezichtsgebied", "Wachgebiet"},
    {"Name", "Nom", "Naam", "Name"},
    {"Form", "Forme", "Vorm", "Form"},
    {"Active at the end of the period", "Active à la fin de la période", "Actief aan het einde van de periode",
     "Am Ende des Zeitraums aktiv"},
    {"Not verified lately", "Non vérifiée récemment", "Niet recent geverifieerd", "Länger nicht überprüft"},
    {"Reports inside while valid", "Signalements dans la zone valable", "Meldingen tijdens de geldigheid",
     "Meldungen während der Gültigkeit"},
    {"Valid from", "Début de validité", "Geldig vanaf", "Gültig ab"},
    {"Valid to", "Fin de validité", "Geldig tot", "Gültig bis"},
    {"Status", "Statut", "Status", "Status"},
    {"Last verified", "Dernière vérification", "Laatst geverifieerd", "Zuletzt überprüft"},
    {"Members", "Membres", "Leden", "Mitglieder"},
    {"Gap", "Lacune", "Kloof", "Lücke"},
    {"Excess reports", "Signalements en excès", "Overschot aan meldingen", "Meldungsüberschuss"},
    {"Nearest watch area (m)", "Zone de vigilance la plus proche (m)", "Dichtstbijzijnde toezichtsgebied (m)",
     "Nächstes Wachgebiet (m)"},
    {"Rank", "Rang", "Rang", "Rang"},
    {"Watch areas here", "Zones de vigilance à cet endroit", "Toezichtsgebieden op deze plaats",
     "Wachgebiete an diesem Ort"},
    {"Forms", "Formes", "Vormen", "Formen"},
    {"Measure", "Indicateur", "Indicator", "Kennzahl"},
    {"Share", "Part", "Aandeel", "Anteil"},
    {"Share, lower limit", "Part, limite inférieure", "Aandeel, ondergrens", "Anteil, Untergrenze"},
    {"Share, upper limit", "Part, limite supérieure", "Aandeel, bovengrens", "Anteil, Obergrenze"},
    {"Note", "Remarque", "Opmerking", "Anmerkung"},

    {"Cell", "Cellule", "Cel", "Zelle"},
    {"Incidents", "Faits", "Feiten", "Vorfälle"},
    {"Share in the study area", "Part dans la zone d'étude", "Aandeel in het studiegebied",
     "Anteil im Untersuchungsgebiet"},
    {"Neighbourhood", "Quartier", "Buurt", "Viertel"},
    {"Population", "Population", "Bevolking", "Bevölkerung"},
    {"Report", "Signalement", "Melding", "Meldung"},
    {"Time", "Date et heure", "Tijdstip", "Zeitpunkt"},
    {"End of the interval", "Fin de l'intervalle", "Einde van het interval", "Ende des Intervalls"},
    {"Category", "Catégorie", "Categorie", "Kategorie"},
    {"Origin", "Origine", "Herkomst", "Herkunft"},
    {"Channel", "Canal", "Kanaal", "Kanal"},
    {"Incident", "Fait", "Feit", "Vorfall"},
    {"Closed", "Clôturé le", "Afgesloten op", "Abgeschlossen am"},

    {"Source", "Source", "Bron", "Quelle"},
    {"Row", "Ligne", "Rij", "Zeile"},
    {"Reason", "Raison", "Reden", "Grund"},
    {"In words", "En toutes lettres", "In woorden", "In Worten"},
    {"Value", "Valeur", "Waarde", "Wert"},
    {"Check", "Contrôle", "Controle", "Prüfung"},
    {"Unit", "Unité", "Eenheid", "Einheit"},
    {"Level", "Niveau", "Niveau", "Stufe"},
    {"Section", "Section", "Sectie", "Abschnitt"},
    {"Key", "Clé", "Sleutel", "Schlüssel"},

    {"Local Moran's I", "I de Moran local", "Lokale Moran's I", "Lokales Morans I"},
    {"Moran z-score", "Score z de Moran", "z-score van Moran", "z-Wert von Moran"},
    {"Moran p-value", "Valeur p de Moran", "p-waarde van Moran", "p-Wert von Moran"},
    {"Moran q-value (FDR)", "Valeur q de Moran (FDR)", "q-waarde van Moran (FDR)", "q-Wert von Moran (FDR)"},
    {"Cluster or outlier", "Agrégat ou valeur atypique", "Cluster of uitschieter", "Cluster oder Ausreißer"},
    {"Statistic", "Statistique", "Statistiek", "Statistik"},
    {"Kind of place", "Type de lieu", "Soort plaats", "Art der Orte"},
    {"Expected value", "Valeur attendue", "Verwachte waarde", "Erwartungswert"},
    {"Variance", "Variance", "Variantie", "Varianz"},
    {"z-score", "Score z", "z-score", "z-Wert"},
    {"p-value by permutation", "Valeur p par permutation", "p-waarde door permutatie", "p-Wert durch Permutation"},
    {"Permutations", "Permutations", "Permutaties", "Permutationen"},
    {"Places", "Lieux", "Plaatsen", "Orte"},
    {"Islands", "Lieux sans voisins", "Plaatsen zonder buren", "Orte ohne Nachbarn"},
});

}  // namespace

std::span<const Phrase> title_phrases() {
  return table;
}

}  // namespace vigie
