// The packed index against SQLite's own check and against a look at every box.
#include "engine/io/geopackage_rtree.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace vigie {
namespace {

SqliteDatabase empty_index() {
  SqliteDatabase database(":memory:", DatabaseAccess::read_write);
  database.execute("CREATE VIRTUAL TABLE idx USING rtree(id, minx, maxx, miny, maxy)");
  return database;
}

Box box_of(double x, double y, double width, double height) {
  return {x, y, x + width, y + height};
}

std::vector<Box> random_boxes(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto share = [&random] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < count; ++i)
    boxes.push_back(
        box_of(649'000 + 9000 * share(), 5'650'000 + 5000 * share(), 300 * share() * share(), 80 * share()));
  return boxes;
}

std::vector<IndexEntry> entries_of(const std::vector<Box>& boxes) {
  std::vector<IndexEntry> entries;
  for (std::size_t i = 0; i < boxes.size(); ++i)
    entries.push_back(index_entry(static_cast<std::int64_t>(3 * i + 1), boxes[i]));
  return entries;
}

TEST(GeopackageRtree, RoundsOutwardsByOneStepAtMost) {
  const IndexEntry entry = index_entry(1, box_of(0.1, -0.1, 649'123.3, 5'650'000.7));
  EXPECT_LE(entry.min_x, 0.1);
  EXPECT_GT(std::nextafter(entry.min_x, 1.0f), 0.1);
  EXPECT_GE(entry.max_x, 649'123.4);
  EXPECT_LT(std::nextafter(entry.max_x, 0.0f), 649'123.4);
  EXPECT_LE(entry.min_y, -0.1);
  EXPECT_GE(entry.max_y, 5'650'000.6);
  const IndexEntry exact = index_entry(1, box_of(4, 8, 2, 2));
  EXPECT_EQ(exact.min_x, 4);
  EXPECT_EQ(exact.max_y, 10);
}

// 51 entries fill a node: sizes around one, two and three levels.
TEST(GeopackageRtree, PassesSqlitesCheckForEverySize) {
  for (std::size_t count : {0, 1, 2, 50, 51, 52, 102, 2600, 2601, 2602, 20'000}) {
    SqliteDatabase database = empty_index();
    pack_rtree(database, "idx", entries_of(random_boxes(count, count)));
    EXPECT_EQ(database.text("SELECT rtreecheck('idx')"), "ok") << count;
    EXPECT_EQ(database.integer("SELECT count(*) FROM idx"), static_cast<std::int64_t>(count));
    const auto nodes = static_cast<std::size_t>(database.integer("SELECT count(*) FROM idx_node"));
    EXPECT_LE(nodes, count / 51 + count / 2601 + 4) << "nodes are full";
  }
}

TEST(GeopackageRtree, AnswersAsALookAtEveryBox) {
  SqliteDatabase database = empty_index();
  const std::vector<IndexEntry> entries = entries_of(random_boxes(5000, 42));
  pack_rtree(database, "idx", entries);
  SqliteStatement query =
      database.prepare("SELECT id FROM idx WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ? ORDER BY id");
  std::int64_t found_in_all = 0;
  for (const Box& window : random_boxes(200, 43)) {
    std::vector<std::int64_t> expected, found;
    for (const IndexEntry& e : entries)
      if (e.max_x >= window.min_x && e.min_x <= window.max_x && e.max_y >= window.min_y && e.min_y <= window.max_y)
        expected.push_back(e.id);
    query.bind(1, window.min_x);
    query.bind(2, window.max_x);
    query.bind(3, window.min_y);
    query.bind(4, window.max_y);
    while (query.step()) found.push_back(query.integer(0));
    query.reset();
    ASSERT_EQ(found, expected);
    found_in_all += std::ssize(found);
  }
  EXPECT_GT(found_in_all, 200);
}

TEST(GeopackageRtree, NeighborsShareNodes) {
  SqliteDatabase database = empty_index();
  std::vector<Box> grid;
  for (int row = 0; row < 100; ++row)
    for (int column = 0; column < 100; ++column) grid.push_back(box_of(column, row, 1, 1));
  pack_rtree(database, "idx", entries_of(grid));
  // Leaves of a row-wise order would each reach over half the map; those of the Hilbert curve are about 7 x 7 cells.
  database.execute(
      "CREATE TABLE spans AS SELECT nodeno, max(maxx) - min(minx) w, max(maxy) - min(miny) h "
      "FROM idx JOIN idx_rowid ON rowid = id GROUP BY nodeno");
  EXPECT_LT(database.integer("SELECT avg(w + h) FROM spans"), 22);
}

TEST(GeopackageRtree, CanBeEditedAfterwards) {
  SqliteDatabase database = empty_index();
  pack_rtree(database, "idx", entries_of(random_boxes(3000, 5)));
  database.execute("DELETE FROM idx WHERE id % 2 = 0");
  database.execute("INSERT INTO idx SELECT 1000000 + id, minx + 1, maxx + 1, miny, maxy FROM idx");
  EXPECT_EQ(database.text("SELECT rtreecheck('idx')"), "ok");
  EXPECT_EQ(database.integer("SELECT count(*) FROM idx"), 3000);
}

TEST(GeopackageRtree, TakesBoxesThatAllLieInOnePlace) {
  SqliteDatabase database = empty_index();
  pack_rtree(database, "idx", entries_of(std::vector<Box>(200, box_of(5, 5, 0, 0))));
  EXPECT_EQ(database.text("SELECT rtreecheck('idx')"), "ok");
  EXPECT_EQ(database.integer("SELECT count(*) FROM idx WHERE minx <= 5 AND maxx >= 5"), 200);
}

}  // namespace
}  // namespace vigie
