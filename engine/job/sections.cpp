// Declarations of the sections that are no analyses.
#include "engine/job/sections.h"

#include <algorithm>
#include <array>

#include "engine/analysis/table_keys.h"
#include "engine/job/mask_plan.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 4> languages{"en", "fr", "nl", "de"};
constexpr std::array<std::string_view, 2> decimals{".", ","};
constexpr std::array<std::string_view, 3> links{"ids", "auto", "off"};
constexpr std::array<std::string_view, 2> shapes{"square", "hexagon"};
constexpr std::array<std::string_view, 3> busy{"fail", "wait", "suffix"};
constexpr std::array<std::string_view, 2> with_reports{"omit", "include"};
constexpr std::array<std::string_view, 2> profiles{"internal", "public"};
constexpr std::array<std::string_view, 2> no_yes{"false", "true"};
constexpr std::string_view later = "*";
constexpr std::string_view from_file = "from the file, else guessed from the coordinates";

constexpr Parameter not_yet(std::string_view name, std::string_view help) {
  return {.name = name, .help = help, .unavailable = later};
}

}  // namespace

namespace study_keys {
constexpr Parameter name = text_key("name", "", "Name of the study; it leads the description of every layer.");
constexpr Parameter crs = text_key("crs", "the projected CRS of the boundaries, else a national one or UTM",
                                   "Projected CRS of the outputs as AUTHORITY:CODE, such as EPSG:31370.");
constexpr Parameter time_zone = text_key("time_zone", "by country where vigie knows it, else UTC",
                                         "Zone of times without zone, such as Europe/Brussels.");
constexpr Parameter language{.name = "language",
                             .kind = ParameterKind::choice,
                             .fallback = "en",
                             .choices = languages,
                             .help = "Language of titles and legends."};
constexpr Parameter from{.name = "from",
                         .kind = ParameterKind::date,
                         .otherwise = "the day of the first report",
                         .help = "First day of the study period."};
constexpr Parameter to{.name = "to",
                       .kind = ParameterKind::date,
                       .otherwise = "the day after the last report",
                       .help = "Day after the last day of the study period."};
constexpr Parameter area = text_key("area", "the union of the neighbourhoods", "Polygon file of the study area.");
}  // namespace study_keys

namespace reports_keys {
constexpr Parameter source =
    text_key("source", "",
             "File of reports: CSV, GeoPackage, GeoJSON, Shapefile or FlatGeobuf; - is a CSV from the standard input.");
constexpr Parameter layer = table_keys::layer;
constexpr Parameter crs = text_key("crs", from_file, "CRS of the coordinates as AUTHORITY:CODE.");
constexpr Parameter x = text_key("x", by_name, "Column of the east coordinate or longitude.");
constexpr Parameter y = text_key("y", by_name, "Column of the north coordinate or latitude.");
constexpr Parameter wkt = text_key("wkt", by_name, "Column with points as WKT, instead of x and y.");
constexpr Parameter id = text_key("id", by_name, "Column of the report's identifier.");
constexpr Parameter time = text_key("time", by_name, "Column of the time at which it happened.");
constexpr Parameter time_end = text_key("time_end", "none", "Column of the end of the interval in which it happened.");
constexpr Parameter time_format{
    .name = "time_format",
    .fallback = "iso",
    .help = "iso, epoch_s, epoch_ms, excel, excel_1904, or a pattern such as %d/%m/%Y %H:%M."};
constexpr Parameter category = text_key("category", by_name, "Column of the category.");
constexpr Parameter origin =
    text_key("origin", by_name, "Column saying who found it: citizen, discovered, sensor, unknown.");
constexpr Parameter channel =
    text_key("channel", by_name, "Column of the channel: app, phone, web, desk, officer, other.");
constexpr Parameter incident = text_key("incident", by_name, "Column that is equal for all reports of one incident.");
constexpr Parameter closed = text_key("closed", by_name, "Column of the time at which the report was closed.");
constexpr Parameter answered =
    text_key("answered", by_name,
             "Column of the time at which the reporter was answered; without it, closing counts as the answer.");
constexpr Parameter registered = text_key(
    "registered", by_name, "Column of the time at which the report was entered; shows how complete the end is.");
constexpr Parameter precision =
    text_key("precision", by_name, "Column of the precision of the place: address, street, area, snap, unknown.");
constexpr Parameter default_points = text_key(
    "default_points", "centroids and interior points of the neighbourhoods",
    "File of further points that stand for a place nobody knows: town halls, police stations, centres of streets.");
constexpr Parameter reporter = text_key("reporter", "none", "Column with a key of the reporter; never written.");
constexpr Parameter keep{.name = "keep", .kind = ParameterKind::list, .otherwise = "all", .help = "Categories to use."};
constexpr Parameter where =
    text_key("where", "every report", "Reports to use, such as: status = 'valid' and severity in (2, 3).");
constexpr Parameter encoding = table_keys::encoding;
constexpr Parameter delimiter = table_keys::delimiter;
constexpr Parameter decimal{.name = "decimal",
                            .kind = ParameterKind::choice,
                            .otherwise = "detected",
                            .choices = decimals,
                            .help = "Decimal mark of the coordinates."};
constexpr Parameter max_bad{.name = "max_bad",
                            .kind = ParameterKind::number,
                            .fallback = "5",
                            .unit = Unit::percent,
                            .minimum = 0,
                            .maximum = 100,
                            .help = "Percent of bad rows that stops the run."};
constexpr Parameter link{.name = "link",
                         .kind = ParameterKind::choice,
                         .fallback = "ids",
                         .choices = links,
                         .help =
                             "How reports become incidents: by the incident column, by it and else by category, place "
                             "and time (auto), or not at all."};
constexpr Parameter link_distance{.name = "link_distance",
                                  .kind = ParameterKind::length,
                                  .fallback = "30m",
                                  .unit = Unit::metre,
                                  .minimum = 1,
                                  .maximum = 10'000,
                                  .help = "With link = auto: reports at most this far apart may be of one incident."};
constexpr Parameter link_days{
    .name = "link_days",
    .kind = ParameterKind::number,
    .fallback = "14",
    .minimum = 0,
    .maximum = 3660,
    .help = "With link = auto: days for which a report without time of closing stays open to further ones."};
}  // namespace reports_keys

namespace grid_keys {
constexpr Parameter shape{.name = "shape",
                          .kind = ParameterKind::choice,
                          .fallback = "square",
                          .choices = shapes,
                          .help = "Shape of the cells."};
constexpr Parameter cell_size{
    .name = "cell_size",
    .kind = ParameterKind::length,
    .otherwise =
        "from the data: twice the usual distance between reports, at least 50 m, more where most cells would be empty",
    .unit = Unit::metre,
    .minimum = 0.1,
    .maximum = 1e6,
    .help = "Edge of square cells, distance between opposite edges of hexagons."};
}  // namespace grid_keys

namespace output_keys {
constexpr Parameter geopackage = text_key("geopackage", "the job file's name", "File to write.");
constexpr Parameter on_busy{
    .name = "on_busy",
    .kind = ParameterKind::choice,
    .fallback = "fail",
    .choices = busy,
    .help = "What to do while another program holds the output: fail, wait, or write beside it."};
constexpr Parameter reports{.name = "reports",
                            .kind = ParameterKind::choice,
                            .fallback = "omit",
                            .choices = with_reports,
                            .help =
                                "Whether the single reports are written as a layer of points; in a public file only "
                                "where mask says how they are moved."};
constexpr Parameter on_alert = text_key(
    "on_alert", "none",
    "Command that gets the alerts as JSON on its standard input, run in the job file's folder. No shell: words are "
    "parted by spaces, \"...\" and '...' hold words together.");
constexpr Parameter alert_timeout{.name = "alert_timeout",
                                  .kind = ParameterKind::integer,
                                  .fallback = "60",
                                  .minimum = 1,
                                  .maximum = 3600,
                                  .help = "Seconds after which the command of on_alert is ended, with all it started."};
constexpr Parameter metrics =
    text_key("metrics", "none", "Text file for Prometheus, such as vigie.prom; written at the end.");
constexpr Parameter keep{.name = "keep",
                         .kind = ParameterKind::integer,
                         .otherwise = "366 with [change], else no history",
                         .minimum = 0,
                         .maximum = 100'000,
                         .help = "Number of runs kept in the table history; 0: no history."};
constexpr Parameter profile{.name = "profile",
                            .kind = ParameterKind::choice,
                            .fallback = "internal",
                            .choices = profiles,
                            .help =
                                "Who may see the output. In a public file small counts are hidden, with whatever would "
                                "give them back; it is compared with the last one, which stands in its place."};
constexpr Parameter min_count{.name = "min_count",
                              .kind = ParameterKind::integer,
                              .fallback = "5",
                              .minimum = 2,
                              .maximum = 1000,
                              .help = "Counts below this are hidden in a public file, and so are changes below it."};
constexpr Parameter first_release{
    .name = "first_release",
    .kind = ParameterKind::choice,
    .fallback = "false",
    .choices = no_yes,
    .help = "Whether a public file may be written although no earlier one stands in its place to compare with."};
constexpr Parameter report{
    .name = "report", .otherwise = "none", .help = "Report for the browser, one file such as report.html."};
constexpr Parameter geotiff =
    text_key("geotiff", "none", "Folder into which every raster is written as cloud-optimized GeoTIFF, too.");
constexpr Parameter qgz{.name = "qgz",
                        .kind = ParameterKind::choice,
                        .fallback = "false",
                        .choices = no_yes,
                        .help = "Whether the QGIS project inside is written beside the file as NAME.qgz, too."};
}  // namespace output_keys

std::span<const Section> input_sections() {
  static const std::array<Parameter, 7> study{study_keys::name,     study_keys::crs,  study_keys::time_zone,
                                              study_keys::language, study_keys::from, study_keys::to,
                                              study_keys::area};
  static const std::array<Parameter, 37> reports{reports_keys::source,
                                                 allow_database,
                                                 reports_keys::layer,
                                                 reports_keys::crs,
                                                 reports_keys::x,
                                                 reports_keys::y,
                                                 reports_keys::crs_column,
                                                 reports_keys::wkt,
                                                 reports_keys::id,
                                                 reports_keys::time,
                                                 reports_keys::time_end,
                                                 reports_keys::time_format,
                                                 reports_keys::category,
                                                 reports_keys::origin,
                                                 reports_keys::channel,
                                                 reports_keys::incident,
                                                 reports_keys::closed,
                                                 reports_keys::answered,
                                                 reports_keys::registered,
                                                 reports_keys::reporter,
                                                 reports_keys::precision,
                                                 reports_keys::default_points,
                                                 reports_keys::keep,
                                                 reports_keys::where,
                                                 reports_keys::encoding,
                                                 reports_keys::delimiter,
                                                 reports_keys::decimal,
                                                 reports_keys::comment,
                                                 reports_keys::skip_lines,
                                                 reports_keys::deduplicate,
                                                 reports_keys::as_of,
                                                 reports_keys::most_categories,
                                                 reports_keys::max_bad,
                                                 reports_keys::link,
                                                 reports_keys::link_distance,
                                                 reports_keys::link_days,
                                                 not_yet("weight", "Column of a sampling weight.")};
  static const std::array<Parameter, 2> grid{grid_keys::shape, grid_keys::cell_size};
  static const std::array<Section, 7> sections{{{"study", "What is studied", study},
                                                {"reports", "Reports of citizens", reports},
                                                {"area_counts", "Counts by area", counts_parameters()},
                                                {"neighbourhoods", "Boundaries", zones_parameters()},
                                                {"watch_areas", "Areas that watch", watch_parameters()},
                                                {"streets", "Street network", streets_parameters()},
                                                {"grid", "Cells", grid}}};
  return sections;
}

bool leaves_no_trace(std::string_view key) {
  constexpr std::array<std::string_view, 6> keys{"geopackage", "report",        "geotiff",
                                                 "on_alert",   "alert_timeout", "metrics"};
  return std::ranges::find(keys, key) != keys.end();
}

const Section& output_section() {
  static const std::array<Parameter, 20> parameters{
      output_keys::geopackage,    output_keys::on_busy,   output_keys::reports,
      output_keys::profile,       output_keys::min_count, mask_keys::mask,
      mask_keys::secret,          mask_keys::anchors,     mask_keys::dwellings,
      mask_keys::k_min,           mask_keys::k_max,       mask_keys::snap_dwellings,
      output_keys::first_release, output_keys::report,    output_keys::geotiff,
      output_keys::qgz,           output_keys::on_alert,  output_keys::alert_timeout,
      output_keys::metrics,       output_keys::keep};
  static const Section section{"output", "What is written", parameters};
  return section;
}

}  // namespace vigie
