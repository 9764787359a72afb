// A slice of reports as bytes of a part, and back.
#pragma once

#include "engine/io/part_bytes.h"
#include "engine/io/report_slices.h"

namespace vigie {

/// Numbers as they are, texts once each, rows by their runs.
void put_slice(const SliceRead& slice, PartWriter& to);
/// What `put_slice` wrote. Throws DataError where that cannot be.
SliceRead get_slice(PartReader& from);

}  // namespace vigie
