// The file of a part: what is written comes back, and what was harmed is refused.
#include <sys/file.h>

#include "engine/io/part_file.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

const std::string plan(64, 'a');

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

SliceRead sample() {
  const test::TemporaryFile file(
      "lon,lat,time,cat,id\n4.31,50.81,2024-05-01,noise,1\n4.32,50.82,2024-05-02,,2\nx,50.83,2024-05-03,waste,3\n"
      ",,2024-05-04,waste,4\n\n4.31,50.81,2024-05-01,noise,1\n");
  ReportRequest request = test::lon_lat_time();
  request.columns.category = "cat";
  request.columns.id = request.identifier = "id";
  const Source source = test::at(file.path());
  return read_slice(source, request, plan_slices(source, request, 1), 0);
}

class PartFiles : public testing::Test {
 protected:
  PartFiles() {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("vigie_parts_" + std::to_string(getpid()) + "_" + std::to_string(count++));
    std::filesystem::create_directory(folder_);
  }
  ~PartFiles() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const SliceRead& slice, const std::string& name = "1.part") const {
    PartPlace place(path(name), {});
    write_part(place, {plan, 2, 3}, slice);
    return path(name);
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(PartFiles, BringBackWhatWasWritten) {
  const SliceRead slice = sample();
  const PartFile part(write(slice));
  EXPECT_EQ(part.label(), (PartLabel{plan, 2, 3}));
  const SliceRead back = part.read();
  const StoredPoints &points = back.read.points, &before = slice.read.points;
  EXPECT_EQ(points.x, before.x);
  EXPECT_EQ(points.y, before.y);
  EXPECT_EQ(points.row.all(), (std::vector<std::int64_t>{1, 2, 5}));
  ASSERT_EQ(points.attributes.columns().size(), 3U);
  EXPECT_EQ(points.attributes.find_as<Texts>("category")->at(2), "noise");
  EXPECT_TRUE(points.attributes.find_as<Texts>("category")->is_null(1));
  EXPECT_EQ(points.attributes.find_as<Texts>("id")->at(1), "2");
  EXPECT_EQ(points.attributes.find_as<Instants>("time")->values, before.attributes.find_as<Instants>("time")->values);
  EXPECT_EQ(test::rejects_of(back.read), "3:bad_number 4:missing_xy");
  EXPECT_EQ(back.read.ledger.rejects[0].detail, slice.read.ledger.rejects[0].detail);
  EXPECT_EQ(back.read.ledger.rejects[0].raw, "x");
  EXPECT_EQ(back.read.ledger.read, 5);
  EXPECT_EQ(back.read.unlocated, slice.read.unlocated);
  EXPECT_EQ(back.read.blank_lines, 1);
  EXPECT_EQ(back.counts.rows, 5);
  RepeatedRecords repeats = back.repeats;
  ReportsRead settled = back.read;
  std::move(repeats).settle(settled);
  EXPECT_EQ(settled.exact_duplicates, 1);
  EXPECT_EQ(settled.repeated_ids, 1);
}

TEST_F(PartFiles, AreTheSameBytesWhenRepeated) {
  const SliceRead slice = sample();
  const std::string first = bytes_of(write(slice));
  EXPECT_EQ(bytes_of(write(slice)), first);
  EXPECT_EQ(files(), 1U) << "nothing stays beside a part";
}

TEST_F(PartFiles, AreCompactForManyTexts) {
  SliceRead slice;
  Texts texts;
  for (int i = 0; i < 70'000; ++i) texts.push_back(std::to_string(i));
  slice.read.points.x = slice.read.points.y = std::vector<double>(texts.size(), 1.5);
  for (std::size_t i = 0; i < texts.size(); ++i) slice.read.points.row.push_back(static_cast<std::int64_t>(i) * 2);
  slice.read.points.attributes.add("id", texts);
  const SliceRead back = PartFile(write(slice)).read();
  EXPECT_EQ(back.read.points.row, slice.read.points.row);
  EXPECT_EQ(back.read.points.attributes.find_as<Texts>("id")->at(69'999), "69999");
}

// Every byte stands for a class of its own: mark, form, plan, number, columns, refused, counts, hash.
TEST_F(PartFiles, AnyByteThatIsNotWhatWasWrittenIsNoticed) {
  const std::string whole = bytes_of(write(sample()));
  for (std::size_t at = 0; at < whole.size(); at += at < 100 || at + 66 > whole.size() ? 1 : 7) {
    std::string harmed = whole;
    harmed[at] = static_cast<char>(harmed[at] ^ (1 << (at % 8)));
    std::ofstream(path("harmed.part"), std::ios::binary) << harmed;
    EXPECT_THROW(PartFile{path("harmed.part")}, DataError) << "byte " << at;
  }
}

TEST_F(PartFiles, AnyOtherLengthIsNoticed) {
  const std::string whole = bytes_of(write(sample()));
  for (std::size_t length = 0; length < whole.size(); length += 9) {
    std::ofstream(path("cut.part"), std::ios::binary) << whole.substr(0, length);
    EXPECT_THROW(PartFile{path("cut.part")}, DataError) << "cut to " << length;
  }
  std::ofstream(path("cut.part"), std::ios::binary) << whole << '\0';
  EXPECT_THROW(PartFile{path("cut.part")}, DataError);
  EXPECT_THROW(PartFile{path("none.part")}, NoInputError);
}

TEST_F(PartFiles, ADraftOfAKilledProgramIsTakenOver) {
  std::ofstream(path(".1.part.draft")) << "half a part";
  EXPECT_NO_THROW(PartFile{write(sample())});
  EXPECT_EQ(files(), 1U);
}

TEST_F(PartFiles, TwoProgramsDoNotWriteOnePart) {
  PartPlace first(path("1.part"), {});
  EXPECT_THROW(PartPlace(path("1.part"), {}), BusyError);
  EXPECT_THROW(PartPlace(path("no folder/1.part"), {}), CannotCreateError);
  write_part(first, {plan, 1, 1}, sample());
  EXPECT_NO_THROW(PartPlace(path("1.part"), {})) << "the place is free once the part stands";
  EXPECT_NO_THROW(PartFile{path("1.part")}) << "a part that is given up leaves the one that stands";
}

}  // namespace
}  // namespace vigie
