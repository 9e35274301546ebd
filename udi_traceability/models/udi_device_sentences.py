"""The sentences of contradictions: what cannot be true together, and what to do."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    "reuses_of_single_use": _lt(
        "Single use, yet a number of reuses is stated. Clear the number, or answer "
        "No to single use."
    ),
    "warned_of_reuse": _lt(
        "Not single use, yet the warning “Do not re-use” is listed. Remove the "
        "warning, or answer Yes to single use."
    ),
    "methods_without_need": _lt(
        "Methods are listed, yet no sterilisation before use is needed. Remove the "
        "methods, or answer Yes."
    ),
    "method_without_sterile": _lt(
        "It is not packaged sterile, yet the maker's method is stated. Clear the "
        "method, or answer Yes."
    ),
    "warned_of_sterilising": _lt(
        "To be sterilised before use, yet a warning forbids it. Remove the warning,"
        " or answer No."
    ),
    "class_of_other_law": _lt(
        "Class %(value)s is not one of this legislation. Choose %(expected)s."
    ),
    "implant_of_class_i": _lt(
        "An implant is never of class I. Answer No to implantable, or choose "
        "another class."
    ),
    "mark_without_marking": _lt(
        "A direct marking DI is listed, yet the device is not marked. Choose "
        "“Marked with another DI”, or remove that DI."
    ),
    "mark_is_primary": _lt(
        "The direct marking DI is the primary DI. Choose “Marked with the primary DI”."
    ),
    "unit_of_use_of_one": _lt(
        "The base package holds one device: its own DI serves. Remove the unit of "
        "use DI, or correct the count."
    ),
    "implant_without_number": _lt(
        "The label of an implant carries a lot or serial number. Tick one of them."
    ),
    "unit_of_other_kind": _lt(
        "A storage limit has the unit %(value)s, which does not measure that "
        "condition. Choose %(expected)s."
    ),
    "size_twice": _lt(
        "EUDAMED takes each kind of size once. Tell the second one as another kind."
    ),
}
