// The peer of the CSV reader: one OGR feature after the other, no projection. ogr_loop FILE.csv
#include <ogrsf_frmts.h>

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  GDALAllRegister();
  const char* const options[] = {"X_POSSIBLE_NAMES=lon", "Y_POSSIBLE_NAMES=lat", nullptr};
  const GDALDatasetUniquePtr data(GDALDataset::Open(argv[1], GDAL_OF_VECTOR, nullptr, options));
  if (!data) return 66;
  OGRLayer* const layer = data->GetLayer(0);
  const int time = layer->GetLayerDefn()->GetFieldIndex("time");
  double sum = 0;
  long rows = 0, located = 0, timed = 0;
  for (const OGRFeatureUniquePtr& feature : *layer) {
    ++rows;
    if (feature->GetFieldAsString(time)[0] != '\0') ++timed;
    const OGRGeometry* const shape = feature->GetGeometryRef();
    if (shape == nullptr) continue;
    ++located;
    sum += shape->toPoint()->getX() + shape->toPoint()->getY();
  }
  std::printf("%ld rows, %ld located, %ld timed, %.3f\n", rows, located, timed, sum);
  return 0;
}
