// Draws both sample maps anew: make_sample_maps FOLDER writes FOLDER/first-map and FOLDER/invented-city.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

#include "sample-maps/generator/first_map.h"
#include "sample-maps/generator/invented_city.h"

namespace {

void write(const std::filesystem::path& folder, const vigie::sample::Files& files) {
  std::filesystem::create_directories(folder);
  for (const auto& [name, content] : files) {
    std::ofstream file(folder / name, std::ios::binary);
    file << content;
    file.close();
    if (!file) throw std::runtime_error(fmt::format("{} cannot be written", (folder / name).string()));
    fmt::print("{} {}\n", content.size(), (folder / name).string());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: make_sample_maps FOLDER\n");
    return 64;
  }
  try {
    write(std::filesystem::path(argv[1]) / "first-map", vigie::sample::first_map_files());
    write(std::filesystem::path(argv[1]) / "invented-city", vigie::sample::invented_city_files());
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_sample_maps: {}\n", error.what());
    return 70;
  }
  return 0;
}
