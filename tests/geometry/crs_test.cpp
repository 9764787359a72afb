// CRS texts: what is let in, under which name, and what is refused with which mend.
#include <gmock/gmock.h>

#include <string>

#include "engine/base/error.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

using ::testing::HasSubstr;

// The message of the UsageError that the text ends with, "" if it is accepted.
std::string refusal(const std::string& text) {
  try {
    crs_from_text(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

// As GDAL 3.6.2 writes them.
const std::string wkt1_lambert_72 =
    R"(PROJCS["BD72 / Belgian Lambert 72",GEOGCS["BD72",DATUM["Reseau_National_Belge_1972",)"
    R"(SPHEROID["International 1924",6378388,297,AUTHORITY["EPSG","7022"]],)"
    R"(TOWGS84[-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747],AUTHORITY["EPSG","6313"]],)"
    R"(PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],)"
    R"(AUTHORITY["EPSG","4313"]],PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["latitude_of_origin",90],)"
    R"(PARAMETER["central_meridian",4.36748666666667],PARAMETER["standard_parallel_1",51.1666672333333],)"
    R"(PARAMETER["standard_parallel_2",49.8333339],PARAMETER["false_easting",150000.013],)"
    R"(PARAMETER["false_northing",5400088.438],UNIT["metre",1,AUTHORITY["EPSG","9001"]],)"
    R"(AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","31370"]])";

// A .prj of the ESRI kind: no codes at all.
const std::string esri_wgs84 =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],)"
    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";
const std::string esri_missouri_east =
    R"(PROJCS["NAD_1983_StatePlane_Missouri_East_FIPS_2401_Feet",GEOGCS["GCS_North_American_1983",)"
    R"(DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
    R"(PARAMETER["False_Easting",820208.3333333333],PARAMETER["False_Northing",0.0],)"
    R"(PARAMETER["Central_Meridian",-90.5],PARAMETER["Scale_Factor",0.9999333333333333],)"
    R"(PARAMETER["Latitude_Of_Origin",35.83333333333334],UNIT["Foot_US",0.3048006096012192]])";

// A city's own grid, in no database.
const std::string own_grid =
    R"(PROJCS["City grid",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],)"
    R"(PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
    R"(PARAMETER["latitude_of_origin",51],PARAMETER["central_meridian",3.7],PARAMETER["scale_factor",1],)"
    R"(PARAMETER["false_easting",1000],PARAMETER["false_northing",2000],UNIT["metre",1]])";

TEST(Crs, CodesAreDescribed) {
  const Crs lambert = crs_from_text("EPSG:31370");
  EXPECT_EQ(lambert.text, "EPSG:31370");
  EXPECT_EQ(lambert.name, "BD72 / Belgian Lambert 72");
  EXPECT_FALSE(lambert.geographic);
  EXPECT_EQ(lambert.metres_per_unit, 1);
  EXPECT_DOUBLE_EQ(lambert.area_of_use.min_x, 2.5);
  EXPECT_DOUBLE_EQ(lambert.area_of_use.max_y, 51.51);

  const Crs degrees = crs_from_text(" epsg:4326 ");
  EXPECT_EQ(degrees.text, "EPSG:4326");
  EXPECT_TRUE(degrees.geographic);
  EXPECT_EQ(degrees.metres_per_unit, 0);

  EXPECT_TRUE(crs_from_text("OGC:CRS84").geographic);
  EXPECT_EQ(crs_from_text("IGNF:LAMB93").text, "IGNF:LAMB93");
  EXPECT_DOUBLE_EQ(crs_from_text("EPSG:2227").metres_per_unit, 1200.0 / 3937.0);
  EXPECT_DOUBLE_EQ(crs_from_text("ESRI:102696").metres_per_unit, 1200.0 / 3937.0);
}

TEST(Crs, AreaOfUseMayReachAcrossTheAntimeridian) {
  const Box area = crs_from_text("EPSG:4167").area_of_use;
  EXPECT_FALSE(area.empty());
  EXPECT_NEAR(area.min_x, 160.6, 0.1);
  EXPECT_NEAR(area.max_x, 188.8, 0.1);
}

TEST(Crs, WktIsKnownByItsCode) {
  EXPECT_EQ(crs_from_text(wkt1_lambert_72).text, "EPSG:31370");
  EXPECT_EQ(crs_from_text(esri_wgs84).text, "EPSG:4326");
  EXPECT_EQ(crs_from_text(esri_missouri_east).text, "ESRI:102696");
}

TEST(Crs, WktThatNoDatabaseKnowsStaysWktAndReadsBack) {
  const Crs grid = crs_from_text(own_grid);
  EXPECT_THAT(grid.text, HasSubstr("City grid"));
  EXPECT_EQ(grid.text.find('\n'), std::string::npos);
  EXPECT_EQ(crs_from_text(grid.text).text, grid.text);
  EXPECT_TRUE(grid.area_of_use.empty());
}

TEST(Crs, WktWithAWrongCodeIsTakenAtItsParameters) {
  std::string moved = wkt1_lambert_72;
  moved.replace(moved.find("150000.013"), 10, "250000.013");
  EXPECT_THAT(crs_from_text(moved).text, HasSubstr("250000.013"));
  const std::size_t shift = moved.find("TOWGS84");
  moved.erase(shift, moved.find("AUTHORITY", shift) - shift);
  const Crs without_shift = crs_from_text(moved);
  EXPECT_THAT(without_shift.text, HasSubstr("250000.013"));
  EXPECT_EQ(crs_from_text(without_shift.text).text, without_shift.text);
}

TEST(Crs, HorizontalPartOfACompoundCrs) {
  EXPECT_EQ(crs_from_text("EPSG:7415").text, "EPSG:28992");  // Amersfoort / RD New + NAP height
  EXPECT_EQ(crs_from_text("EPSG:4979").text, "EPSG:4326");   // WGS 84 with ellipsoidal height
}

TEST(Crs, RefusesAllButCodesAndWkt) {
  EXPECT_THAT(refusal("https://epsg.io/31370.wkt"), HasSubstr("nothing is fetched"));
  EXPECT_THAT(refusal("+proj=lcc +nadgrids=/etc/passwd"), HasSubstr("PROJ string"));
  EXPECT_THAT(refusal("+init=epsg:31370"), HasSubstr("PROJ string"));
  EXPECT_THAT(refusal("/etc/hosts"), HasSubstr("AUTHORITY:CODE"));
  EXPECT_THAT(refusal("lambert.prj"), HasSubstr("AUTHORITY:CODE"));
  EXPECT_THAT(refusal("Belgian Lambert 72"), HasSubstr("AUTHORITY:CODE"));
  EXPECT_THAT(refusal("31370"), HasSubstr("EPSG:31370"));
  EXPECT_THAT(refusal("urn:ogc:def:crs:EPSG::31370"), HasSubstr("EPSG:31370"));
  EXPECT_THAT(refusal(R"({"type": "GeographicCRS"})"), HasSubstr("AUTHORITY:CODE"));
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("PROJCS[\"broken\""), HasSubstr("WKT"));
}

TEST(Crs, RefusesGridFilesInsideWkt) {
  const std::string end = "UNIT[\"metre\",1]]";
  std::string with_grid = own_grid;
  with_grid.replace(with_grid.rfind(end), end.size(),
                    "UNIT[\"metre\",1],EXTENSION[\"PROJ4\",\"+proj=tmerc +nadgrids=/etc/passwd\"]]");
  EXPECT_THAT(refusal(with_grid), HasSubstr("grid file"));
}

TEST(Crs, UnknownCodesAreNamed) {
  EXPECT_THAT(refusal("EPSG:99999"), HasSubstr("EPSG:99999"));
  EXPECT_THAT(refusal("EPSG:102696"), HasSubstr("is it ESRI:102696?"));
  EXPECT_EQ(UsageError("").code(), ExitCode::usage);
}

TEST(Crs, RefusesWhatHoldsNoMapCoordinates) {
  EXPECT_THAT(refusal("EPSG:5710"), HasSubstr("vertical"));    // Ostend height
  EXPECT_THAT(refusal("EPSG:4978"), HasSubstr("geocentric"));  // WGS 84, x y z
  EXPECT_THAT(refusal(R"(LOCAL_CS["Site",LOCAL_DATUM["Site",0],UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]])"),
              HasSubstr("engineering"));
  EXPECT_THAT(refusal("EPSG:4807"), HasSubstr("grad"));  // NTF (Paris)
}

TEST(Crs, DistancesNeedAProjectedCrsThatIsNoWorldMercator) {
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text("EPSG:31370")));
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text("EPSG:32631")));
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text("EPSG:2227")));
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text("EPSG:5514")));
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text("EPSG:3035")));
  EXPECT_NO_THROW(require_sound_for_distances(crs_from_text(own_grid)));
  for (const char* unsound :
       {"EPSG:4326", "OGC:CRS84", "EPSG:3857", "ESRI:102100", "EPSG:3395", "EPSG:4087", "EPSG:5513"})
    EXPECT_THROW(require_sound_for_distances(crs_from_text(unsound)), UsageError) << unsound;
}

TEST(Crs, LibraryVersionNamesBothParts) {
  EXPECT_THAT(projection_library_version(), ::testing::MatchesRegex("PROJ [0-9.]+, EPSG v[0-9.]+"));
}

}  // namespace
}  // namespace vigie
