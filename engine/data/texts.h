// A column of texts, stored once each where they repeat.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Texts of rows, or NULL. A text that comes again is stored once; only where nearly every row has a text of its own,
/// as with ids, is looking for earlier ones given up.
class Texts {
 public:
  void push_back(std::string_view text);
  void push_null() { codes_.push_back(-1); }
  /// The rows of `other` after those that are here.
  void append(const Texts& other);
  void reserve(std::size_t rows);
  std::size_t capacity() const { return codes_.capacity(); }
  /// Removes all rows, keeps the memory.
  void clear();

  std::size_t size() const { return codes_.size(); }
  bool is_null(std::size_t row) const { return codes_[row] < 0; }
  /// "" for NULL.
  std::string_view at(std::size_t row) const { return codes_[row] < 0 ? std::string_view{} : entry(codes_[row]); }

  /// One number per row, the same for the same text, counted from 0 in order of first appearance; -1 for NULL.
  std::vector<std::int32_t> groups() const;
  /// Distinct texts in order of first appearance; valid until the column changes.
  std::vector<std::string_view> distinct() const;
  struct Count {
    std::string_view text;
    std::int64_t rows;
  };
  /// How many rows hold each distinct text, in order of first appearance; valid until the column changes.
  std::vector<Count> counts() const;

  /// The rows that `rows` lists, in that order.
  Texts select(const std::vector<std::size_t>& rows) const;
  /// Drops these rows, which ascend.
  void leave_out(std::span<const std::size_t> rows);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t code = -1;  // -1: free
  };

  // A short text that was met lately.
  struct Recent {
    std::uint64_t first = 0, last = 0;  // letters
    std::uint32_t size = 0;
    std::int32_t code = -1;
  };

  std::string_view entry(std::int32_t code) const {
    const auto i = static_cast<std::size_t>(code);
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {letters_.data() + begin, ends_[i] - begin};
  }
  std::int32_t add_entry(std::string_view text);
  std::int32_t code_of(std::string_view text);
  std::int32_t code_of_short(std::string_view text);
  void grow_slots();
  void give_up_looking();
  std::vector<std::int32_t> first_entries() const;
  std::vector<Count> counts_of_few() const;

  std::vector<std::int32_t> codes_;  // entry of each row
  std::vector<std::size_t> ends_;    // of each entry in `letters_`
  std::string letters_;
  std::vector<Slot> slots_;     // entries by text, by open addressing; empty: to be built
  std::vector<Recent> recent_;  // by letters; none, or a power of two
  bool looking_ = true;         // entries are distinct, and new texts are looked up among them
};

}  // namespace vigie
