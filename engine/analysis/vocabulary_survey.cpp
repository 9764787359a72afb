// What the table of a survey says about itself.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Place of the survey", "Lieu de l'enquête", "Plaats van de enquête", "Ort der Umfrage"},
    {"Code of the place as given", "Code du lieu tel que fourni", "Code van de plaats zoals gegeven",
     "Code des Orts wie angegeben"},
    {"Design level", "Niveau d'échantillonnage", "Ontwerpniveau", "Entwurfsebene"},
    {"Level for which the sample was drawn; it says nothing below it",
     "Niveau pour lequel l'échantillon a été tiré ; il ne dit rien en dessous",
     "Niveau waarvoor de steekproef getrokken is; daaronder zegt ze niets",
     "Ebene, für die die Stichprobe gezogen wurde; darunter sagt sie nichts"},
    {"Indicator", "Indicateur", "Indicator", "Indikator"},
    {"Wave", "Vague", "Editie", "Welle"},
    {"Survey value", "Valeur de l'enquête", "Waarde van de enquête", "Wert der Umfrage"},
    {"Share or number per person and year, as given", "Part ou nombre par personne et par an, tel que fourni",
     "Aandeel of aantal per persoon en jaar, zoals gegeven", "Anteil oder Anzahl je Person und Jahr, wie angegeben"},
    {"Survey value, lower limit", "Valeur de l'enquête, limite inférieure", "Waarde van de enquête, ondergrens",
     "Wert der Umfrage, Untergrenze"},
    {"95 % interval as given, or from the variance", "Intervalle à 95 % tel que fourni, ou d'après la variance",
     "95 %-interval zoals gegeven, of uit de variantie", "95-%-Intervall wie angegeben oder aus der Varianz"},
    {"Survey value, upper limit", "Valeur de l'enquête, limite supérieure", "Waarde van de enquête, bovengrens",
     "Wert der Umfrage, Obergrenze"},
    {"Sampling variance", "Variance d'échantillonnage", "Steekproefvariantie", "Stichprobenvarianz"},
    {"As given, or from the interval", "Telle que fournie, ou d'après l'intervalle",
     "Zoals gegeven, of uit het interval", "Wie angegeben oder aus dem Intervall"},
    {"Respondents", "Répondants", "Respondenten", "Befragte"},
    {"Neighbourhoods in the place", "Quartiers dans le lieu", "Buurten in de plaats", "Viertel im Ort"},
    {"Neighbourhoods of this study in the place", "Quartiers de cette étude dans le lieu",
     "Buurten van deze studie in de plaats", "Viertel dieser Studie im Ort"},
    {"People", "Personnes", "Personen", "Personen"},
    {"Those for whom the survey speaks, in the study", "Celles dont parle l'enquête, dans l'étude",
     "Voor wie de enquête spreekt, in de studie", "Für die die Umfrage spricht, in der Studie"},
    {"Reported share of what happened", "Part signalée de ce qui s'est passé", "Gemeld aandeel van wat gebeurde",
     "Gemeldeter Anteil des Geschehenen"},
    {"Reports over what the survey counts; above 1 is possible, since visitors and businesses report, too",
     "Signalements rapportés à ce que compte l'enquête ; au-dessus de 1 possible, car visiteurs et entreprises "
     "signalent aussi",
     "Meldingen ten opzichte van wat de enquête telt; boven 1 kan, want bezoekers en bedrijven melden ook",
     "Meldungen im Verhältnis zu dem, was die Umfrage zählt; über 1 möglich, da auch Besucher und Betriebe melden"},
    {"Reported share, lower limit", "Part signalée, limite inférieure", "Gemeld aandeel, ondergrens",
     "Gemeldeter Anteil, Untergrenze"},
    {"95 % interval from the reports and the survey's variance",
     "Intervalle à 95 % d'après les signalements et la variance de l'enquête",
     "95 %-interval uit de meldingen en de variantie van de enquête",
     "95-%-Intervall aus den Meldungen und der Varianz der Umfrage"},
    {"Reported share, upper limit", "Part signalée, limite supérieure", "Gemeld aandeel, bovengrens",
     "Gemeldeter Anteil, Obergrenze"},
    {"Joined to the map", "Joint à la carte", "Aan de kaart gekoppeld", "Mit der Karte verbunden"},
    {"1 where the neighbourhoods stand at the design level", "1 si les quartiers sont au niveau d'échantillonnage",
     "1 waar de buurten op het ontwerpniveau staan", "1, wo die Viertel auf der Entwurfsebene stehen"},
    {"Survey of residents", "Enquête auprès des habitants", "Enquête bij inwoners", "Umfrage unter Einwohnern"},
    {"Survey results with interval and design level, beside the reports of the same places.",
     "Résultats d'enquête avec intervalle et niveau d'échantillonnage, à côté des signalements des mêmes lieux.",
     "Enquêteresultaten met interval en ontwerpniveau, naast de meldingen van dezelfde plaatsen.",
     "Umfrageergebnisse mit Intervall und Entwurfsebene, neben den Meldungen derselben Orte."},
    {"A survey says nothing below the level for which it was drawn. People answer for where they live, reports lie "
     "where things happen; memory errs, and some are hit more than once.",
     "Une enquête ne dit rien en dessous du niveau pour lequel elle a été tirée. On répond pour le lieu où l'on "
     "habite, les signalements sont là où les choses arrivent ; la mémoire se trompe, et certains sont touchés "
     "plusieurs fois.",
     "Een enquête zegt niets onder het niveau waarvoor ze getrokken is. Mensen antwoorden voor waar ze wonen, "
     "meldingen liggen waar dingen gebeuren; het geheugen vergist zich, en sommigen worden meermaals getroffen.",
     "Eine Umfrage sagt nichts unter der Ebene, für die sie gezogen wurde. Menschen antworten für ihren Wohnort, "
     "Meldungen liegen, wo etwas geschieht; die Erinnerung irrt, und manche trifft es mehrmals."},
});

}  // namespace

std::span<const Phrase> survey_phrases() {
  return table;
}

}  // namespace vigie
