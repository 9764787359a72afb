"""Hot spots and coverage in the Processing toolbox, computed by the vigie program."""


def classFactory(iface):  # iface is None under qgis_process
    from .plugin import VigiePlugin
    return VigiePlugin(iface)
