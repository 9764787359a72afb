// Invented names, built from the words that name real quarters on both sides of the language border.
#include "sample-maps/generator/zone_names.h"

#include <array>

namespace vigie::sample {
namespace {

constexpr std::array<BilingualName, 6> old_town{{
    {"Begijnhof", "Béguinage"},
    {"Sint-Maartensplein", "Place Saint-Martin"},
    {"Kloosterhof", "Cour du Cloître"},
    {"Lakenhalle", "Halle aux Draps"},
    {"Schipperskaai", "Quai des Bateliers"},
    {"Oude Vest", "Vieux Rempart"},
}};

constexpr std::array<BilingualName, 14> inner_belt{{
    {"Gasthuiskouter", "Couture de l'Hospice"},
    {"Molenwijk", "Quartier du Moulin"},
    {"Sint-Jozef", "Saint-Joseph"},
    {"Weversveld", "Champ des Tisserands"},
    {"Brouwerij", "La Brasserie"},
    {"Kazerne", "La Caserne"},
    {"Tuinstraten", "Rues des Jardins"},
    {"Gasfabriek", "Usine à Gaz"},
    {"Sint-Rita", "Sainte-Rita"},
    {"Lindenplein", "Place des Tilleuls"},
    {"Vlasmarkt", "Marché au Lin"},
    {"Zwanenhof", "Cour du Cygne"},
    {"Leertouwers", "Les Tanneurs"},
    {"Spoorwijk", "Quartier du Rail"},
}};

constexpr std::array<BilingualName, 19> suburbs{{
    {"Kapelleveld", "Champ de la Chapelle"},
    {"Populieren", "Les Peupliers"},
    {"Tuinwijk", "Cité-Jardin"},
    {"Zonneveld", "Champ du Soleil"},
    {"Meibos", "Bois de Mai"},
    {"Hoge Akker", "Haut Champ"},
    {"Watertoren", "Château d'Eau"},
    {"Kerselaar", "Le Cerisier"},
    {"Notelaar", "Le Noyer"},
    {"Vogelzang", "Chant des Oiseaux"},
    {"Steenoven", "Four à Briques"},
    {"Nieuwe Kouter", "Nouvelle Couture"},
    {"Begraafplaats", "Cimetière"},
    {"Ziekenhuis", "Hôpital"},
    {"Zilverberg", "Mont d'Argent"},
    {"Ooievaar", "La Cigogne"},
    {"Vossenhoek", "Coin du Renard"},
    {"Papenveld", "Champ du Curé"},
    {"Drie Linden", "Trois Tilleuls"},
}};

constexpr std::array<BilingualName, 21> outer_rim{{
    {"Achterbos", "Arrière-Bois"},
    {"Berkendries", "Les Bouleaux"},
    {"Eikenhoek", "Coin du Chêne"},
    {"Ganzenweide", "Pré aux Oies"},
    {"Groenstraat", "Rue Verte"},
    {"Hazelhof", "La Noisetière"},
    {"Heidebloem", "La Bruyère"},
    {"Hoevenveld", "Terre des Fermes"},
    {"Klaverdries", "Le Trèfle"},
    {"Leemput", "Fosse d'Argile"},
    {"Meersen", "Les Prés Humides"},
    {"Mispelaar", "Le Néflier"},
    {"Paardenkouter", "Couture aux Chevaux"},
    {"Roggeveld", "Champ de Seigle"},
    {"Schaapsdries", "Trieu aux Moutons"},
    {"Spechtbos", "Bois du Pic"},
    {"Tarwedal", "Val du Froment"},
    {"Wijmeers", "Grand Pré"},
    {"Zavelput", "La Sablonnière"},
    {"Kwartelhof", "La Caille"},
    {"Bedrijvenpark", "Parc d'Activités"},
}};

}  // namespace

std::span<const BilingualName> names_of_belt(int belt) {
  switch (belt) {
    case 0:
      return old_town;
    case 1:
      return inner_belt;
    case 2:
      return suburbs;
    default:
      return outer_rim;
  }
}

}  // namespace vigie::sample
