// Words of the counts over time.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Reports over time", "Signalements au fil du temps", "Meldingen in de tijd", "Meldungen im Zeitverlauf"},
    {"Reports and incidents, one period after the other.", "Signalements et faits, période après période.",
     "Meldingen en feiten, periode na periode.", "Meldungen und Vorfälle, Zeitraum für Zeitraum."},
    {"More reports may mean that more happened, or that people reported more readily.",
     "Plus de signalements peut vouloir dire qu'il s'est passé plus de choses, ou que l'on a signalé plus volontiers.",
     "Meer meldingen kan betekenen dat er meer gebeurde, of dat mensen vlotter meldden.",
     "Mehr Meldungen können heißen, dass mehr geschah oder dass eher gemeldet wurde."},
    {"From", "Du", "Van", "Von"},
    {"To", "Au", "Tot", "Bis"},
    {"First day", "Premier jour", "Eerste dag", "Erster Tag"},
    {"Day after the last one", "Lendemain du dernier jour", "Dag na de laatste", "Tag nach dem letzten"},
    {"Used reports in the period", "Signalements utilisés de la période", "Gebruikte meldingen in de periode",
     "Verwendete Meldungen im Zeitraum"},
    {"Incidents whose first report lies in the period", "Faits dont le premier signalement est dans la période",
     "Feiten waarvan de eerste melding in de periode ligt", "Vorfälle, deren erste Meldung im Zeitraum liegt"},
});

}  // namespace

std::span<const Phrase> timeline_phrases() {
  return table;
}

}  // namespace vigie
