"""The mass that QGIS's heatmap gives to one report: prints statistic, data set, item, value, program.

A bandwidth of 1000 m on pixels of 10 m, output scaled. Needs the Python bindings of QGIS.
"""
import os
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from osgeo import gdal
from qgis.analysis import QgsKernelDensityEstimation
from qgis.core import Qgis, QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

gdal.UseExceptions()


def mass(layer, kernel, path):
    settings = QgsKernelDensityEstimation.Parameters()
    settings.source, settings.radius, settings.pixelSize = layer, 1000, 10
    settings.shape, settings.decayRatio = kernel, 0
    settings.outputValues = QgsKernelDensityEstimation.OutputScaled
    assert QgsKernelDensityEstimation(settings, path, "GTiff").run() == QgsKernelDensityEstimation.Success
    raster = gdal.Open(path)  # a band does not keep its file open
    band = raster.GetRasterBand(1)
    values = band.ReadAsArray().astype(float)
    return values[values != band.GetNoDataValue()].sum() * 10 * 10


def main():
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer("Point?crs=EPSG:31370", "report", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(5, 5)))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    program = "QGIS " + Qgis.QGIS_VERSION.split("-")[0]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("Quartic", "Epanechnikov"):
            kernel = getattr(QgsKernelDensityEstimation, "Kernel" + name)
            value = mass(layer, kernel, os.path.join(folder, name + ".tif"))
            print(f'convention,-,mass of one report {name.lower()},{value:.6f},"{program}"')


if __name__ == "__main__":
    main()
