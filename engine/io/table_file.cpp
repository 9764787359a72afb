// Counts and populations come as CSV from statistical offices and as layers without geometry from everybody else.
#include "engine/io/table_file.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <numeric>
#include <span>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/column_search.h"
#include "engine/io/csv_file.h"
#include "engine/io/ogr_fields.h"
#include "engine/io/reader.h"
#include "engine/io/vector_layer.h"

namespace vigie {
namespace {

// Where the wanted columns and those of the filter stand in the file.
struct Places {
  std::vector<std::size_t> wanted, filtered;

  Places(const std::string& source, const std::vector<std::string>& columns, const std::vector<TableColumn>& names,
         const RowFilter* where) {
    for (const TableColumn& name : names) wanted.push_back(find_column(source, columns, name.column, name.key));
    if (where == nullptr) return;
    for (const std::string& name : where->columns()) filtered.push_back(find_column(source, columns, name, "where"));
  }
};

// Collects records by their texts, whatever kind of file they come from.
class TableBuilder {
 public:
  TableBuilder(Places places, const RowFilter* where, TableRead& into)
      : places_(std::move(places)), where_(where), into_(into), texts_(places_.wanted.size()) {}

  template <class TextAt>
  void add(std::int64_t row, const TextAt& text_at) {
    ++into_.ledger.read;
    if (where_ != nullptr) {
      values_.clear();
      for (std::size_t column : places_.filtered) values_.push_back(text_at(column));
      if (!where_->keeps(values_, into_.decimal)) {
        into_.ledger.rejects.push_back({row, Reason::not_kept, "left out by the filter (where)", ""});
        return;
      }
    }
    into_.row.push_back(row);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::string_view text = trim(text_at(places_.wanted[i]));
      if (is_null_token(text)) {
        texts_[i].push_null();
      } else {
        texts_[i].push_back(text);
      }
    }
  }

  void finish(const std::vector<TableColumn>& names) && {
    for (std::size_t i = 0; i < names.size(); ++i) into_.columns.add(names[i].role, std::move(texts_[i]));
  }

 private:
  Places places_;
  const RowFilter* where_;
  TableRead& into_;
  std::vector<Texts> texts_;
  std::vector<std::string_view> values_;
};

TableRead read_csv_table(const Source& source, const std::vector<TableColumn>& wanted, const RowFilter* where) {
  const CsvFile file = open_csv(source);
  TableRead read;
  read.source = read.ledger.source = file.name;
  read.notes = file.notes;
  std::vector<std::size_t> all(file.columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  read.decimal = decimal_sign(file, source.decimal, all);
  TableBuilder builder(Places(file.name, file.columns, wanted, where), where, read);
  CsvRecords records = file.records();
  while (records.next()) {
    if (records.fault()) {
      ++read.ledger.read;
      read.ledger.rejects.push_back({records.row(), records.fault()->reason,
                                     fmt::format("line {}: {}", records.line(), records.fault()->detail), ""});
      continue;
    }
    builder.add(records.row(), [&](std::size_t column) { return records.field(column); });
  }
  require_rows(file, records.row());
  std::move(builder).finish(wanted);
  return read;
}

TableRead read_layer_table(const Source& source, const std::vector<TableColumn>& wanted, const RowFilter* where) {
  OpenVectorLayer layer(source, GeometryKind::none);
  TableRead read;
  read.source = read.ledger.source = layer.source_name();
  read.notes = layer.notes();
  const std::vector<std::string> names = field_names(layer.definition());
  TableBuilder builder(Places(read.source, names, wanted, where), where, read);
  std::vector<std::string> texts(names.size());
  const std::int64_t features = layer.read([&](const OGRFeature& feature) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      texts[i] = mended_utf8(field_text(feature, static_cast<int>(i)).value_or(""));
    builder.add(feature.GetFID(), [&](std::size_t column) { return std::string_view(texts[column]); });
  });
  if (features == 0) throw DataError(fmt::format("{} holds no records; ask for it again", read.source));
  std::move(builder).finish(wanted);
  return read;
}

}  // namespace

TableRead read_table(const Source& source, const std::vector<TableColumn>& wanted, const RowFilter* where) {
  return identify(source) == SourceKind::csv ? read_csv_table(source, wanted, where)
                                             : read_layer_table(source, wanted, where);
}

}  // namespace vigie
