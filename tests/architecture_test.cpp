// Holds the code to its floors: includes point down only, doors stay where they are, rooms stay small.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = VIGIE_SOURCE_DIR;

// What each room may include besides itself.
const std::map<std::string, std::set<std::string>> below{
    {"engine/base", {}},
    {"engine/data", {"engine/base"}},
    {"engine/geometry", {"engine/data", "engine/base"}},
    {"engine/solver", {"engine/base"}},
    {"engine/statistics", {"engine/geometry", "engine/solver", "engine/data", "engine/base"}},
    {"engine/analysis", {"engine/statistics", "engine/geometry", "engine/data", "engine/base"}},
    {"engine/io", {"engine/data", "engine/base"}},
    {"engine/disclosure", {"engine/data", "engine/base"}},
    {"engine/report", {"engine/data", "engine/base"}},
    {"engine/job",
     {"engine/disclosure", "engine/analysis", "engine/statistics", "engine/geometry", "engine/io", "engine/report",
      "engine/data", "engine/base"}},
    {"cli", {"engine/job", "engine/analysis", "engine/io", "engine/data", "engine/base"}},
};

// Libraries with one home.
const std::map<std::string, std::set<std::string>> homes{
    {"gdal|ogr_|ogrsf|cpl_", {"engine/io"}},
    {"sqlite3", {"engine/io"}},
    {"geos_c", {"engine/geometry"}},
    {"proj\\.h", {"engine/geometry"}},
    {"boost/geometry", {"engine/geometry"}},
    {"CLI/", {"cli"}},
    {"toml", {"engine/job"}},
    {"nlohmann", {"cli", "engine/io"}},
    {"date/", {"engine/base"}},
    {"Cbc|Coin|Osi|Cgl|Clp", {"engine/solver"}},
};

struct Source {
  fs::path path;
  std::string room;
  std::vector<std::string> lines;
};

std::string room_of(const fs::path& path) {
  const std::string text = fs::relative(path, root).generic_string();
  if (text.starts_with("cli/")) return "cli";
  return text.substr(0, text.find('/', text.find('/') + 1));
}

std::vector<Source> sources() {
  std::vector<Source> found;
  for (const char* top : {"engine", "cli"})
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      Source source{entry.path(), room_of(entry.path()), {}};
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) source.lines.push_back(line);
      found.push_back(std::move(source));
    }
  return found;
}

std::string shown(const Source& source) {
  return fs::relative(source.path, root).generic_string();
}

TEST(Architecture, IncludesPointDownOnly) {
  const std::regex own("#include \"((?:engine/[a-z]+|cli))/[^\"]+\"");
  int seen = 0;
  for (const Source& source : sources())
    for (const std::string& line : source.lines) {
      std::smatch match;
      if (!std::regex_search(line, match, own)) continue;
      ++seen;
      const std::string target = match[1];
      EXPECT_TRUE(target == source.room || below.at(source.room).contains(target)) << shown(source) << ": " << line;
    }
  EXPECT_GT(seen, 100);
}

TEST(Architecture, LibrariesStayInTheirRoom) {
  for (const Source& source : sources())
    for (const std::string& line : source.lines) {
      if (!line.starts_with("#include <")) continue;
      for (const auto& [pattern, rooms] : homes)
        if (std::regex_search(line, std::regex("<(" + pattern + ")"))) {
          EXPECT_TRUE(rooms.contains(source.room)) << shown(source) << ": " << line;
        }
    }
}

// Results become public in one room, and only the assembly says that they still have to.
TEST(Architecture, OnlyTheGateOpensResultsToEveryone) {
  int gates = 0;
  for (const Source& source : sources())
    for (const std::string& line : source.lines) {
      if (line.find("Audience::everyone") == std::string::npos) continue;
      ++gates;
      EXPECT_EQ(source.room, "engine/disclosure") << shown(source) << ": " << line;
    }
  EXPECT_EQ(gates, 1);
}

TEST(Architecture, RecipesDoNotIncludeEachOther) {
  const std::set<std::string> recipes{
      "hotspots",
      "zone_rates",
      "density_surface",
      "coverage",
      "clusters",
      "relative_risk_surface",
      "event_concentration",
      "point_pattern",
      "reporters",
      "repeat_reports",
      "deprivation_equity",
      "survey_results",
      "presence",
      "change",
      "mediation_priority",
      "siting",
  };
  for (const Source& source : sources()) {
    const std::string name = source.path.stem().string();
    if (source.room != "engine/analysis" || !recipes.contains(name)) continue;
    for (const std::string& line : source.lines)
      for (const std::string& other : recipes)
        EXPECT_TRUE(other == name || line.find("analysis/" + other + ".h") == line.npos)
            << shown(source) << ": " << line;
  }
}

TEST(Architecture, FilesStaySmallAndSayWhyTheyExist) {
  for (const Source& source : sources()) {
    ASSERT_FALSE(source.lines.empty()) << shown(source);
    EXPECT_LE(source.lines.size(), 300u) << shown(source);
    EXPECT_TRUE(source.lines.front().starts_with("// ")) << shown(source);
  }
}

TEST(Architecture, NoTwoFilesOfOneNameAndNoDrawers) {
  std::map<std::string, std::string> first;
  const std::regex drawer("utils?|helpers?|common|misc|manager");
  for (const Source& source : sources()) {
    const auto [place, is_new] = first.try_emplace(source.path.filename().string(), shown(source));
    EXPECT_TRUE(is_new) << place->second << " and " << shown(source);
    EXPECT_FALSE(std::regex_search(source.path.stem().string(), drawer)) << shown(source);
  }
}

// Two types of one name, each in a file that never sees the other, still share their constructors when linked: the
// program then destroys one kind as if it were the other. Unnamed namespaces may repeat names.
TEST(Architecture, NoTwoTypesOfOneName) {
  const std::regex defines(R"(^(?:struct|class|enum class|enum) (?:\[\[.*\]\] )?(\w+)(?: final)?(?: : .*)?\s*\{.*)");
  std::map<std::string, std::string> first;
  for (const Source& source : sources()) {
    bool unnamed = false;
    for (const std::string& line : source.lines) {
      if (line.starts_with("namespace {")) unnamed = true;
      if (line == "}  // namespace") unnamed = false;
      std::smatch match;
      if (unnamed || !std::regex_match(line, match, defines)) continue;
      const auto [place, is_new] = first.try_emplace(match[1].str(), shown(source));
      EXPECT_TRUE(is_new) << match[1].str() << " in " << place->second << " and " << shown(source);
    }
  }
  EXPECT_GT(first.size(), 200u);
}

// A function of the house style starts in column 0 (or two) and ends with a brace in the same column.
TEST(Architecture, FunctionsStayShort) {
  const std::regex opens(R"(^( {0,2})[A-Za-z_~:].*\)[^;]*\{$)");
  for (const Source& source : sources()) {
    if (source.path.extension() != ".cpp") continue;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_match(source.lines[i], match, opens)) continue;
      const std::string closing = match[1].str() + "}";
      std::size_t end = i + 1;
      while (end < source.lines.size() && !(source.lines[end].starts_with(closing))) ++end;
      EXPECT_LE(end - i + 1, 60u) << shown(source) << " line " << i + 1;
    }
  }
}

TEST(Architecture, NothingWaitsForLater) {
  const std::regex waits("\\b(TODO|FIXME|XXX|HACK)\\b");
  for (const Source& source : sources())
    for (const std::string& line : source.lines)
      EXPECT_FALSE(std::regex_search(line, waits)) << shown(source) << ": " << line;
}

TEST(Architecture, TheTopLevelHoldsNothingElse) {
  const std::set<std::string> known{
      "CMakeLists.txt",    "engine",        "cli",         "sample-maps", "tests", "docs", "README.md", "LICENSE",
      "CMakePresets.json", ".clang-format", ".clang-tidy", ".gitignore",  ".ci",   ".git", "build"};
  for (const fs::directory_entry& entry : fs::directory_iterator(root))
    EXPECT_TRUE(known.contains(entry.path().filename().string())) << entry.path().filename();
}

}  // namespace
