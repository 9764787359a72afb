// Real data with reference results of other programs: used where they are there, said where they are not.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace vigie::test {

inline std::filesystem::path reference_file(const std::string& name) {
  return std::filesystem::path(VIGIE_REFERENCE_DATA) / name;
}

/// A small CSV as columns of text; quotes are understood, newlines in fields are not.
inline std::map<std::string, std::vector<std::string>> read_columns(const std::filesystem::path& path) {
  const auto split = [](const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else if (c != '\r') {
        fields.back() += c;
      }
    }
    return fields;
  };
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = split(line);
  std::map<std::string, std::vector<std::string>> columns;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split(line);
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i) columns[header[i]].push_back(fields[i]);
  }
  return columns;
}

}  // namespace vigie::test

/// Skips the test, loudly, where the file is not there.
#define VIGIE_NEEDS_REFERENCE(name)                                                    \
  if (!std::filesystem::exists(vigie::test::reference_file(name))) {                   \
    GTEST_SKIP() << "reference data not found: " << vigie::test::reference_file(name); \
  }
