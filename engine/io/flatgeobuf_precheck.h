// A FlatGeobuf walked from feature to feature, since GDAL takes its header's word for what follows.
#pragma once

#include <cstdint>
#include <string>

namespace vigie {

/// Number of features that the file holds, from its first byte to its last. `name` stands in messages. Throws DataError
/// where the chain of features breaks, ends before or behind the end of the file, or has another length than the header
/// says. Layout: FlatGeobuf specification 3.0, with a packed R-tree where the header names a node size.
std::int64_t flatgeobuf_features(const std::string& path, const std::string& name);

}  // namespace vigie
