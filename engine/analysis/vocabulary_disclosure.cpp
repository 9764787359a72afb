// What outputs say about what they hide.
#include <array>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

constexpr auto table = std::to_array<Phrase>({
    {"For internal use only.", "À usage interne uniquement.", "Alleen voor intern gebruik.",
     "Nur für den internen Gebrauch."},
    {"Public file: small numbers are hidden, with all that would give them back.",
     "Fichier public : les petits nombres sont masqués, avec tout ce qui permettrait de les retrouver.",
     "Openbaar bestand: kleine aantallen zijn verborgen, met alles waaruit ze te berekenen zouden zijn.",
     "Öffentliche Datei: kleine Zahlen sind verborgen, mit allem, woraus sie sich berechnen ließen."},
    {"Hidden numbers", "Nombres masqués", "Verborgen aantallen", "Verborgene Zahlen"},
    {"How many numbers are hidden, by layer, column and reason.",
     "Combien de nombres sont masqués, par couche, colonne et raison.",
     "Hoeveel aantallen verborgen zijn, per laag, kolom en reden.",
     "Wie viele Zahlen verborgen sind, nach Layer, Spalte und Grund."},
    {"Layer", "Couche", "Laag", "Layer"},
    {"Name of the layer or table", "Nom de la couche ou de la table", "Naam van de laag of tabel",
     "Name des Layers oder der Tabelle"},
    {"Column", "Colonne", "Kolom", "Spalte"},
    {"Name of the column; none: the whole layer", "Nom de la colonne ; aucun : toute la couche",
     "Naam van de kolom; geen: de hele laag", "Name der Spalte; keiner: der ganze Layer"},
    {"Why it is hidden", "Raison du masquage", "Waarom verborgen", "Warum verborgen"},
    {"suppressed: small, or it would give a small number back; not_public: this kind of number never is; no_support: "
     "too little lies under the pixel, or too few cells of the area show their class",
     "suppressed : petit, ou permettrait de retrouver un petit nombre ; not_public : ce genre de nombre n'est jamais "
     "public ; no_support : trop peu de choses sous le pixel, ou trop peu de mailles de la zone montrent leur classe",
     "suppressed: klein, of een klein aantal zou eruit te berekenen zijn; not_public: dit soort getal is nooit "
     "openbaar; no_support: te weinig onder de pixel, of te weinig cellen van het gebied tonen hun klasse",
     "suppressed: klein, oder eine kleine Zahl ließe sich daraus berechnen; not_public: diese Art von Zahl ist nie "
     "öffentlich; no_support: zu wenig unter dem Pixel, oder zu wenige Zellen des Gebiets zeigen ihre Klasse"},
    {"Values hidden", "Valeurs masquées", "Verborgen waarden", "Verborgene Werte"},
    {"Rows or pixels", "Lignes ou pixels", "Rijen of pixels", "Zeilen oder Pixel"},
    {"Share hidden", "Part masquée", "Verborgen aandeel", "Verborgener Anteil"},
    {"Of all rows or pixels", "De toutes les lignes ou de tous les pixels", "Van alle rijen of pixels",
     "An allen Zeilen oder Pixeln"},
    {"Memory of the series", "Mémoire de la série", "Geheugen van de reeks", "Gedächtnis der Reihe"},
    {"What later public files must know of this one and of those before it.",
     "Ce que les fichiers publics suivants doivent savoir de celui-ci et des précédents.",
     "Wat latere openbare bestanden van dit bestand en van de vorige moeten weten.",
     "Was spätere öffentliche Dateien von dieser und den früheren wissen müssen."},
    {"Place", "Lieu", "Plaats", "Ort"},
    {"Identifier of the cell or neighbourhood", "Identifiant de la maille ou du quartier", "Code van de cel of buurt",
     "Kennung der Zelle oder des Viertels"},
    {"Reports in an earlier file", "Signalements dans un fichier précédent", "Meldingen in een eerder bestand",
     "Meldungen in einer früheren Datei"},
    {"The last number that a public file of this series showed, where this one hides it",
     "Le dernier nombre montré par un fichier public de cette série, là où celui-ci le masque",
     "Het laatste aantal dat een openbaar bestand van deze reeks toonde, waar dit het verbergt",
     "Die letzte Zahl, die eine öffentliche Datei dieser Reihe zeigte, wo diese sie verbirgt"},
    {"Outline", "Contour", "Omtrek", "Umriss"},
    {"Fingerprint of the outline", "Empreinte du contour", "Vingerafdruk van de omtrek", "Fingerabdruck des Umrisses"},
    {"Cause of a missing number", "Cause d'un nombre manquant", "Oorzaak van een ontbrekend aantal",
     "Grund einer fehlenden Zahl"},
});

}  // namespace

std::span<const Phrase> disclosure_phrases() {
  return table;
}

}  // namespace vigie
