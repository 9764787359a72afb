// What public files say about points that were moved.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"Moved reports", "Signalements déplacés", "Verplaatste meldingen", "Verschobene Meldungen"},
    {"Reports, each moved away at random from where it happened, within its neighbourhood; reports of one place move "
     "together, and always the same way.",
     "Signalements, chacun éloigné au hasard du lieu des faits, à l'intérieur de son quartier ; les signalements d'un "
     "même lieu sont déplacés ensemble, et toujours de la même façon.",
     "Meldingen, elk willekeurig weggeschoven van waar het gebeurde, binnen de buurt; meldingen van één plaats "
     "schuiven samen, en altijd op dezelfde manier.",
     "Meldungen, jede zufällig von ihrem Ort weggerückt, innerhalb ihres Viertels; Meldungen eines Ortes rücken "
     "gemeinsam, und immer auf dieselbe Weise."},
    {"No point shows an address or a street where something happened. Do not join points to addresses, do not look for "
     "hot spots in them, and do not count them: not every report has a point, and a place without points is not one "
     "without reports. Cells and neighbourhoods hold the counts.",
     "Aucun point ne montre une adresse ou une rue où quelque chose s'est passé. Ne reliez pas les points à des "
     "adresses, n'y cherchez pas de points chauds et ne les comptez pas : tous les signalements n'ont pas de point, et "
     "un lieu sans point n'est pas un lieu sans signalement. Les nombres se trouvent dans les mailles et les "
     "quartiers.",
     "Geen punt toont een adres of straat waar iets gebeurde. Koppel punten niet aan adressen, zoek er geen hotspots "
     "in en tel ze niet: niet elke melding heeft een punt, en een plaats zonder punten is er geen zonder meldingen. De "
     "aantallen staan in de cellen en buurten.",
     "Kein Punkt zeigt eine Adresse oder Straße, wo etwas geschah. Verknüpfen Sie Punkte nicht mit Adressen, suchen "
     "Sie in ihnen keine Brennpunkte und zählen Sie sie nicht: Nicht jede Meldung hat einen Punkt, und ein Ort ohne "
     "Punkte ist keiner ohne Meldungen. Die Zahlen stehen in den Zellen und Vierteln."},
    {"Reports, each moved to the nearest of a list of public places in its neighbourhood that stands for enough "
     "dwellings.",
     "Signalements, chacun déplacé vers le plus proche des lieux publics d'une liste, dans son quartier, qui "
     "représente assez de logements.",
     "Meldingen, elk verplaatst naar de dichtstbijzijnde openbare plaats van een lijst, in de eigen buurt, die voor "
     "genoeg woningen staat.",
     "Meldungen, jede an den nächsten öffentlichen Ort einer Liste in ihrem Viertel gerückt, der für genügend "
     "Wohnungen steht."},
    {"Nothing need have happened at the place of a point: it stands for all that lies around it. Many points in one "
     "place are no hot spot. Do not count points: not every report has one, and a place without points is not one "
     "without reports. Cells and neighbourhoods hold the counts.",
     "Il ne s'est pas forcément passé quelque chose à l'endroit d'un point : il représente tout ce qui l'entoure. "
     "Beaucoup de points au même endroit ne font pas un point chaud. Ne comptez pas les points : tous les signalements "
     "n'en ont pas, et un lieu sans point n'est pas un lieu sans signalement. Les nombres se trouvent dans les mailles "
     "et les quartiers.",
     "Op de plaats van een punt hoeft niets gebeurd te zijn: het staat voor alles eromheen. Veel punten op één plaats "
     "zijn geen hotspot. Tel geen punten: niet elke melding heeft er een, en een plaats zonder punten is er geen "
     "zonder meldingen. De aantallen staan in de cellen en buurten.",
     "Am Ort eines Punktes muss nichts geschehen sein: Er steht für alles, was um ihn liegt. Viele Punkte an einem Ort "
     "sind kein Brennpunkt. Zählen Sie Punkte nicht: Nicht jede Meldung hat einen, und ein Ort ohne Punkte ist keiner "
     "ohne Meldungen. Die Zahlen stehen in den Zellen und Vierteln."},
    {"Place of the point", "Lieu du point", "Plaats van het punt", "Ort des Punktes"},
    {"Stable name of where the point was moved to", "Nom stable du lieu où le point a été déplacé",
     "Vaste naam van waarheen het punt werd verplaatst", "Fester Name des Ortes, an den der Punkt gerückt wurde"},
    {"Hidden among", "Caché parmi", "Verborgen tussen", "Verborgen unter"},
    {"Dwellings among which nobody can tell where the report comes from; none: nobody lives around the point",
     "Logements parmi lesquels personne ne peut dire d'où vient le signalement ; aucun : personne n'habite autour du "
     "point",
     "Woningen waartussen niemand kan zeggen waar de melding vandaan komt; geen: niemand woont rond het punt",
     "Wohnungen, unter denen niemand sagen kann, woher die Meldung kommt; keine: niemand wohnt um den Punkt"},
    {"Where do reports come from, roughly?", "D'où viennent les signalements, à peu près ?",
     "Waar komen meldingen ongeveer vandaan?", "Woher kommen Meldungen ungefähr?"},
    {"single reports, moved away from their place", "signalements isolés, éloignés de leur lieu",
     "afzonderlijke meldingen, weggeschoven van hun plaats", "einzelne Meldungen, von ihrem Ort weggerückt"},
});

}  // namespace

std::span<const Phrase> masking_phrases() {
  return table;
}

}  // namespace vigie
