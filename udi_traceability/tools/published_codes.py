"""The spellings of regulators' code lists, and the keys we keep for them.

A size unit is kept by its UCUM code; a size type by EUDAMED's code, which GUDID's names
are paired with by meaning. What is not in these tables is kept as it was published.
"""

AGENCIES = {
    "GS1": "gs1",
    "HIBCC": "hibcc",
    "ICCBBA": "iccbba",
    "IFA": "ifa",
    "NDC/NHRIC": "ndc",
    "EUDAMED": "eudamed",
    "MA码（IDcode）": "ma",
    "MA码(IDcode)": "ma",
    "MA": "ma",
    "AHM": "ahm",
}
GUDID_SIZE_TYPES = {
    "Length": "CST19",
    "Width": "CST33",
    "Height": "CST51",
    "Depth": "CST66",
    "Outer Diameter": "CST11",
    "Lumen/Inner Diameter": "CST10",
    "Circumference": "CST65",
    "Angle": "CST3",
    "Area/Surface Area": "CST30",
    "Total Volume": "CST32",
    "Weight": "CST34",
    "Needle Gauge": "CST14",
    "Catheter Gauge": "catheter_gauge",
    "Pore Size": "CST24",
    "Pressure": "CST25",
    "Balloon Length": "CST18",
    "Device Size Text, specify": "CST999",
}
GUDID_SIZE_UNITS = {
    "Millimeter": "mm",
    "Centimeter": "cm",
    "Meter": "m",
    "Micrometer": "um",
    "Inch": "[in_i]",
    "Feet": "[ft_i]",
    "Yard": "[yd_i]",
    "Square millimeter": "mm2",
    "Square inch": "[sin_i]",
    "Milliliter": "mL",
    "Centiliter": "cL",
    "Liter": "L",
    "Fluid Ounce": "[foz_us]",
    "Quart": "[qt_us]",
    "Gallon": "[gal_us]",
    "Milligram": "mg",
    "Gram": "g",
    "Kilogram": "kg",
    "Pound": "[lb_av]",
    "degree": "deg",
    "Gauge": "gauge",
}
EUDAMED_SIZE_UNITS = {
    "MU50": "mm",
    "MU10": "cm",
    "MU36": "m",
    "MU43": "um",
    "MU28": "[in_i]",
    "MU23": "[ft_i]",
    "MU86": "mm2",
    "MU84": "[sin_i]",
    "MU48": "mL",
    "MU09": "cL",
    "MU34": "L",
    "MU37": "mg",
    "MU24": "g",
    "MU29": "kg",
    "MU105": "deg",
    "MU170": "[Ch]",
}
STORAGE_UNITS = {
    "Degrees Celsius": "Cel",
    "Degrees Fahrenheit": "[degF]",
    "Degrees Kelvin": "K",
    "Percent (%) Relative Humidity": "%",
    "KiloPascal": "kPa",
    "Kilo Pascal": "kPa",
    "millibar": "mbar",
    "Millibar": "mbar",
    "℃": "Cel",
    "°C": "Cel",
    "℉": "[degF]",
    "%": "%",
}
"""By UCUM; NMPA prints the sign."""
GUDID_STORAGE = {
    "Environment Temperature": "temperature",
    "Environment Humidity": "humidity",
    "Environment Atmospheric Pressure": "pressure",
}
EUDAMED_STORAGE = {
    "SHC006": "temperature",
    "SHC007": "temperature",
    "SHC008": "temperature",
    "SHC009": "humidity",
    "SHC010": "pressure",
    "SHC099": "special",
}
NMPA_STORAGE_UNITS = {"Cel": "temperature", "[degF]": "temperature", "%": "humidity"}
MRI = {
    "MR Safe": "safe",
    "MR Conditional": "conditional",
    "MR Unsafe": "unsafe",
    "Labeling does not contain MRI Safety Information": "not_stated",
    "安全": "safe",
    "条件安全": "conditional",
    "不安全": "unsafe",
    "说明书或标签上面不包括MR安全信息": "not_stated",
    "0": "safe",
    "1": "conditional",
    "2": "unsafe",
    "3": "not_stated",
}
MRI_WARNINGS = {"CW025": "safe", "CW026": "conditional", "CW027": "unsafe"}
YES_NO = {
    "true": "yes",
    "1": "yes",
    "是": "yes",
    "false": "no",
    "0": "no",
    "否": "no",
}
CARRIERS = {
    "1": "linear",
    "一维码": "linear",
    "2": "matrix",
    "二维码": "matrix",
    "3": "rfid",
    "RFID": "rfid",
    "4": "other",
    "其他": "other",
}
RISK_CLASSES_EU = {
    "CLASS_I": "i",
    "CLASS_IIA": "iia",
    "CLASS_IIB": "iib",
    "CLASS_III": "iii",
    "CLASS_A": "a",
    "CLASS_B": "b",
    "CLASS_C": "c",
    "CLASS_D": "d",
    "AIMDD": "aimdd",
    "IVD_ANNEX_II_LIST_A": "list_a",
    "IVD_ANNEX_II_LIST_B": "list_b",
    "IVD_DEVICES_SELF_TESTING": "self_testing",
    "IVD_GENERAL": "general",
}
PRODUCTION_IDENTIFIERS = {
    "BATCH_NUMBER": "pi_lot",
    "SERIALISATION_NUMBER": "pi_serial",
    "MANUFACTURING_DATE": "pi_manufacturing_date",
    "EXPIRATION_DATE": "pi_expiration_date",
    "SOFTWARE_IDENTIFICATION": "pi_software",
}
SUBSTANCES = {
    "MEDICINAL_PRODUCT_SUBSTANCE": "medicinal",
    "HUMAN_PRODUCT_SUBSTANCE": "human",
}


def yes_no(text):
    """ "yes", "no", or "" where nothing that means either was published.

    >>> yes_no("true"), yes_no("否"), yes_no("maybe")
    ('yes', 'no', '')
    """
    return YES_NO.get(text.lower(), "")


def flag(text):
    """True or False; None where nobody said.

    >>> flag("1"), flag("false"), flag("")
    (True, False, None)
    """
    return {"yes": True, "no": False}.get(yes_no(text))
