"""From a dialog's values to the job file that an analyst could also run by hand."""
import json

from qgis import core

SOURCES = (("REPORTS", "Reports", core.QgsProcessing.TypeVectorPoint),
           ("NEIGHBOURHOODS", "Neighbourhoods", core.QgsProcessing.TypeVectorPolygon),
           ("WATCH_AREAS", "Watch areas", core.QgsProcessing.TypeVectorPolygon))


def quoted(text):
    """A JSON string is a TOML string, too."""
    return json.dumps(text, ensure_ascii=False)


def title_of(declared):
    """"distance_band" as "Distance band"; the unit stands behind numbers that have one."""
    words = declared["name"].replace("_", " ")
    words = words[0].upper() + words[1:]
    unit = declared.get("unit", "count")
    return words if declared["kind"] not in ("number", "integer") or unit == "count" else f"{words} ({unit})"


def make_parameter(declared):
    """The field of the dialog for one declared parameter. What has no default, or one that the data decide, is
    optional: left empty, the program chooses."""
    key, kind, default = declared["name"].upper(), declared["kind"], declared.get("default")
    if kind == "choice":
        made = core.QgsProcessingParameterEnum(key, title_of(declared), declared["choices"], defaultValue=default,
                                               usesStaticStrings=True, optional=default is None)
    elif kind in ("number", "integer"):
        number = core.QgsProcessingParameterNumber
        limits = {ours: declared[theirs] for ours, theirs in (("minValue", "minimum"), ("maxValue", "maximum"))
                  if theirs in declared}
        made = number(key, title_of(declared), number.Integer if kind == "integer" else number.Double,
                      None if default is None else float(default), optional=default is None, **limits)
    else:  # texts, lists with commas, lengths as "500m", dates
        made = core.QgsProcessingParameterString(key, title_of(declared), default, optional=True)
    hints = [declared.get("help", "")]
    if "otherwise" in declared:
        hints.append(f"Empty: {declared['otherwise']}.")
    made.setHelp(" ".join(hints))
    return made


def usable(declared):
    return declared.get("unavailable") != "all"


def value_of(algorithm, declared, given, context):
    """The TOML text of one value; None where the dialog leaves it to the program, or says what the program would do."""
    key, kind = declared["name"].upper(), declared["kind"]
    if given.get(key) is None:
        return None
    if kind == "choice":
        text = algorithm.parameterAsEnumString(given, key, context)
    elif kind in ("integer", "number"):
        whole = kind == "integer"
        value = algorithm.parameterAsInt(given, key, context) if whole else algorithm.parameterAsDouble(given, key, context)
        return None if "default" in declared and value == float(declared["default"]) else repr(value)
    else:
        text = algorithm.parameterAsString(given, key, context).strip()
    if text == "" or text == declared.get("default"):
        return None
    if kind == "list":
        return "[" + ", ".join(quoted(item.strip()) for item in text.split(",") if item.strip()) + "]"
    return quoted(text)


def job_text(algorithm, declared, given, context, feedback, output):
    """The whole job: inputs, the section of the analysis, the output. A layer in memory, a filtered one, or one with a
    selection that counts alone is saved to a temporary file first."""
    lines = []
    for key, _, _ in SOURCES:
        if given.get(key) is None:
            continue
        path, layer = algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
            given, key, context, ["gpkg", "geojson", "json", "shp", "fgb"], "gpkg", feedback)
        lines += [f"[{key.lower()}]", f"source = {quoted(path)}"]
        if layer:
            lines.append(f"layer = {quoted(layer)}")
    lines.append(f"[{declared['name']}]")
    for parameter in filter(usable, declared["parameters"]):
        value = value_of(algorithm, parameter, given, context)
        if value is not None:
            lines.append(f"{parameter['name']} = {value}")
    return "\n".join(lines + ["[output]", f"geopackage = {quoted(output)}"]) + "\n"
