// Sentences of the report.
#include <array>

#include "engine/report/wording.h"

namespace vigie {
namespace {

constexpr auto sentences = std::to_array<ReportPhrase>({
    {"Where do reports concentrate more than chance would explain?",
     "Où les signalements se concentrent-ils plus que le hasard ne l'expliquerait ?",
     "Waar concentreren meldingen zich meer dan toeval verklaart?",
     "Wo häufen sich Meldungen stärker, als der Zufall erklärt?"},
    {"Which neighbourhoods stand out together with those around them?",
     "Quels quartiers se distinguent avec ceux qui les entourent ?", "Welke buurten vallen op samen met die eromheen?",
     "Welche Viertel fallen zusammen mit ihren Nachbarn auf?"},
    {"Where do places with many reports lie among others with many?",
     "Où des lieux à nombreux signalements côtoient-ils d'autres lieux semblables ?",
     "Waar liggen plaatsen met veel meldingen tussen andere met veel?",
     "Wo liegen Orte mit vielen Meldungen unter anderen mit vielen?"},
    {"How many reports are there for the people who live there, and how sure is that?",
     "Combien de signalements par rapport aux habitants, et avec quelle certitude ?",
     "Hoeveel meldingen zijn er voor wie er woont, en hoe zeker is dat?",
     "Wie viele Meldungen kommen auf die Einwohner, und wie sicher ist das?"},
    {"How dense are reports, as a smooth surface?", "Quelle est la densité des signalements, en surface lissée ?",
     "Hoe dicht liggen de meldingen, als vloeiend oppervlak?",
     "Wie dicht liegen die Meldungen, als geglättete Fläche?"},
    {"Where are some kinds of reports more frequent than others?",
     "Où certains types de signalements sont-ils plus fréquents que d'autres ?",
     "Waar komen sommige soorten meldingen meer voor dan andere?",
     "Wo sind manche Arten von Meldungen häufiger als andere?"},
    {"Which homes, incidents and hot places lie in a watch area, and which do not?",
     "Quels logements, faits et points chauds se trouvent dans une zone de vigilance, et lesquels non ?",
     "Welke woningen, feiten en hotspots liggen in een toezichtsgebied, en welke niet?",
     "Welche Wohnungen, Vorfälle und Hotspots liegen in einem Wachgebiet, welche nicht?"},
    {"Where could a mediation project start?", "Où un projet de médiation pourrait-il commencer ?",
     "Waar kan een bemiddelingsproject beginnen?", "Wo könnte ein Vermittlungsprojekt beginnen?"},
    {"Which places would reach most of the demand?", "Quels lieux atteindraient le plus de demandes ?",
     "Welke plaatsen zouden de meeste vraag bereiken?", "Welche Orte würden den größten Bedarf erreichen?"},
    {"Where did reports become more or fewer?", "Où les signalements ont-ils augmenté ou diminué ?",
     "Waar kwamen er meer of minder meldingen?", "Wo wurden es mehr oder weniger Meldungen?"},
    {"How few places hold how many reports?", "Combien peu de lieux réunissent combien de signalements ?",
     "Hoe weinig plaatsen bevatten hoeveel meldingen?", "Wie wenige Orte haben wie viele Meldungen?"},
    {"At which distances do reports lie close together?", "À quelles distances les signalements sont-ils regroupés ?",
     "Op welke afstanden liggen meldingen dicht bijeen?", "Bei welchen Abständen liegen Meldungen dicht beieinander?"},
    {"Do those who report hear back, and how soon?", "Ceux qui signalent reçoivent-ils une réponse, et quand ?",
     "Krijgen melders antwoord, en hoe snel?", "Bekommen Meldende Antwort, und wie schnell?"},
    {"How readily do people report, place by place?", "Avec quelle facilité signale-t-on, lieu par lieu ?",
     "Hoe vlot wordt er gemeld, plaats per plaats?", "Wie bereitwillig wird gemeldet, Ort für Ort?"},
    {"Is coverage spread evenly over poorer and richer places?",
     "La couverture est-elle répartie également entre lieux plus pauvres et plus riches ?",
     "Is de dekking gelijk verdeeld over armere en rijkere plaatsen?",
     "Ist die Abdeckung gleichmäßig über ärmere und reichere Orte verteilt?"},

    {"No place was found where reports concentrate more than chance would explain.",
     "Aucun lieu n'a été trouvé où les signalements se concentrent plus que le hasard ne l'expliquerait.",
     "Er werd geen plaats gevonden waar meldingen zich meer concentreren dan toeval verklaart.",
     "Es wurde kein Ort gefunden, an dem sich Meldungen stärker häufen, als der Zufall erklärt."},
    {"Reports concentrate more than chance would explain in hot areas of {0} ha in all; {1} of {2} reports ({3}) come "
     "from there.",
     "Les signalements se concentrent plus que le hasard ne l'expliquerait dans des zones chaudes de {0} ha au total ; "
     "{1} des {2} signalements ({3}) en proviennent.",
     "Meldingen concentreren zich meer dan toeval verklaart in hotspotgebieden van samen {0} ha; {1} van de {2} "
     "meldingen ({3}) komen daarvandaan.",
     "Meldungen häufen sich stärker, als der Zufall erklärt, in Hotspot-Gebieten von zusammen {0} ha; {1} von {2} "
     "Meldungen ({3}) stammen von dort."},
    {"Reports concentrate more than chance would explain in hot areas of {0} ha in all.",
     "Les signalements se concentrent plus que le hasard ne l'expliquerait dans des zones chaudes de {0} ha au total.",
     "Meldingen concentreren zich meer dan toeval verklaart in hotspotgebieden van samen {0} ha.",
     "Meldungen häufen sich stärker, als der Zufall erklärt, in Hotspot-Gebieten von zusammen {0} ha."},
    {"Watch areas hold {0} of inhabitants, {1} of incidents at the time they happened and {2} of the area of hot "
     "places; this describes where they lie, not what they achieve.",
     "Les zones de vigilance réunissent {0} des habitants, {1} des faits au moment où ils se sont produits et {2} de "
     "la superficie des points chauds ; cela décrit où elles se trouvent, non ce qu'elles obtiennent.",
     "Toezichtsgebieden bevatten {0} van de inwoners, {1} van de feiten op het ogenblik dat ze gebeurden en {2} van de "
     "oppervlakte van hotspots; dit beschrijft waar ze liggen, niet wat ze bereiken.",
     "In Wachgebieten liegen {0} der Einwohner, {1} der Vorfälle zu ihrem Zeitpunkt und {2} der Fläche der Hotspots; "
     "das beschreibt, wo sie liegen, nicht, was sie bewirken."},
    {"{0} of incidents happened in a watch area that was valid at the time; this describes where watch areas lie, not "
     "what they achieve.",
     "{0} des faits se sont produits dans une zone de vigilance alors valable ; cela décrit où se trouvent les zones, "
     "non ce qu'elles obtiennent.",
     "{0} van de feiten gebeurde in een toezichtsgebied dat toen geldig was; dit beschrijft waar die gebieden liggen, "
     "niet wat ze bereiken.",
     "{0} der Vorfälle geschahen in einem damals gültigen Wachgebiet; das beschreibt, wo Wachgebiete liegen, nicht, "
     "was sie bewirken."},
    {"No place is a clear first candidate for mediation: the order depends on the weights.",
     "Aucun lieu n'est un premier candidat évident pour la médiation : l'ordre dépend des poids.",
     "Geen plaats is een duidelijke eerste kandidaat voor bemiddeling: de volgorde hangt af van de gewichten.",
     "Kein Ort ist ein klarer erster Kandidat für Vermittlung: Die Reihenfolge hängt von den Gewichten ab."},
    {"First candidates for a conversation about mediation, whatever the weights: {0}; for {1} more places it depends "
     "on the weights.",
     "Premiers candidats à une conversation sur la médiation, quels que soient les poids : {0} ; pour {1} autres "
     "lieux, cela dépend des poids.",
     "Eerste kandidaten voor een gesprek over bemiddeling, welke gewichten men ook kiest: {0}; voor {1} andere "
     "plaatsen hangt het af van de gewichten.",
     "Erste Kandidaten für ein Gespräch über Vermittlung, bei jeder Gewichtung: {0}; bei {1} weiteren Orten hängt es "
     "von den Gewichten ab."},
    {"{0} of {1} neighbourhoods are at least 95 % likely to lie above the overall rate.",
     "{0} quartiers sur {1} dépassent le taux global avec une probabilité d'au moins 95 %.",
     "{0} van de {1} buurten liggen met minstens 95 % waarschijnlijkheid boven het algemene cijfer.",
     "{0} von {1} Vierteln liegen mit mindestens 95 % Wahrscheinlichkeit über der Gesamtrate."},
    {"Hot places outside every watch area that counts: {0}.",
     "Points chauds hors de toute zone de vigilance prise en compte : {0}.",
     "Hotspots buiten elk toezichtsgebied dat meetelt: {0}.", "Hotspots außerhalb aller gezählten Wachgebiete: {0}."},
    {"Hot places outside every watch area that counts: {0}, with {1} reports.",
     "Points chauds hors de toute zone de vigilance prise en compte : {0}, avec {1} signalements.",
     "Hotspots buiten elk toezichtsgebied dat meetelt: {0}, met {1} meldingen.",
     "Hotspots außerhalb aller gezählten Wachgebiete: {0}, mit {1} Meldungen."},
    {"{0} of {1} reports could be used; every other one is listed with its reason.",
     "{0} signalements sur {1} ont pu être utilisés ; chacun des autres est listé avec sa raison.",
     "{0} van de {1} meldingen waren bruikbaar; elke andere staat in een lijst met de reden.",
     "{0} von {1} Meldungen waren verwendbar; jede andere ist mit ihrem Grund aufgeführt."},

    {"A hot spot is a place where reports concentrate, not a dangerous place. Coverage describes, it is no effect. "
     "Places are scored, not people.",
     "Un point chaud est un lieu où les signalements se concentrent, pas un lieu dangereux. La couverture décrit, elle "
     "n'est pas un effet. On évalue des lieux, pas des personnes.",
     "Een hotspot is een plaats waar meldingen zich concentreren, geen gevaarlijke plaats. Dekking beschrijft, ze is "
     "geen effect. Plaatsen krijgen een score, mensen niet.",
     "Ein Hotspot ist ein Ort, an dem sich Meldungen häufen, kein gefährlicher Ort. Abdeckung beschreibt, sie ist "
     "keine "
     "Wirkung. Bewertet werden Orte, keine Menschen."},
    {"Choose a place on the map or a row of a table: both show the same place.",
     "Choisissez un lieu sur la carte ou une ligne d'un tableau : les deux montrent le même lieu.",
     "Kies een plaats op de kaart of een rij van een tabel: beide tonen dezelfde plaats.",
     "Wählen Sie einen Ort auf der Karte oder eine Zeile einer Tabelle: Beide zeigen denselben Ort."},
    {"Map of the results; arrow keys move it, plus and minus zoom",
     "Carte des résultats ; les flèches la déplacent, plus et moins changent l'échelle",
     "Kaart van de resultaten; pijltoetsen verschuiven ze, plus en min zoomen",
     "Karte der Ergebnisse; Pfeiltasten verschieben sie, Plus und Minus ändern den Maßstab"},
    {"The map needs scripts; the tables below hold the same results.",
     "La carte a besoin de scripts ; les tableaux ci-dessous contiennent les mêmes résultats.",
     "De kaart heeft scripts nodig; de tabellen hieronder bevatten dezelfde resultaten.",
     "Die Karte braucht Skripte; die Tabellen unten enthalten dieselben Ergebnisse."},
    {"{0}: the map shows {1} of {2} places; all of them stand in the GeoPackage.",
     "{0} : la carte montre {1} lieux sur {2} ; tous se trouvent dans le GeoPackage.",
     "{0}: de kaart toont {1} van de {2} plaatsen; alle staan in het GeoPackage.",
     "{0}: Die Karte zeigt {1} von {2} Orten; alle stehen im GeoPackage."},
    {"Borders are drawn to the nearest {0} m.", "Les limites sont tracées à {0} m près.",
     "Grenzen zijn getekend tot op {0} m.", "Grenzen sind auf {0} m genau gezeichnet."},
    {"{0} of {1} rows are shown; all of them stand in the GeoPackage.",
     "{0} lignes sur {1} sont montrées ; toutes se trouvent dans le GeoPackage.",
     "{0} van de {1} rijen worden getoond; alle staan in het GeoPackage.",
     "{0} von {1} Zeilen werden gezeigt; alle stehen im GeoPackage."},
    {"An area is made of touching cells of one kind. Cells are tested one by one against reports that fall anywhere by "
     "chance, and the whole map is corrected for testing many cells.",
     "Une zone est faite de cellules contiguës d'un même type. Chaque cellule est testée face à des signalements "
     "tombant n'importe où par hasard, et toute la carte est corrigée pour le grand nombre de tests.",
     "Een gebied bestaat uit aangrenzende cellen van één soort. Elke cel wordt getoetst tegenover meldingen die "
     "toevallig waar dan ook vallen, en de hele kaart is gecorrigeerd voor het grote aantal toetsen.",
     "Ein Gebiet besteht aus aneinandergrenzenden Zellen einer Art. Jede Zelle wird gegen Meldungen getestet, die "
     "zufällig irgendwo liegen, und die ganze Karte ist für die vielen Tests korrigiert."},
    {"No area is significant.", "Aucune zone n'est significative.", "Geen enkel gebied is significant.",
     "Kein Gebiet ist signifikant."},
    {"Weights are a matter of opinion, so the ranking is repeated with many of them. Tier A: among the first in at "
     "least 80 % of rankings; B: in at least 20 %; C: more rarely. A place without enough data is not ranked.",
     "Les poids sont affaire d'opinion ; le classement est donc répété avec beaucoup d'entre eux. Niveau A : parmi les "
     "premiers dans au moins 80 % des classements ; B : dans au moins 20 % ; C : plus rarement. Un lieu sans données "
     "suffisantes n'est pas classé.",
     "Gewichten zijn een kwestie van mening; daarom wordt de rangschikking met vele ervan herhaald. Niveau A: bij de "
     "eerste in minstens 80 % van de rangschikkingen; B: in minstens 20 %; C: zeldzamer. Een plaats zonder voldoende "
     "gegevens wordt niet gerangschikt.",
     "Gewichte sind Ansichtssache; die Rangfolge wird daher mit vielen von ihnen wiederholt. Stufe A: in mindestens "
     "80 % der Rangfolgen unter den ersten; B: in mindestens 20 %; C: seltener. Ein Ort ohne genügend Daten wird nicht "
     "eingereiht."},
    {"The line is the interval in which the rate lies with 95 % confidence; where intervals overlap, the order of two "
     "neighbourhoods says little.",
     "Le trait est l'intervalle de confiance à 95 % du taux ; lorsque des intervalles se recouvrent, l'ordre de deux "
     "quartiers dit peu de chose.",
     "De lijn is het betrouwbaarheidsinterval van 95 % van het cijfer; waar intervallen overlappen, zegt de volgorde "
     "van twee buurten weinig.",
     "Die Linie ist das 95-%-Konfidenzintervall der Rate; wo sich Intervalle überlappen, sagt die Reihenfolge zweier "
     "Viertel wenig."},
    {"Every row that was read was used or is listed with its reason in the table of rejects.",
     "Chaque ligne lue a été utilisée ou figure avec sa raison dans la table des rejets.",
     "Elke gelezen rij werd gebruikt of staat met haar reden in de tabel van geweigerde records.",
     "Jede gelesene Zeile wurde verwendet oder steht mit ihrem Grund in der Tabelle der abgewiesenen Datensätze."},
    {"Made with vigie {0}. The same inputs and settings give the same report, byte by byte. Nothing in this page was "
     "fetched from elsewhere, and nothing that you do in it leaves your machine.",
     "Produit avec vigie {0}. Les mêmes données et paramètres donnent le même rapport, octet par octet. Rien dans "
     "cette "
     "page n'a été chargé d'ailleurs, et rien de ce que vous y faites ne quitte votre machine.",
     "Gemaakt met vigie {0}. Dezelfde invoer en instellingen geven hetzelfde rapport, byte voor byte. Niets op deze "
     "pagina werd van elders opgehaald, en niets van wat u erin doet verlaat uw toestel.",
     "Erstellt mit vigie {0}. Gleiche Eingaben und Einstellungen ergeben denselben Bericht, Byte für Byte. Nichts auf "
     "dieser Seite wurde von anderswo geladen, und nichts, was Sie darin tun, verlässt Ihren Rechner."},
});

}  // namespace

std::span<const ReportPhrase> sentence_phrases() {
  return sentences;
}

}  // namespace vigie
