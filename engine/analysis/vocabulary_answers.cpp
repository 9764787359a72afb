// What outputs say about answers to those who report.
#include "engine/analysis/vocabulary_answers.h"

#include <array>

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Answers to reports", "Réponses aux signalements", "Antwoorden op meldingen", "Antworten auf Meldungen"},
    {"How many reports were answered and how long it took, per neighbourhood and channel.",
     "Combien de signalements ont reçu une réponse et en combien de temps, par quartier et par canal.",
     "Hoeveel meldingen beantwoord werden en hoe lang dat duurde, per buurt en per kanaal.",
     "Wie viele Meldungen beantwortet wurden und wie lange es dauerte, je Viertel und Kanal."},
    {"An answer is not a solution, and a closed file is not always an answer. Kinds of problems take different times: "
     "compare places by one kind, or by their intervals.",
     "Une réponse n'est pas une solution, et un dossier clos n'est pas toujours une réponse. Les types de problèmes "
     "demandent des temps différents : comparer les lieux pour un seul type, ou par leurs intervalles.",
     "Een antwoord is geen oplossing, en een afgesloten dossier is niet altijd een antwoord. Soorten problemen vragen "
     "verschillende tijden: vergelijk plaatsen voor één soort, of via hun intervallen.",
     "Eine Antwort ist keine Lösung, und ein geschlossener Vorgang ist nicht immer eine Antwort. Arten von Problemen "
     "brauchen verschieden lange: Orte für eine Art vergleichen, oder nach ihren Intervallen."},
    {"As given; all: any channel, or none named", "Tel que donné ; all : tout canal, ou aucun indiqué",
     "Zoals gegeven; all: elk kanaal, of geen vermeld", "Wie angegeben; all: jeder Kanal, oder keiner genannt"},
    {"Reports followed", "Signalements suivis", "Gevolgde meldingen", "Verfolgte Meldungen"},
    {"Reports with a time, not by staff or sensors, and not answered before they were made",
     "Signalements datés, hors agents et capteurs, sans réponse antérieure au signalement",
     "Meldingen met een tijd, niet van personeel of sensoren, en niet beantwoord voor ze gemaakt waren",
     "Meldungen mit einer Zeit, nicht von Personal oder Sensoren, und nicht vor der Meldung beantwortet"},
    {"Reports answered", "Signalements ayant reçu une réponse", "Beantwoorde meldingen", "Beantwortete Meldungen"},
    {"Answered in the time in which they were followed", "Réponse reçue durant le temps de suivi",
     "Beantwoord in de tijd waarin ze gevolgd werden", "In der Zeit beantwortet, in der sie verfolgt wurden"},
    {"Share answered", "Part ayant reçu une réponse", "Aandeel beantwoord", "Anteil beantwortet"},
    {"Of the reports followed; those made shortly before the end had little time",
     "Des signalements suivis ; ceux faits peu avant la fin ont eu peu de temps",
     "Van de gevolgde meldingen; die van kort voor het einde hadden weinig tijd",
     "Der verfolgten Meldungen; die kurz vor dem Ende hatten wenig Zeit"},
    {"Share answered, lower limit", "Part ayant reçu une réponse, limite inférieure", "Aandeel beantwoord, ondergrens",
     "Anteil beantwortet, untere Grenze"},
    {"Share answered, upper limit", "Part ayant reçu une réponse, limite supérieure", "Aandeel beantwoord, bovengrens",
     "Anteil beantwortet, obere Grenze"},
    {"Exact 95 % interval of a share (Clopper and Pearson)", "Intervalle exact à 95 % d'une part (Clopper et Pearson)",
     "Exact 95 %-interval van een aandeel (Clopper en Pearson)",
     "Exaktes 95-%-Intervall eines Anteils (Clopper und Pearson)"},
    {"Median days to the answer", "Médiane des jours jusqu'à la réponse", "Mediaan van de dagen tot het antwoord",
     "Median der Tage bis zur Antwort"},
    {"Product-limit estimate, in which open reports wait; NULL where half are not answered in the time followed",
     "Estimation produit-limite, où les signalements ouverts attendent ; NULL si la moitié n'a pas reçu de réponse "
     "durant le suivi",
     "Productlimietschatting, waarin open meldingen wachten; NULL waar de helft niet beantwoord is in de gevolgde tijd",
     "Produkt-Limit-Schätzung, in der offene Meldungen warten; NULL, wo die Hälfte in der verfolgten Zeit nicht "
     "beantwortet ist"},
    {"Median days to the answer, lower limit", "Médiane des jours jusqu'à la réponse, limite inférieure",
     "Mediaan van de dagen tot het antwoord, ondergrens", "Median der Tage bis zur Antwort, untere Grenze"},
    {"Median days to the answer, upper limit", "Médiane des jours jusqu'à la réponse, limite supérieure",
     "Mediaan van de dagen tot het antwoord, bovengrens", "Median der Tage bis zur Antwort, obere Grenze"},
    {"95 % interval of Brookmeyer and Crowley, log-log; NULL where the curve does not come down so far",
     "Intervalle à 95 % de Brookmeyer et Crowley, log-log ; NULL si la courbe ne descend pas jusque-là",
     "95 %-interval van Brookmeyer en Crowley, log-log; NULL waar de kromme niet zo ver daalt",
     "95-%-Intervall nach Brookmeyer und Crowley, log-log; NULL, wo die Kurve nicht so weit sinkt"},
    {"Answered within 30 days", "Réponse dans les 30 jours", "Beantwoord binnen 30 dagen",
     "Innerhalb von 30 Tagen beantwortet"},
    {"Answered within 90 days", "Réponse dans les 90 jours", "Beantwoord binnen 90 dagen",
     "Innerhalb von 90 Tagen beantwortet"},
    {"Product-limit estimate; NULL where no report was followed so long",
     "Estimation produit-limite ; NULL si aucun signalement n'a été suivi aussi longtemps",
     "Productlimietschatting; NULL waar geen melding zo lang gevolgd werd",
     "Produkt-Limit-Schätzung; NULL, wo keine Meldung so lange verfolgt wurde"},
    {"Answered within 30 days, lower limit", "Réponse dans les 30 jours, limite inférieure",
     "Beantwoord binnen 30 dagen, ondergrens", "Innerhalb von 30 Tagen beantwortet, untere Grenze"},
    {"Answered within 30 days, upper limit", "Réponse dans les 30 jours, limite supérieure",
     "Beantwoord binnen 30 dagen, bovengrens", "Innerhalb von 30 Tagen beantwortet, obere Grenze"},
    {"Answered within 90 days, lower limit", "Réponse dans les 90 jours, limite inférieure",
     "Beantwoord binnen 90 dagen, ondergrens", "Innerhalb von 90 Tagen beantwortet, untere Grenze"},
    {"Answered within 90 days, upper limit", "Réponse dans les 90 jours, limite supérieure",
     "Beantwoord binnen 90 dagen, bovengrens", "Innerhalb von 90 Tagen beantwortet, obere Grenze"},
    {"95 % interval, log-log; exact where none or all were answered",
     "Intervalle à 95 % (log-log) ; exact si aucun ou tous ont reçu une réponse",
     "95 %-interval, log-log; exact waar er geen of alle beantwoord zijn",
     "95-%-Intervall, log-log; exakt, wo keine oder alle beantwortet sind"},
    {"Days followed at most", "Jours de suivi au plus", "Dagen gevolgd, hoogstens", "Tage verfolgt, höchstens"},
    {"The longest time from a report to its answer or to the end",
     "Le temps le plus long entre un signalement et sa réponse ou la fin",
     "De langste tijd van een melding tot haar antwoord of tot het einde",
     "Die längste Zeit von einer Meldung bis zu ihrer Antwort oder bis zum Ende"},
    {"Why there is no median: zero_denominator or median_not_reached",
     "Pourquoi il n'y a pas de médiane : zero_denominator ou median_not_reached",
     "Waarom er geen mediaan is: zero_denominator of median_not_reached",
     "Warum es keinen Median gibt: zero_denominator oder median_not_reached"},
    {"Note on 30 and 90 days", "Note sur 30 et 90 jours", "Opmerking bij 30 en 90 dagen",
     "Anmerkung zu 30 und 90 Tagen"},
    {"Why a share by days is missing: zero_denominator, not_followed_30d or not_followed_90d",
     "Pourquoi une part par jours manque : zero_denominator, not_followed_30d ou not_followed_90d",
     "Waarom een aandeel per dagen ontbreekt: zero_denominator, not_followed_30d of not_followed_90d",
     "Warum ein Anteil nach Tagen fehlt: zero_denominator, not_followed_30d oder not_followed_90d"},
    {"Answered", "Réponse", "Beantwoord", "Beantwortet"},
    {"When the reporter was answered (UTC)", "Moment de la réponse au déclarant (UTC)",
     "Wanneer de melder antwoord kreeg (UTC)", "Wann der Meldende Antwort bekam (UTC)"},
});

}  // namespace

std::span<const Phrase> answer_phrases() {
  return table;
}

}  // namespace vigie
