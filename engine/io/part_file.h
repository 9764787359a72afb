// One slice of the reports as a file: what one program read, for another one to put together.
#pragma once

#include <cstdint>
#include <string>

#include "engine/io/part_place.h"
#include "engine/io/report_slices.h"

namespace vigie {

/// What a part is a part of.
struct PartLabel {
  std::string plan;  // SHA-256 of the plan, as 64 hexadecimal digits
  std::uint32_t part = 1, count = 1;
  friend bool operator==(const PartLabel&, const PartLabel&) = default;
};

/// Writes the part into its place; the same slice and label give the same bytes. Throws IoError, CannotCreateError.
void write_part(PartPlace& place, const PartLabel& label, const SliceRead& slice);

/// A part that was found whole.
class PartFile {
 public:
  /// Reads all of it once and holds it against its hash. Throws NoInputError, DataError for what is no part, is one of
  /// another version's form, or is damaged.
  explicit PartFile(const std::string& path);

  const std::string& path() const { return path_; }
  const PartLabel& label() const { return label_; }
  /// Throws DataError if the file changed since it was checked.
  SliceRead read() const;

 private:
  std::string path_;
  FileState state_;
  PartLabel label_;
};

}  // namespace vigie
