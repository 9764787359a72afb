// What is said about mixes of categories, about reports beside those expected, and about what one watch area adds.
#include "engine/analysis/vocabulary_expectations.h"

#include <array>

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Mix of categories", "Répartition des catégories", "Verdeling van categorieën", "Zusammensetzung der Kategorien"},
    {"Which categories a neighbourhood has more or less of than all neighbourhoods together.",
     "Quelles catégories sont plus ou moins présentes dans un quartier que dans l'ensemble des quartiers.",
     "Welke categorieën een buurt meer of minder heeft dan alle buurten samen.",
     "Welche Kategorien ein Viertel mehr oder weniger hat als alle Viertel zusammen."},
    {"A mix, not an amount: a quiet neighbourhood can have a high quotient, and one category is high where another is "
     "seldom reported. Of many intervals one in twenty misses 1 by chance.",
     "Une répartition, pas une quantité : un quartier calme peut avoir un quotient élevé, et une catégorie est élevée "
     "là où une autre est rarement signalée. Sur beaucoup d'intervalles, un sur vingt manque 1 par hasard.",
     "Een verdeling, geen hoeveelheid: een rustige buurt kan een hoog quotiënt hebben, en een categorie is hoog waar "
     "een "
     "andere zelden gemeld wordt. Van veel intervallen mist er één op twintig 1 door toeval.",
     "Eine Zusammensetzung, keine Menge: Ein ruhiges Viertel kann einen hohen Quotienten haben, und eine Kategorie ist "
     "hoch, wo eine andere selten gemeldet wird. Von vielen Intervallen verfehlt eines von zwanzig die 1 durch "
     "Zufall."},
    {"Of the first report of each incident", "Du premier signalement de chaque fait",
     "Van de eerste melding van elk feit", "Der ersten Meldung jedes Vorfalls"},
    {"Incidents of the category in the neighbourhood", "Faits de la catégorie dans le quartier",
     "Feiten van de categorie in de buurt", "Vorfälle der Kategorie im Viertel"},
    {"Incidents expected", "Faits attendus", "Verwachte feiten", "Erwartete Vorfälle"},
    {"If the category had the same share here as in all neighbourhoods together",
     "Si la catégorie avait ici la même part que dans l'ensemble des quartiers",
     "Als de categorie hier hetzelfde aandeel had als in alle buurten samen",
     "Wenn die Kategorie hier denselben Anteil hätte wie in allen Vierteln zusammen"},
    {"Location quotient", "Quotient de localisation", "Locatiequotiënt", "Lokalisationsquotient"},
    {"Share of the category here over its share in all neighbourhoods; 1: the same mix",
     "Part de la catégorie ici sur sa part dans tous les quartiers ; 1 : même répartition",
     "Aandeel van de categorie hier gedeeld door dat in alle buurten; 1: dezelfde verdeling",
     "Anteil der Kategorie hier geteilt durch den in allen Vierteln; 1: dieselbe Zusammensetzung"},
    {"Location quotient, lower limit", "Quotient de localisation, borne inférieure", "Locatiequotiënt, ondergrens",
     "Lokalisationsquotient, untere Grenze"},
    {"Location quotient, upper limit", "Quotient de localisation, borne supérieure", "Locatiequotiënt, bovengrens",
     "Lokalisationsquotient, obere Grenze"},
    {"95 % score interval (Koopman): here against elsewhere",
     "Intervalle du score à 95 % (Koopman) : ici par rapport à ailleurs",
     "95 %-score-interval (Koopman): hier tegenover elders", "95-%-Score-Intervall (Koopman): hier gegen anderswo"},
    {"few_reports: fewer than five incidents; read the interval, not the value",
     "few_reports : moins de cinq faits ; lire l'intervalle, pas la valeur",
     "few_reports: minder dan vijf feiten; lees het interval, niet de waarde",
     "few_reports: weniger als fünf Vorfälle; das Intervall lesen, nicht den Wert"},
    {"Category that stands out", "Catégorie qui ressort", "Categorie die opvalt", "Kategorie, die herausragt"},
    {"Over-represented most surely: highest lower limit above 1, from five incidents on; none where nothing is",
     "Surreprésentée le plus sûrement : borne inférieure la plus élevée au-dessus de 1, à partir de cinq faits ; "
     "aucune "
     "sinon",
     "Het zekerst oververtegenwoordigd: hoogste ondergrens boven 1, vanaf vijf feiten; anders geen",
     "Am sichersten überrepräsentiert: höchste untere Grenze über 1, ab fünf Vorfällen; sonst keine"},
    {"Its location quotient", "Son quotient de localisation", "Haar locatiequotiënt", "Ihr Lokalisationsquotient"},
    {"Share of that category here over its share in all neighbourhoods",
     "Part de cette catégorie ici sur sa part dans tous les quartiers",
     "Aandeel van die categorie hier gedeeld door dat in alle buurten",
     "Anteil dieser Kategorie hier geteilt durch den in allen Vierteln"},
    {"Its location quotient, lower limit", "Son quotient de localisation, borne inférieure",
     "Haar locatiequotiënt, ondergrens", "Ihr Lokalisationsquotient, untere Grenze"},
    {"95 % score interval", "Intervalle du score à 95 %", "95 %-score-interval", "95-%-Score-Intervall"},
    {"No category stands out", "Aucune catégorie ne ressort", "Geen categorie valt op", "Keine Kategorie ragt heraus"},
    {"Another category, or none", "Une autre catégorie, ou aucune", "Een andere categorie, of geen",
     "Eine andere Kategorie oder keine"},

    {"Fewer reports than expected", "Moins de signalements qu'attendu", "Minder meldingen dan verwacht",
     "Weniger Meldungen als erwartet"},
    {"About as many as expected", "À peu près autant qu'attendu", "Ongeveer zoveel als verwacht",
     "Etwa so viele wie erwartet"},
    {"More reports than expected", "Plus de signalements qu'attendu", "Meer meldingen dan verwacht",
     "Mehr Meldungen als erwartet"},
    {"Reports expected", "Signalements attendus", "Verwachte meldingen", "Erwartete Meldungen"},
    {"From the homes and the covariates, by a Poisson model of all neighbourhoods",
     "D'après les logements et les covariables, par un modèle de Poisson de tous les quartiers",
     "Uit de woningen en de covariaten, met een Poissonmodel van alle buurten",
     "Aus den Wohnungen und den Kovariaten, nach einem Poisson-Modell aller Viertel"},
    {"Reports over expected", "Signalements sur attendus", "Meldingen gedeeld door verwachte",
     "Meldungen durch erwartete"},
    {"1 is as many as expected", "1 : autant qu'attendu", "1 is zoveel als verwacht", "1: so viele wie erwartet"},
    {"Distance from the expected number", "Écart au nombre attendu", "Afstand tot het verwachte aantal",
     "Abstand von der erwarteten Zahl"},
    {"In standard deviations of an overdispersed Poisson count; below 0: fewer reports",
     "En écarts-types d'un compte de Poisson surdispersé ; en dessous de 0 : moins de signalements",
     "In standaardafwijkingen van een overdisperse Poissontelling; onder 0: minder meldingen",
     "In Standardabweichungen einer überdispersen Poisson-Zahl; unter 0: weniger Meldungen"},
    {"Reports against expectation", "Signalements face aux attendus", "Meldingen naast de verwachte",
     "Meldungen neben erwarteten"},
    {"Fewer than expected is a candidate for outreach, not proof that problems go unreported",
     "Moins qu'attendu : un lieu où aller vers les habitants, pas la preuve que des problèmes ne sont pas signalés",
     "Minder dan verwacht is een plek om mensen op te zoeken, geen bewijs dat problemen ongemeld blijven",
     "Weniger als erwartet: ein Ort, um auf Menschen zuzugehen, kein Beweis, dass Probleme ungemeldet bleiben"},
    {"Why nothing is expected", "Pourquoi rien n'est attendu", "Waarom er geen verwachting is",
     "Warum nichts erwartet wird"},
    {"Cause of a missing comparison", "Cause d'une comparaison manquante", "Oorzaak van een ontbrekende vergelijking",
     "Ursache eines fehlenden Vergleichs"},
    {"Model of expected reports", "Modèle des signalements attendus", "Model van verwachte meldingen",
     "Modell der erwarteten Meldungen"},
    {"What the number of reports of a neighbourhood is expected from, and how the model found it.",
     "D'après quoi le nombre de signalements d'un quartier est attendu, et ce que le modèle a trouvé.",
     "Waaruit het aantal meldingen van een buurt verwacht wordt, en wat het model vond.",
     "Woraus die Zahl der Meldungen eines Viertels erwartet wird, und was das Modell fand."},
    {"A description of these neighbourhoods, not a cause: what the model does not know stays in the difference.",
     "Une description de ces quartiers, pas une cause : ce que le modèle ignore reste dans l'écart.",
     "Een beschrijving van deze buurten, geen oorzaak: wat het model niet weet, blijft in het verschil.",
     "Eine Beschreibung dieser Viertel, keine Ursache: Was das Modell nicht weiß, bleibt im Unterschied."},
    {"Term", "Terme", "Term", "Term"},
    {"constant, or a column of the neighbourhoods", "constant, ou une colonne des quartiers",
     "constant, of een kolom van de buurten", "constant oder eine Spalte der Viertel"},
    {"Ratio of reports", "Rapport des signalements", "Verhouding van meldingen", "Verhältnis der Meldungen"},
    {"Constant: reports per unit of exposure where all covariates are 0; else how many times as many where the column "
     "is "
     "1 higher",
     "Constante : signalements par unité d'exposition si toutes les covariables sont à 0 ; sinon, combien de fois "
     "autant "
     "si la colonne augmente de 1",
     "Constante: meldingen per eenheid van blootstelling als alle covariaten 0 zijn; anders hoeveel keer zoveel als de "
     "kolom 1 hoger is",
     "Konstante: Meldungen je Einheit der Exposition, wenn alle Kovariaten 0 sind; sonst wievielmal so viele, wenn die "
     "Spalte um 1 höher ist"},
    {"95 % interval, widened for overdispersion", "Intervalle à 95 % élargi pour la surdispersion",
     "95 %-interval, verbreed voor overdispersie", "95-%-Intervall, erweitert für Überdispersion"},
    {"Areas in the model", "Quartiers dans le modèle", "Buurten in het model", "Viertel im Modell"},
    {"Neighbourhoods with homes and all covariates", "Quartiers avec logements et toutes les covariables",
     "Buurten met woningen en alle covariaten", "Viertel mit Wohnungen und allen Kovariaten"},
    {"Overdispersion", "Surdispersion", "Overdispersie", "Überdispersion"},
    {"How many times as much as by chance counts vary around the expected ones, at least 1",
     "Combien de fois plus que par hasard les comptes varient autour des attendus, au moins 1",
     "Hoeveel keer meer dan door toeval tellingen rond de verwachte schommelen, minstens 1",
     "Wievielmal stärker als durch Zufall Zahlen um die erwarteten schwanken, mindestens 1"},

    {"Homes only it covers", "Logements couverts par elle seule", "Woningen die alleen dit gebied dekt",
     "Wohnungen, die nur dieses Gebiet abdeckt"},
    {"Dwellings (or inhabitants) on ground that no other watch area covers today: lost without it, or gained if it "
     "counted. No effect",
     "Logements (ou habitants) là où aucune autre zone de vigilance ne couvre aujourd'hui : perdus sans elle, ou "
     "gagnés "
     "si elle comptait. Pas un effet",
     "Woningen (of inwoners) op grond die vandaag geen ander toezichtsgebied dekt: verloren zonder dit gebied, of "
     "gewonnen "
     "als het meetelde. Geen effect",
     "Wohnungen (oder Einwohner) auf Boden, den heute kein anderes Wachgebiet abdeckt: ohne dieses verloren, oder "
     "gewonnen, wenn es zählte. Keine Wirkung"},
    {"Incidents only it would cover", "Faits qu'elle seule couvrirait", "Feiten die alleen dit gebied zou dekken",
     "Vorfälle, die nur dieses Gebiet abdecken würde"},
    {"Incidents of the whole period on that ground, whenever they happened",
     "Faits de toute la période en ces lieux, quel que soit le moment",
     "Feiten van de hele periode op die grond, wanneer ze ook gebeurden",
     "Vorfälle des ganzen Zeitraums auf diesem Boden, wann immer sie geschahen"},
    {"Burden only it covers", "Charge couverte par elle seule", "Last die alleen dit gebied dekt",
     "Last, die nur dieses Gebiet abdeckt"},
    {"Share of the excess reports, spread evenly over neighbourhoods, on that ground",
     "Part des signalements en excès, répartis uniformément dans les quartiers, en ces lieux",
     "Aandeel van de overtollige meldingen, gelijk verspreid over de buurten, op die grond",
     "Anteil der überzähligen Meldungen, gleichmäßig über die Viertel verteilt, auf diesem Boden"},
    {"Incidents only it covered", "Faits qu'elle seule a couverts", "Feiten die alleen dit gebied dekte",
     "Vorfälle, die nur dieses Gebiet abdeckte"},
    {"Incidents that happened inside while it was valid and no other watch area was: by so many fewer would be covered "
     "without it",
     "Faits survenus à l'intérieur pendant sa validité, hors de toute autre zone valable : autant de moins seraient "
     "couverts sans elle",
     "Feiten die binnen gebeurden terwijl dit gebied geldig was en geen ander: zoveel minder zouden er gedekt zijn "
     "zonder "
     "dit gebied",
     "Vorfälle, die innen geschahen, während dieses Gebiet gültig war und kein anderes: um so viele weniger wären ohne "
     "es "
     "abgedeckt"},
});

}  // namespace

std::span<const Phrase> expectation_phrases() {
  return table;
}

}  // namespace vigie
