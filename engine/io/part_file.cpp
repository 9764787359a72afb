// Form: mark, label, columns of the accepted reports, the refused, counts, fingerprints, and the hash of all this.
#include "engine/io/part_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/io/part_bytes.h"
#include "engine/io/part_columns.h"

namespace vigie {
namespace {

constexpr std::string_view mark = "vigie part ", form = "0001\n";  // the form's number counts up when the form changes
constexpr std::size_t hash_length = 64;
constexpr std::size_t head_length = mark.size() + form.size() + hash_length + 2 * sizeof(std::uint32_t);

std::string bytes_at(const OpenedFile& file, std::size_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  file.read_all_at(offset, bytes);
  return bytes;
}

void require_form(const OpenedFile& file, const std::string& path) {
  const std::string found = bytes_at(file, 0, std::min(file.size(), mark.size() + form.size()));
  if (!found.starts_with(mark))
    throw DataError(
        fmt::format("{} is no part of a vigie job; name what vigie run --part wrote", printable_path(path)));
  if (found.substr(mark.size()) != form)
    throw DataError(
        fmt::format("{} is damaged, or was written by another version of vigie; run this part again with this one",
                    printable_path(path)));
}

// Position by position, so that the label is read only once the whole was found sound.
void require_sound(const OpenedFile& file, const PartReader& reader) {
  if (file.size() < head_length + hash_length) reader.refuse();
  constexpr std::size_t piece_size = std::size_t{1} << 18;
  const std::size_t end = file.size() - hash_length;
  RunningFingerprint running;
  std::string piece;
  for (std::size_t at = 0; at < end; at += piece.size()) {
    check_stop();
    piece.resize(std::min(piece_size, end - at));
    file.read_all_at(at, piece);
    running.add(piece);
  }
  if (std::move(running).finish().sha256 != bytes_at(file, end, hash_length)) reader.refuse();
}

std::string real_path_of(const std::string& path) {
  Source source;
  source.path = path;
  return real_input_path(source);
}

}  // namespace

void write_part(PartPlace& place, const PartLabel& label, const SliceRead& slice) {
  PartWriter writer(place.descriptor(), place.path());
  writer.put_bytes(mark);
  writer.put_bytes(form);
  writer.put_bytes(label.plan);
  writer.put(label.part);
  writer.put(label.count);
  put_slice(slice, writer);
  writer.seal();
  place.publish();
}

PartFile::PartFile(const std::string& path) : path_(path) {
  const std::string real = real_path_of(path);
  state_ = file_state(real);
  const OpenedFile file(real, printable_path(path));
  require_form(file, path);
  PartReader reader(file, path, mark.size() + form.size() + hash_length, file.size());
  require_sound(file, reader);
  label_.plan = bytes_at(file, mark.size() + form.size(), hash_length);
  label_.part = reader.get<std::uint32_t>();
  label_.count = reader.get<std::uint32_t>();
}

SliceRead PartFile::read() const {
  const std::string real = real_path_of(path_);
  const OpenedFile file(real, printable_path(path_));
  PartReader reader(file, path_, std::min(head_length, file.size()), std::max(head_length, file.size()) - hash_length);
  SliceRead slice = get_slice(reader);
  reader.require_end();
  if (file_state(real) != state_)
    throw DataError(
        fmt::format("{} changed while it was read; merge again when the parts are done", printable_path(path_)));
  return slice;
}

}  // namespace vigie
