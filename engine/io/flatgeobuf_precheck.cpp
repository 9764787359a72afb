// Numbers are little-endian; positions are checked before they are followed.
#include "engine/io/flatgeobuf_precheck.h"

#include <fmt/format.h>

#include <array>
#include <span>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/file_bytes.h"

namespace vigie {
namespace {

constexpr std::size_t magic_size = 8;
constexpr std::uint64_t node_size = 40;  // bytes of a node of the R-tree: a box and an offset
// Slots in the header's table (header.fbs).
constexpr std::size_t features_count_slot = 8, index_node_size_slot = 9;

class Walk {
 public:
  Walk(const std::string& path, const std::string& name) : file_(path, name), name_(name), size_(file_.size()) {}

  std::int64_t features() {
    const std::uint64_t header = magic_size + 4, header_end = header + number<4>(magic_size);
    if (header_end > size_) broken();
    const std::uint64_t root = header + number<4>(header);
    const std::uint64_t promised = field<8>(root, features_count_slot, 0);
    const std::uint64_t fan_out = field<2>(root, index_node_size_slot, 16);
    std::uint64_t at = header_end + index_bytes(promised, fan_out);
    std::uint64_t count = 0;
    for (; at < size_; ++count) {
      if (count % 65'536 == 0) check_stop();
      const std::uint64_t length = number<4>(at);
      if (length == 0 || length > size_) broken();
      at += 4 + length;
    }
    if (at != size_ || (promised != 0 && promised != count)) broken();
    return static_cast<std::int64_t>(count);
  }

 private:
  [[noreturn]] void broken() const {
    throw DataError(
        fmt::format("{} cannot be read as FlatGeobuf: it is cut short or damaged, since its features do not "
                    "fill it from beginning to end; ask for it again",
                    name_));
  }

  template <std::size_t Bytes>
  std::uint64_t number(std::uint64_t at) const {
    if (at > size_ || size_ - at < Bytes) broken();
    std::array<char, Bytes> bytes{};
    if (file_.read_at(static_cast<std::size_t>(at), bytes) != Bytes) broken();
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < Bytes; ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
  }

  // A field of a FlatBuffers table: its place is written in the table's list of slots, 0 for the default.
  template <std::size_t Bytes>
  std::uint64_t field(std::uint64_t table, std::size_t slot, std::uint64_t otherwise) const {
    const auto back = static_cast<std::int32_t>(number<4>(table));
    const std::uint64_t slots = table - static_cast<std::uint64_t>(std::int64_t{back});
    if (number<2>(slots) < 4 + 2 * (slot + 1)) return otherwise;
    const std::uint64_t offset = number<2>(slots + 4 + 2 * slot);
    return offset == 0 ? otherwise : number<Bytes>(table + offset);
  }

  // Nodes of all levels of a packed R-tree over `items`.
  std::uint64_t index_bytes(std::uint64_t items, std::uint64_t fan_out) const {
    if (items == 0 || fan_out == 0) return 0;
    if (fan_out < 2 || items > size_) broken();
    std::uint64_t nodes = items;
    for (std::uint64_t level = items; level > 1;) {
      level = (level + fan_out - 1) / fan_out;
      nodes += level;
    }
    return nodes * node_size;
  }

  OpenedFile file_;
  std::string name_;
  std::uint64_t size_;
};

}  // namespace

std::int64_t flatgeobuf_features(const std::string& path, const std::string& name) {
  return Walk(path, name).features();
}

}  // namespace vigie
