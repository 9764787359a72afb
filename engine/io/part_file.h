// One slice of the reports as a file: what one program read, for another one to put together.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/io/report_slices.h"
#include "engine/io/writer.h"

namespace vigie {

/// What a part is a part of.
struct PartLabel {
  std::string plan;               // SHA-256 of the plan, as 64 hexadecimal digits
  std::uint32_t part = 1, count = 1;
  friend bool operator==(const PartLabel&, const PartLabel&) = default;
};

/// The place of a part, held by its lock from before the slice is read until the part stands.
class PartPlace {
 public:
  /// See OutputPlace.
  PartPlace(const std::string& path, const std::vector<std::string>& inputs, OnBusy on_busy);
  ~PartPlace();
  PartPlace(const PartPlace&) = delete;
  PartPlace& operator=(const PartPlace&) = delete;

  const std::string& path() const;
  /// Writes beside, syncs, renames; the same slice and label give the same bytes. Throws IoError, CannotCreateError,
  /// BusyError; an earlier part then stays.
  void write(const PartLabel& label, const SliceRead& slice);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

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
