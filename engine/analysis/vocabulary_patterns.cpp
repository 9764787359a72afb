// What columns of clusters, concentration and relative risk say about themselves.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Above 0 among similar values, below 0 among unlike ones; row-standardized weights, second moment over n",
     "Au-dessus de 0 parmi des valeurs semblables, en dessous de 0 parmi des valeurs contraires ; poids normalisés par "
     "ligne, moment d'ordre deux sur n",
     "Boven 0 te midden van gelijkaardige waarden, onder 0 te midden van tegengestelde; rijgestandaardiseerde "
     "gewichten, "
     "tweede moment over n",
     "Über 0 unter ähnlichen Werten, unter 0 unter gegensätzlichen; zeilenstandardisierte Gewichte, zweites Moment "
     "über "
     "n"},
    {"Standardized with the place's own value kept; not corrected for many tests",
     "Centré et réduit, la valeur propre du lieu étant maintenue ; non corrigé pour tests multiples",
     "Gestandaardiseerd met behoud van de eigen waarde van de plaats; niet gecorrigeerd voor meervoudig toetsen",
     "Standardisiert bei festgehaltenem eigenem Wert des Ortes; nicht für multiples Testen korrigiert"},
    {"The place, then its neighbors, against the mean, where q is at most 0.05; NULL where there is no result",
     "Le lieu, puis ses voisins, par rapport à la moyenne, lorsque q est d'au plus 0,05 ; NULL sans résultat",
     "De plaats en daarna haar buren ten opzichte van het gemiddelde, waar q hoogstens 0,05 is; NULL zonder resultaat",
     "Der Ort, dann seine Nachbarn, gegenüber dem Mittelwert, wo q höchstens 0,05 ist; NULL ohne Ergebnis"},
    {"Moran's I, Geary's c or general G", "I de Moran, c de Geary ou G général", "Moran's I, Geary's c of algemene G",
     "Morans I, Gearys c oder allgemeines G"},
    {"Cells or neighbourhoods", "Cellules ou quartiers", "Cellen of buurten", "Zellen oder Viertel"},
    {"Value of the statistic", "Valeur de la statistique", "Waarde van de statistiek", "Wert der Statistik"},
    {"Mean if the values were placed at random", "Moyenne si les valeurs étaient placées au hasard",
     "Gemiddelde als de waarden willekeurig geplaatst waren", "Mittelwert, wenn die Werte zufällig verteilt wären"},
    {"Variance if the values were placed at random", "Variance si les valeurs étaient placées au hasard",
     "Variantie als de waarden willekeurig geplaatst waren", "Varianz, wenn die Werte zufällig verteilt wären"},
    {"Value less expected value, over the standard deviation; Geary's is negative where similar values meet",
     "Valeur moins valeur attendue, divisée par l'écart type ; celui de Geary est négatif là où des valeurs semblables "
     "se touchent",
     "Waarde min verwachte waarde, gedeeld door de standaardafwijking; die van Geary is negatief waar gelijkaardige "
     "waarden elkaar raken",
     "Wert minus Erwartungswert, geteilt durch die Standardabweichung; bei Geary negativ, wo ähnliche Werte "
     "aneinandergrenzen"},
    {"Two-sided, from the normal distribution", "Bilatérale, d'après la loi normale",
     "Tweezijdig, uit de normale verdeling", "Zweiseitig, aus der Normalverteilung"},
    {"Two-sided, from values placed at random; NULL where this would take too long",
     "Bilatérale, d'après des valeurs placées au hasard ; NULL si le calcul serait trop long",
     "Tweezijdig, uit willekeurig geplaatste waarden; NULL waar dit te lang zou duren",
     "Zweiseitig, aus zufällig verteilten Werten; NULL, wo dies zu lange dauern würde"},
    {"Random placements behind the p-value by permutation", "Placements aléatoires dont est tirée la valeur p",
     "Willekeurige plaatsingen achter de p-waarde", "Zufällige Verteilungen, aus denen der p-Wert stammt"},
    {"Places with a value", "Lieux ayant une valeur", "Plaatsen met een waarde", "Orte mit einem Wert"},
    {"Places without neighbors, which lower the number of places in the moments",
     "Lieux sans voisins, déduits du nombre de lieux dans les moments",
     "Plaatsen zonder buren, die het aantal plaatsen in de momenten verlagen",
     "Orte ohne Nachbarn, die die Anzahl der Orte in den Momenten verringern"},
    {"Raised or lowered", "Risque accru ou réduit", "Verhoogd of verlaagd risico", "Höheres oder geringeres Risiko"},
    {"Cases in the cells of the area", "Cas dans les cellules de la zone", "Gevallen in de cellen van het gebied",
     "Fälle in den Zellen des Gebiets"},
    {"Controls in the cells of the area", "Témoins dans les cellules de la zone",
     "Controles in de cellen van het gebied", "Kontrollen in den Zellen des Gebiets"},
    {"Natural logarithm of the density ratio where it is farthest from 0; 0.69 is twice as dense",
     "Logarithme naturel du rapport des densités, là où il est le plus loin de 0 ; 0,69 = deux fois plus dense",
     "Natuurlijke logaritme van de dichtheidsverhouding waar die het verst van 0 ligt; 0,69 is dubbel zo dicht",
     "Natürlicher Logarithmus des Dichteverhältnisses, wo es am weitesten von 0 liegt; 0,69 ist doppelt so dicht"},
    {"Two-sided, of one cell alone; not corrected for many tests",
     "Bilatérale, d'une seule cellule ; non corrigée pour tests multiples",
     "Tweezijdig, van één cel alleen; niet gecorrigeerd voor meervoudig toetsen",
     "Zweiseitig, einer einzelnen Zelle; nicht für multiples Testen korrigiert"},
    {"p-value corrected for testing the whole map", "Valeur p corrigée pour le test de toute la carte",
     "p-waarde, gecorrigeerd voor het toetsen van de hele kaart", "p-Wert, für das Testen der ganzen Karte korrigiert"},

    {"Over which places events are spread", "Lieux entre lesquels les événements se répartissent",
     "Plaatsen waarover de gebeurtenissen verdeeld zijn", "Orte, über die sich die Ereignisse verteilen"},
    {"Category of the reports; all: every report", "Catégorie des signalements ; all : tous les signalements",
     "Categorie van de meldingen; all: alle meldingen", "Kategorie der Meldungen; all: alle Meldungen"},
    {"Events in all places together", "Événements de tous les lieux ensemble", "Gebeurtenissen in alle plaatsen samen",
     "Ereignisse aller Orte zusammen"},
    {"Places with and without events", "Lieux avec et sans événements", "Plaatsen met en zonder gebeurtenissen",
     "Orte mit und ohne Ereignisse"},
    {"0 if every place has the same, near 1 if one has all; high by itself where events are fewer than places",
     "0 si tous les lieux ont autant, près de 1 si un seul a tout ; élevé de lui-même s'il y a moins d'événements que "
     "de "
     "lieux",
     "0 als elke plaats evenveel heeft, bijna 1 als één plaats alles heeft; vanzelf hoog bij minder gebeurtenissen dan "
     "plaatsen",
     "0, wenn jeder Ort gleich viel hat, fast 1, wenn einer alles hat; von selbst hoch, wenn es weniger Ereignisse als "
     "Orte gibt"},
    {"The same, measured from the most even spread that so few events can have (Bernasco and Steenbeek)",
     "De même, mesuré à partir de la répartition la plus égale que permettent si peu d'événements (Bernasco et "
     "Steenbeek)",
     "Hetzelfde, gemeten vanaf de gelijkste spreiding die zo weinig gebeurtenissen toelaten (Bernasco en Steenbeek)",
     "Ebenso, gemessen an der gleichmäßigsten Verteilung, die so wenige Ereignisse zulassen (Bernasco und Steenbeek)"},
    {"Reaches 1 if all events lie in one place, however few they are",
     "Atteint 1 si tous les événements sont dans un seul lieu, si peu nombreux soient-ils",
     "Bereikt 1 als alle gebeurtenissen op één plaats liggen, hoe weinig het er ook zijn",
     "Erreicht 1, wenn alle Ereignisse an einem Ort liegen, so wenige es auch sind"},
    {"Mean generalized Gini of events placed at random over the baseline",
     "Gini généralisé moyen d'événements placés au hasard selon la base de référence",
     "Gemiddelde gegeneraliseerde Gini van gebeurtenissen die willekeurig volgens de referentie zijn geplaatst",
     "Mittlerer verallgemeinerter Gini von Ereignissen, die zufällig nach der Bezugsgröße verteilt sind"},
    {"2.5 % limit of the random placements", "Limite à 2,5 % des placements aléatoires",
     "Grens van 2,5 % van de willekeurige plaatsingen", "2,5-%-Grenze der zufälligen Verteilungen"},
    {"97.5 % limit of the random placements", "Limite à 97,5 % des placements aléatoires",
     "Grens van 97,5 % van de willekeurige plaatsingen", "97,5-%-Grenze der zufälligen Verteilungen"},
    {"Generalized Gini above what chance gives", "Gini généralisé au-delà de ce que donne le hasard",
     "Gegeneraliseerde Gini boven wat toeval geeft", "Verallgemeinerter Gini über dem, was der Zufall ergibt"},
    {"Two-sided, from the random placements", "Bilatérale, d'après les placements aléatoires",
     "Tweezijdig, volgens de willekeurige plaatsingen", "Zweiseitig, aus den zufälligen Verteilungen"},
    {"Share of events in the places with the most, by the Lorenz curve",
     "Part des événements dans les lieux qui en ont le plus, selon la courbe de Lorenz",
     "Aandeel van de gebeurtenissen in de plaatsen met de meeste, volgens de Lorenzcurve",
     "Anteil der Ereignisse an den Orten mit den meisten, nach der Lorenzkurve"},
    {"Smallest number of places that hold this part of the events",
     "Plus petit nombre de lieux qui réunissent cette part des événements",
     "Kleinste aantal plaatsen met dit deel van de gebeurtenissen",
     "Kleinste Anzahl von Orten mit diesem Teil der Ereignisse"},
    {"Mean smallest number of places that hold half of the events when these are placed at random",
     "Moyenne du plus petit nombre de lieux qui réunissent la moitié des événements placés au hasard",
     "Gemiddeld kleinste aantal plaatsen met de helft van de gebeurtenissen als die willekeurig geplaatst zijn",
     "Mittlere kleinste Anzahl von Orten mit der Hälfte der Ereignisse, wenn diese zufällig verteilt sind"},

    {"Nearest neighbor index, Ripley's K or Besag's L, with the edge correction",
     "Indice du plus proche voisin, K de Ripley ou L de Besag, avec la correction de bord",
     "Dichtstebuurindex, Ripley's K of Besags L, met de randcorrectie",
     "Nächster-Nachbar-Index, Ripleys K oder Besags L, mit der Randkorrektur"},
    {"Distance up to which neighbors count; NULL for the nearest neighbor index",
     "Distance jusqu'à laquelle les voisins comptent ; NULL pour l'indice du plus proche voisin",
     "Afstand tot waar buren meetellen; NULL voor de dichtstebuurindex",
     "Abstand, bis zu dem Nachbarn zählen; NULL beim Nächster-Nachbar-Index"},
    {"Index: mean distance over the expected one; K in square metres, L in metres",
     "Indice : distance moyenne sur distance attendue ; K en mètres carrés, L en mètres",
     "Index: gemiddelde afstand gedeeld door de verwachte; K in vierkante meter, L in meter",
     "Index: mittlerer durch erwarteten Abstand; K in Quadratmetern, L in Metern"},
    {"For points placed at random: 1 for the index, the circle's area for K, the radius for L; for cross K and L those "
     "of both categories together",
     "Pour des points placés au hasard : 1 pour l'indice, l'aire du cercle pour K, le rayon pour L ; pour K et L "
     "croisés, ceux des deux catégories ensemble",
     "Voor willekeurig geplaatste punten: 1 voor de index, de oppervlakte van de cirkel voor K, de straal voor L; voor "
     "kruis-K en kruis-L die van beide categorieën samen",
     "Für zufällig verteilte Punkte: 1 beim Index, die Kreisfläche bei K, der Radius bei L; bei Kreuz-K und Kreuz-L "
     "die Werte beider Kategorien zusammen"},
    {"Index: 95 % limit; K and L: lower edge of the global 95 % envelope by chance",
     "Indice : limite à 95 % ; K et L : bord inférieur de l'enveloppe globale à 95 % du hasard",
     "Index: 95 %-grens; K en L: onderrand van de globale omhullende van 95 % van het toeval",
     "Index: 95-%-Grenze; K und L: Unterrand der globalen 95-%-Einhüllenden des Zufalls"},
    {"Index: 95 % limit; K and L: upper edge of the global 95 % envelope by chance",
     "Indice : limite à 95 % ; K et L : bord supérieur de l'enveloppe globale à 95 % du hasard",
     "Index: 95 %-grens; K en L: bovenrand van de globale omhullende van 95 % van het toeval",
     "Index: 95-%-Grenze; K und L: Oberrand der globalen 95-%-Einhüllenden des Zufalls"},
    {"Index: below 0 clustered; K and L: L less its mean over random patterns, over their deviation, above 0 clustered",
     "Indice : agrégé en dessous de 0 ; K et L : L moins sa moyenne sur des semis aléatoires, divisé par leur écart "
     "type, agrégé au-dessus de 0",
     "Index: geclusterd onder 0; K en L: L min het gemiddelde over willekeurige patronen, gedeeld door hun "
     "standaardafwijking, geclusterd boven 0",
     "Index: geklumpt unter 0; K und L: L minus Mittelwert über Zufallsmuster, geteilt durch deren "
     "Standardabweichung, geklumpt über 0"},
    {"Two-sided; K and L: one p for the whole curve, the same at every radius",
     "Bilatérale ; K et L : une seule valeur p pour toute la courbe, la même à chaque rayon",
     "Tweezijdig; K en L: één p voor de hele curve, dezelfde bij elke straal",
     "Zweiseitig; K und L: ein p für die ganze Kurve, gleich bei jedem Radius"},
    {"Reports that were measured", "Signalements mesurés", "Gemeten meldingen", "Ausgewertete Meldungen"},
    {"Patterns placed at random behind limits and p-value",
     "Semis placés au hasard dont sont tirées les limites et la valeur p",
     "Willekeurige patronen achter grenzen en p-waarde",
     "Zufällig verteilte Muster, aus denen Grenzen und p-Wert stammen"},
});

}  // namespace

std::span<const Phrase> pattern_phrases() {
  return table;
}

}  // namespace vigie
