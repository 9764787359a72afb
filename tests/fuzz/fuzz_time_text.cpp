// Any text as a time: never a crash, the fast reader agrees with the careful one, and a good time survives being
// written.
//
// The first byte chooses the format; a pattern stands before the first line end.
#include <array>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/io/csv_plain_values.h"
#include "tests/fuzz/scratch_file.h"

namespace vigie {
namespace {

void read_iso(std::string_view text, const TimeZone& zone) {
  static const TimeReader brussels("iso", TimeZone("Europe/Brussels")), utc("iso", TimeZone("Etc/UTC"));
  static const PlainTimes plain(TimeZone("Europe/Brussels"));
  const ParsedTime careful = brussels.parse(text);
  if (const Instant fast = plain.instant(text); fast != no_instant)
    fuzz::require(careful.fault == TimeFault::none && careful.instant == fast);
  if (careful.fault != TimeFault::none) return;
  constexpr Instant second = 1000, year_1 = -62'135'596'800'000, year_10000 = 253'402'300'800'000;
  const CivilTime local = zone.local(careful.instant);
  fuzz::require(local.month >= 1 && local.month <= 12 && local.day >= 1 && local.day <= 31);
  if (careful.instant < year_1 || careful.instant >= year_10000) return;  // by its offset from UTC
  fuzz::require(utc.parse(iso_text(careful.instant, Precision::milliseconds)).instant == careful.instant);
  fuzz::require(careful.instant - utc.parse(iso_text(careful.instant)).instant < second);
}

void read_pattern_text(std::string_view text, const TimeZone& zone) {
  const std::size_t line_end = text.find('\n');
  if (line_end == text.npos) return;
  try {
    const TimeReader reader(std::string(text.substr(0, line_end)), zone);
    static_cast<void>(reader.parse(text.substr(line_end + 1)));
  } catch (const UsageError&) {
    return;
  }
}

}  // namespace
}  // namespace vigie

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  static const TimeZone zone("Europe/Brussels");
  static const std::array others{TimeReader("epoch_s", zone), TimeReader("epoch_ms", zone), TimeReader("excel", zone)};
  std::string_view text = fuzz::as_text(data, size);
  const unsigned choice = fuzz::take_byte(text) % 5;
  if (choice == 0) read_iso(text, zone);
  if (choice == 1) read_pattern_text(text, zone);
  if (choice >= 2) static_cast<void>(others[choice - 2].parse(text));
  return 0;
}
