// The words of change and history.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    // Layers
    {"Change", "Évolution", "Verandering", "Veränderung"},
    {"What changed in each neighbourhood since the comparison.",
     "Ce qui a changé dans chaque quartier depuis la comparaison.",
     "Wat in elke buurt veranderde sinds de vergelijking.",
     "Was sich in jedem Viertel seit dem Vergleich verändert hat."},
    {"Places that were picked because they were high fall by themselves; a change of reports may be one of reporting.",
     "Les lieux choisis parce qu'ils étaient élevés baissent d'eux-mêmes ; un changement des signalements peut être un "
     "changement de la manière de signaler.",
     "Plaatsen die gekozen zijn omdat ze hoog waren, dalen vanzelf; een verandering van meldingen kan er een van het "
     "melden zijn.",
     "Orte, die gewählt wurden, weil sie hoch lagen, sinken von selbst; eine Veränderung der Meldungen kann eine des "
     "Meldens sein."},
    {"Change of hot spots", "Évolution des points chauds", "Verandering van hotspots", "Wandel der Hotspots"},
    {"The class of each cell in the release compared with and in this one.",
     "La classe de chaque cellule dans l'édition de comparaison et dans celle-ci.",
     "De klasse van elke cel in de vergeleken uitgave en in deze.",
     "Die Klasse jeder Zelle in der verglichenen Ausgabe und in dieser."},
    {"A cell near a limit between classes may cross it by chance; q says whether the reports changed.",
     "Une cellule proche d'une limite entre classes peut la franchir par hasard ; q dit si les signalements ont "
     "changé.",
     "Een cel dicht bij een grens tussen klassen kan die door toeval overschrijden; q zegt of de meldingen "
     "veranderden.",
     "Eine Zelle nahe einer Grenze zwischen Klassen kann sie zufällig überschreiten; q sagt, ob sich die Meldungen "
     "verändert haben."},
    {"History", "Historique", "Geschiedenis", "Verlauf"},
    {"Reports and hot places of each run, carried from release to release.",
     "Signalements et lieux chauds de chaque exécution, repris d'édition en édition.",
     "Meldingen en hete plaatsen van elke run, meegenomen van uitgave tot uitgave.",
     "Meldungen und heiße Orte jedes Laufs, von Ausgabe zu Ausgabe übernommen."},
    // Titles of columns
    {"Reports before", "Signalements avant", "Meldingen voordien", "Meldungen vorher"},
    {"Reports now", "Signalements maintenant", "Meldingen nu", "Meldungen jetzt"},
    {"Rate ratio", "Rapport de taux", "Verhouding van cijfers", "Ratenverhältnis"},
    {"Rate ratio, lower limit", "Rapport de taux, limite inférieure", "Verhouding van cijfers, ondergrens",
     "Ratenverhältnis, untere Grenze"},
    {"Rate ratio, upper limit", "Rapport de taux, limite supérieure", "Verhouding van cijfers, bovengrens",
     "Ratenverhältnis, obere Grenze"},
    {"q-value of the change", "Valeur q du changement", "q-waarde van de verandering", "q-Wert der Veränderung"},
    {"Bin before", "Classe avant", "Klasse voordien", "Klasse vorher"},
    {"Bin now", "Classe maintenant", "Klasse nu", "Klasse jetzt"},
    {"Change of class", "Changement de classe", "Verandering van klasse", "Veränderung der Klasse"},
    {"Run", "Exécution", "Run", "Lauf"},
    {"End of the period", "Fin de la période", "Einde van de periode", "Ende des Zeitraums"},
    {"Hot area", "Zone chaude", "Heet gebied", "Heißes Gebiet"},
    {"Hot", "Chaud", "Heet", "Heiß"},
    // What columns say about themselves
    {"As counted then", "Comptés alors", "Zoals toen geteld", "Wie damals gezählt"},
    {"As counted now", "Comptés maintenant", "Zoals nu geteld", "Wie jetzt gezählt"},
    {"Reports over the length of its period, now over before; NULL where there were none before",
     "Signalements par durée de la période, maintenant sur avant ; NULL s'il n'y en avait pas avant",
     "Meldingen over de lengte van de periode, nu op voordien; NULL waar er voordien geen waren",
     "Meldungen je Länge des Zeitraums, jetzt zu vorher; NULL, wo es vorher keine gab"},
    {"Exact 95 % limits given the sum of both counts (Clopper and Pearson)",
     "Limites exactes à 95 % étant donné la somme des deux nombres (Clopper et Pearson)",
     "Exacte 95 %-grenzen gegeven de som van beide aantallen (Clopper en Pearson)",
     "Exakte 95-%-Grenzen bei gegebener Summe beider Zahlen (Clopper und Pearson)"},
    {"Exact two-sided p-value of no change, corrected for testing all neighbourhoods",
     "Valeur p exacte et bilatérale de l'absence de changement, corrigée pour le test de tous les quartiers",
     "Exacte tweezijdige p-waarde van geen verandering, gecorrigeerd voor het toetsen van alle buurten",
     "Exakter zweiseitiger p-Wert keiner Veränderung, für das Testen aller Viertel korrigiert"},
    {"up or down where q is at most 0.05; same: no clear change, which is no proof of none",
     "up ou down lorsque q est d'au plus 0,05 ; same : pas de changement net, ce qui ne prouve pas qu'il n'y en a pas",
     "up of down waar q hoogstens 0,05 is; same: geen duidelijke verandering, wat niet bewijst dat er geen is",
     "up oder down, wo q höchstens 0,05 ist; same: keine klare Veränderung, was nicht beweist, dass es keine gibt"},
    {"Cause of a missing ratio", "Cause d'un rapport manquant", "Oorzaak van een ontbrekende verhouding",
     "Ursache eines fehlenden Verhältnisses"},
    {"Confidence bin of the release compared with", "Classe de confiance de l'édition de comparaison",
     "Betrouwbaarheidsklasse van de vergeleken uitgave", "Konfidenzklasse der verglichenen Ausgabe"},
    {"Confidence bin of this release", "Classe de confiance de cette édition",
     "Betrouwbaarheidsklasse van deze uitgave", "Konfidenzklasse dieser Ausgabe"},
    {"new and cleared cross into and out of bin 1; NULL where a bin is missing",
     "new et cleared entrent dans la classe 1 ou en sortent ; NULL si une classe manque",
     "new en cleared gaan klasse 1 in of uit; NULL waar een klasse ontbreekt",
     "new und cleared treten in Klasse 1 ein oder aus ihr aus; NULL, wo eine Klasse fehlt"},
    {"Exact p-value of no change in the cell and the cells that touch it, corrected for testing all cells",
     "Valeur p exacte de l'absence de changement dans la cellule et celles qui la touchent, corrigée pour le test de "
     "toutes les cellules",
     "Exacte p-waarde van geen verandering in de cel en de cellen die eraan raken, gecorrigeerd voor het toetsen van "
     "alle cellen",
     "Exakter p-Wert keiner Veränderung in der Zelle und den sie berührenden Zellen, für das Testen aller Zellen "
     "korrigiert"},
    {"Day of the end of the period, and the start of the fingerprint of the inputs",
     "Jour de la fin de la période, et début de l'empreinte des données",
     "Dag van het einde van de periode, en begin van de vingerafdruk van de invoer",
     "Tag des Endes des Zeitraums und Anfang des Fingerabdrucks der Eingaben"},
    {"First instant after the study period of the run (UTC)", "Premier instant après la période de l'exécution (UTC)",
     "Eerste ogenblik na de periode van de run (UTC)", "Erster Augenblick nach dem Zeitraum des Laufs (UTC)"},
    {"Neighbourhood of the row; NULL for hot areas", "Quartier de la ligne ; NULL pour les zones chaudes",
     "Buurt van de rij; NULL voor hete gebieden", "Viertel der Zeile; NULL bei heißen Gebieten"},
    {"Hot area of the row; NULL for neighbourhoods", "Zone chaude de la ligne ; NULL pour les quartiers",
     "Heet gebied van de rij; NULL voor buurten", "Heißes Gebiet der Zeile; NULL bei Vierteln"},
    {"1: hot, or with a hot cell; 0: not; NULL where hot spots were not looked for",
     "1 : chaud, ou avec une cellule chaude ; 0 : non ; NULL si les points chauds n'ont pas été cherchés",
     "1: heet, of met een hete cel; 0: niet; NULL waar niet naar hotspots gezocht werd",
     "1: heiß oder mit einer heißen Zelle; 0: nicht; NULL, wo nicht nach Hotspots gesucht wurde"},
    // Classes
    {"More reports than before", "Plus de signalements qu'avant", "Meer meldingen dan voordien",
     "Mehr Meldungen als vorher"},
    {"No clear change", "Pas de changement net", "Geen duidelijke verandering", "Keine klare Veränderung"},
    {"Fewer reports than before", "Moins de signalements qu'avant", "Minder meldingen dan voordien",
     "Weniger Meldungen als vorher"},
    {"Not hot", "Pas chaud", "Niet heet", "Nicht heiß"},
    {"Newly hot", "Nouvellement chaud", "Nieuw heet", "Neu heiß"},
    {"Hotter, or less cold", "Plus chaud, ou moins froid", "Heter, of minder koud", "Heißer oder weniger kalt"},
    {"Same class", "Même classe", "Dezelfde klasse", "Gleiche Klasse"},
    {"Less hot, or colder", "Moins chaud, ou plus froid", "Minder heet, of kouder", "Weniger heiß oder kälter"},
    {"No longer hot", "N'est plus chaud", "Niet langer heet", "Nicht mehr heiß"},
});

}  // namespace

std::span<const Phrase> change_phrases() {
  return table;
}

}  // namespace vigie
