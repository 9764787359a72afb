// Words of layers and tables: titles, descriptions, caveats. Style names in QGIS hold 27 characters of a title.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Hot spots on cells", "Points chauds par cellule", "Hotspots per cel", "Hotspots je Zelle"},
    {"Cells of a grid with their reports and their class.",
     "Cellules d'une grille avec leurs signalements et leur classe.",
     "Cellen van een raster met hun meldingen en hun klasse.",
     "Zellen eines Gitters mit ihren Meldungen und ihrer Klasse."},
    {"Cells show where reports concentrate, not where it is dangerous.",
     "Les cellules montrent où les signalements se concentrent, et non où il y a du danger.",
     "De cellen tonen waar meldingen zich concentreren, niet waar het gevaarlijk is.",
     "Die Zellen zeigen, wo sich Meldungen häufen, nicht, wo es gefährlich ist."},
    {"Neighbourhoods", "Quartiers", "Buurten", "Viertel"},
    {"Neighbourhoods with their reports, rates and coverage.",
     "Quartiers avec leurs signalements, leurs taux et leur couverture.",
     "Buurten met hun meldingen, cijfers en dekking.", "Viertel mit ihren Meldungen, Raten und ihrer Abdeckung."},
    {"Small populations give uncertain rates; read the limits and the reliability with them.",
     "Les petites populations donnent des taux incertains ; à lire avec leurs limites et leur fiabilité.",
     "Kleine bevolkingen geven onzekere cijfers; lees ze samen met hun grenzen en hun betrouwbaarheid.",
     "Kleine Bevölkerungen ergeben unsichere Raten; sie sind mit ihren Grenzen und ihrer Zuverlässigkeit zu lesen."},
    {"Reports", "Signalements", "Meldingen", "Meldungen"},
    {"Every used report as a point.", "Chaque signalement utilisé, sous forme de point.",
     "Elke gebruikte melding als punt.", "Jede verwendete Meldung als Punkt."},
    {"Personal data; keep this file internal.", "Données à caractère personnel ; ce fichier doit rester interne.",
     "Persoonsgegevens; houd dit bestand intern.", "Personenbezogene Daten; diese Datei bleibt intern."},
    {"Hot and cold areas", "Zones chaudes et froides", "Hot- en coldspotgebieden", "Hot- und Coldspot-Gebiete"},
    {"Touching cells of the same kind, significant after correction for many tests.",
     "Cellules contiguës de même type, significatives après correction pour tests multiples.",
     "Aangrenzende cellen van dezelfde soort, significant na correctie voor meervoudig toetsen.",
     "Aneinandergrenzende Zellen gleicher Art, signifikant nach Korrektur für multiples Testen."},
    {"An area shows where reports concentrate; it does not say why.",
     "Une zone montre où les signalements se concentrent ; elle ne dit pas pourquoi.",
     "Een gebied toont waar meldingen zich concentreren; het zegt niet waarom.",
     "Ein Gebiet zeigt, wo sich Meldungen häufen; es sagt nicht, warum."},
    {"Watch areas", "Zones de vigilance", "Toezichtsgebieden", "Wachgebiete"},
    {"Areas in which a form of participation exists, active or not.",
     "Zones où existe une forme de participation, active ou non.",
     "Gebieden waar een vorm van participatie bestaat, actief of niet.",
     "Gebiete, in denen eine Form der Beteiligung besteht, aktiv oder nicht."},
    {"Coverage describes where watch areas are. It is no effect: watch groups start where problems are, and reporting "
     "differs between covered and uncovered places.",
     "La couverture décrit où se trouvent les zones de vigilance. Elle n'est pas un effet : les groupes de vigilance "
     "naissent là où il y a des problèmes, et la propension à signaler diffère entre lieux couverts et non couverts.",
     "Dekking beschrijft waar de toezichtsgebieden liggen. Ze is geen effect: buurtgroepen ontstaan waar er problemen "
     "zijn, en de meldingsbereidheid verschilt tussen gedekte en niet-gedekte plaatsen.",
     "Die Abdeckung beschreibt, wo Wachgebiete liegen. Sie ist keine Wirkung: Nachbarschaftsgruppen entstehen dort, wo "
     "es Probleme gibt, und die Meldebereitschaft ist an abgedeckten und nicht abgedeckten Orten verschieden."},
    {"Coverage gaps", "Lacunes de couverture", "Dekkingskloven", "Abdeckungslücken"},
    {"Hot places outside every watch area that counts, ranked by excess reports.",
     "Points chauds hors de toute zone de vigilance prise en compte, classés par signalements en excès.",
     "Hotspots buiten elk toezichtsgebied dat meetelt, gerangschikt volgens hun overschot aan meldingen.",
     "Hotspots außerhalb aller gezählten Wachgebiete, nach Meldungsüberschuss geordnet."},
    {"Overlapping watch areas", "Recouvrement des zones", "Overlap toezichtsgebieden", "Überlappende Wachgebiete"},
    {"Places inside two or more active watch areas.", "Lieux situés dans au moins deux zones de vigilance actives.",
     "Plaatsen in twee of meer actieve toezichtsgebieden.", "Orte in zwei oder mehr aktiven Wachgebieten."},
    {"Coverage in numbers", "La couverture en chiffres", "Dekking in cijfers", "Abdeckung in Zahlen"},
    {"Report density", "Densité des signalements", "Meldingsdichtheid", "Meldungsdichte"},
    {"Reports per square kilometre, smoothed.", "Signalements par kilomètre carré, lissés.",
     "Meldingen per vierkante kilometer, afgevlakt.", "Meldungen je Quadratkilometer, geglättet."},
    {"A picture of where reports are dense; it carries no significance.",
     "Une image des endroits où les signalements sont denses ; elle ne dit rien de leur significativité.",
     "Een beeld van waar meldingen dicht bij elkaar liggen; het zegt niets over significantie.",
     "Ein Bild davon, wo Meldungen dicht beieinander liegen; es sagt nichts über Signifikanz aus."},
    {"Rejected records", "Enregistrements rejetés", "Geweigerde records", "Abgewiesene Datensätze"},
    {"Every input record that was not used, with its reason.",
     "Chaque enregistrement fourni qui n'a pas été utilisé, avec la raison.",
     "Elk aangeleverd record dat niet werd gebruikt, met de reden.",
     "Jeder gelieferte Datensatz, der nicht verwendet wurde, mit dem Grund."},
    {"Data quality", "Qualité des données", "Kwaliteit van de gegevens", "Datenqualität"},
    {"What the inputs are like, check by check.", "L'état des données fournies, contrôle par contrôle.",
     "De toestand van de aangeleverde gegevens, controle per controle.",
     "Der Zustand der gelieferten Daten, Prüfung für Prüfung."},
    {"Run manifest", "Compte rendu d'exécution", "Uitvoeringsverslag", "Laufprotokoll"},
    {"How this file was made: versions, inputs, settings and their origin.",
     "Comment ce fichier a été produit : versions, données d'entrée, paramètres et leur origine.",
     "Hoe dit bestand tot stand kwam: versies, invoer, instellingen en hun herkomst.",
     "Wie diese Datei entstand: Versionen, Eingaben, Einstellungen und ihre Herkunft."},
    {"Global statistics", "Statistiques globales", "Globale statistieken", "Globale Statistiken"},
    {"Whether similar values lie near each other over the whole map, one number per statistic.",
     "Les valeurs semblables sont-elles proches sur l'ensemble de la carte ? Un nombre par statistique.",
     "Of gelijkaardige waarden over de hele kaart bij elkaar liggen, één getal per statistiek.",
     "Ob ähnliche Werte auf der ganzen Karte nahe beieinander liegen, eine Zahl je Statistik."},
    {"One number for a whole map says neither where nor why.",
     "Un seul nombre pour toute une carte ne dit ni où ni pourquoi.",
     "Eén getal voor een hele kaart zegt niet waar en niet waarom.",
     "Eine einzige Zahl für eine ganze Karte sagt weder wo noch warum."},

    {"Relative risk", "Risque relatif", "Relatief risico", "Relatives Risiko"},
    {"Natural logarithm of the density of cases over that of controls: above 0 where cases are denser.",
     "Logarithme naturel du rapport entre densité des cas et densité des témoins : supérieur à 0 là où les cas sont "
     "plus "
     "denses.",
     "Natuurlijke logaritme van de dichtheid van de gevallen gedeeld door die van de controles: boven 0 waar de "
     "gevallen "
     "dichter liggen.",
     "Natürlicher Logarithmus der Dichte der Fälle durch die der Kontrollen: über 0, wo die Fälle dichter liegen."},
    {"It compares kinds of reports: a kind that is reported more readily somewhere looks denser there.",
     "Il compare des types de signalements : un type que l'on signale plus volontiers quelque part y paraît plus "
     "dense.",
     "Het vergelijkt soorten meldingen: een soort die ergens vlotter wordt gemeld, lijkt daar dichter.",
     "Verglichen werden Arten von Meldungen: Eine Art, die irgendwo eher gemeldet wird, erscheint dort dichter."},
    {"Relative risk, z-score", "Risque relatif, score z", "Relatief risico, z-score", "Relatives Risiko, z-Wert"},
    {"How many standard deviations cases are denser or thinner than if cases and controls lay alike.",
     "De combien d'écarts types les cas sont plus denses ou plus clairsemés que si cas et témoins se répartissaient de "
     "même.",
     "Hoeveel standaardafwijkingen de gevallen dichter of dunner liggen dan als gevallen en controles gelijk verdeeld "
     "waren.",
     "Um wie viele Standardabweichungen Fälle dichter oder dünner liegen, als wenn Fälle und Kontrollen gleich "
     "verteilt "
     "wären."},
    {"Not corrected for many tests; the areas of raised and lowered risk are.",
     "Non corrigé pour tests multiples ; les zones de risque accru et réduit le sont.",
     "Niet gecorrigeerd voor meervoudig toetsen; de gebieden met verhoogd en verlaagd risico wel.",
     "Nicht für multiples Testen korrigiert; die Gebiete höheren und geringeren Risikos sind es."},
    {"Raised and lowered risk", "Risque accru et réduit", "Verhoogd en verlaagd risico", "Höheres, geringeres Risiko"},
    {"Areas where cases are denser or thinner than their share of all compared reports, beyond chance.",
     "Zones où les cas sont plus denses ou plus clairsemés que leur part de tous les signalements comparés, au-delà du "
     "hasard.",
     "Gebieden waar gevallen dichter of dunner liggen dan hun aandeel in alle vergeleken meldingen, meer dan toeval.",
     "Gebiete, in denen Fälle dichter oder dünner liegen als ihr Anteil an allen verglichenen Meldungen, über den "
     "Zufall "
     "hinaus."},
    {"An area compares kinds of reports with each other; it does not say that much or little happens there.",
     "Une zone compare des types de signalements entre eux ; elle ne dit pas qu'il s'y passe beaucoup ou peu de "
     "choses.",
     "Een gebied vergelijkt soorten meldingen met elkaar; het zegt niet dat er veel of weinig gebeurt.",
     "Ein Gebiet vergleicht Arten von Meldungen miteinander; es sagt nicht, dass dort viel oder wenig geschieht."},
    {"Concentration", "Concentration", "Concentratie", "Konzentration"},
    {"How few places hold how many events, in all and by category.",
     "Combien peu de lieux réunissent combien d'événements, au total et par catégorie.",
     "Hoe weinig plaatsen hoeveel gebeurtenissen bevatten, in totaal en per categorie.",
     "Wie wenige Orte wie viele Ereignisse haben, insgesamt und je Kategorie."},
    {"Few events concentrate by chance alone; compare with the random placement, never two Ginis by themselves.",
     "Des événements peu nombreux se concentrent par le seul hasard ; à comparer avec le placement aléatoire, jamais "
     "deux "
     "Gini entre eux.",
     "Weinig gebeurtenissen concentreren zich door toeval alleen; vergelijk met de willekeurige plaatsing, nooit twee "
     "Gini's onderling.",
     "Wenige Ereignisse häufen sich schon durch Zufall; zu vergleichen ist mit der zufälligen Verteilung, nie ein Gini "
     "mit einem anderen."},
    {"Point pattern", "Semis de points", "Puntenpatroon", "Punktmuster"},
    {"Whether reports lie closer together or further apart than points placed at random, at which distances.",
     "Si les signalements sont plus rapprochés ou plus espacés que des points placés au hasard, et à quelles "
     "distances.",
     "Of meldingen dichter bijeen of verder uiteen liggen dan willekeurig geplaatste punten, en op welke afstanden.",
     "Ob Meldungen enger oder weiter auseinander liegen als zufällig verteilte Punkte, und bei welchen Abständen."},
    {"People and addresses cluster too: against an even spread nearly every town is clustered; this does not say why.",
     "Les habitants et les adresses sont aussi groupés : face à une répartition uniforme, presque toute ville est "
     "agrégée ; cela ne dit pas pourquoi.",
     "Ook mensen en adressen liggen geclusterd: tegenover een gelijkmatige spreiding is bijna elke stad geclusterd; "
     "dit "
     "zegt niet waarom.",
     "Auch Menschen und Adressen liegen gehäuft: Gegenüber gleichmäßiger Verteilung ist fast jede Stadt geklumpt; das "
     "sagt nicht, warum."},
});

}  // namespace

std::span<const Phrase> layer_phrases() {
  return table;
}

}  // namespace vigie
