// Writes the validation page to the file named on the command line.
#include <cstdio>
#include <fstream>

#include "tests/validation/page.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_validation_page FILE\n", stderr);
    return 64;
  }
  std::ofstream file(arguments[1], std::ios::binary);
  file << vigie::validation::page();
  file.close();
  if (!file) {
    std::fprintf(stderr, "%s cannot be written\n", arguments[1]);
    return 73;
  }
}
