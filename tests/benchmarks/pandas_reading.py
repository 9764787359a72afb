"""The peer of reading and projecting: pandas with dates, then pyproj. pandas_reading.py FILE.csv"""
import sys

import pandas
import pyproj

reports = pandas.read_csv(sys.argv[1], parse_dates=["time"])
x, y = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:31370", always_xy=True).transform(reports.lon.to_numpy(), reports.lat.to_numpy())
print(len(reports), reports.time.dtype, float((x + y).sum()))
