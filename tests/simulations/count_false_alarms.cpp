// Counts false alarms on 1,000 maps per setting; the table goes to the file named, what people read to stderr.
#include <cstdio>
#include <fstream>

#include "tests/simulations/false_alarms.h"

namespace {

constexpr int maps = 1000, few = 200;  // the tests repeat the first few

}  // namespace

int main(int count, char** arguments) {
  using namespace vigie;
  using namespace vigie::simulation;
  if (count != 2) {
    std::fputs("usage: count_false_alarms FILE.csv\n", stderr);
    return 64;
  }
  std::ofstream file(arguments[1], std::ios::binary);
  file << "counts,graph,test,inference,maps,by_chance,hot,any,first_maps,first_hot,first_any\n";
  bool within = true;
  for (const Setting& setting : settings())
    for (Inference inference : {Inference::exact, Inference::normal}) {
      const Alarms all = count_alarms(setting, inference, maps), first = count_alarms(setting, inference, few);
      const char* name = inference == Inference::exact ? "exact" : "normal";
      file << name_of(setting) << ',' << name << ',' << maps << ',' << most_by_chance(maps) << ',' << all.hot << ','
           << all.any << ',' << few << ',' << first.hot << ',' << first.any << '\n';
      std::fprintf(stderr, "%-70s %-6s hot %5.1f %%  any %5.1f %%\n", name_of(setting).c_str(), name,
                   100.0 * all.hot / maps, 100.0 * all.any / maps);
      within = within && (inference == Inference::normal || all.any <= most_by_chance(maps));
    }
  std::fprintf(stderr, "nominal 5 %%; by chance up to %.1f %%\n", 100.0 * most_by_chance(maps) / maps);
  file.close();
  if (!file) return 73;
  if (!within) std::fputs("exact inference exceeds its level\n", stderr);
  return within ? 0 : 1;
}
