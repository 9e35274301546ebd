"""What a person reads of a file that was uploaded: why it is refused, what was mended.

Each key is a code of ``formats``; its sentence takes the parameters of that code.
"""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# formats.xml_safety, formats.eudamed.reading, formats.snapshot
REFUSED = {
    "too_large": _lt(
        "The file has %(size)s bytes, more than the %(most)s that are read. Divide it."
    ),
    "empty": _lt("There is nothing in the file. Choose another one."),
    "encoding": _lt(
        "The file is written in %(found)s. Save it as UTF-8 and upload it again."
    ),
    "not_utf8": _lt(
        "Line %(line)s holds a character that is not UTF-8. Save the file as UTF-8."
    ),
    "document_type": _lt(
        "The file declares a document type, which may hide text from elsewhere. "
        "Upload the file as the regulator gave it."
    ),
    "too_many_elements": _lt(
        "The file has more than %(most)s elements. Divide it and upload the parts."
    ),
    "too_deep": _lt(
        "Elements stand in each other more than %(most)s levels deep. Upload the file "
        "as the regulator gave it."
    ),
    "too_many_attributes": _lt(
        "An element has more than %(most)s attributes. Upload the file as the "
        "regulator gave it."
    ),
    "broken": _lt(
        "Line %(line)s is not XML (%(said)s). Upload the file as the regulator gave it."
    ),
    "not_a_schema": _lt(
        "The schema does not compile (%(said)s). Upload the official package."
    ),
    "not_an_answer": _lt(
        "This is no answer of EUDAMED, but a file “%(found)s”. Upload the response "
        "that EUDAMED offers after an upload."
    ),
    "not_a_message": _lt(
        "This file holds no devices, it is a file “%(found)s”. Upload a download of "
        "EUDAMED or a file for it."
    ),
    "a_question": _lt(
        "This file asks EUDAMED a question (%(found)s). Upload the answer to it."
    ),
    "other_entities": _lt(
        "This file is about “%(found)s”, not about whole devices. Upload a download of "
        "devices."
    ),
    "no_devices": _lt("There is no device in the file. Check what was downloaded."),
    "refused_download": _lt(
        "EUDAMED refused the download: %(found)s %(said)s. Ask for it again."
    ),
    "not_a_snapshot": _lt(
        "The state that was kept of this device cannot be read. Import the device from "
        "EUDAMED."
    ),
    "newer_format": _lt(
        "The state of this device was kept by a newer version (%(found)s after "
        "%(known)s). Update the module."
    ),
    "unknown_field": _lt(
        "The state that was kept of this device has a field %(field)s that nobody "
        "knows. Import the device from EUDAMED."
    ),
    "missing_field": _lt(
        "The state that was kept of this device lacks %(field)s. Import the device "
        "from EUDAMED."
    ),
    "bad_value": _lt(
        "The state that was kept of this device has no sense at %(field)s. Import the "
        "device from EUDAMED."
    ),
}

# formats.xml_mend; %(count)s, %(value)s and %(place)s are there for each
MENDED = {
    "other_encoding": _lt("The file is written in %(value)s and was read as such."),
    "windows_1252": _lt(
        "%(count)s characters were not UTF-8 and were read as Windows text. Check "
        "letters with accents."
    ),
    "forbidden_characters": _lt("%(count)s characters that XML forbids were left out."),
    "bare_ampersand": _lt("%(count)s “&” were read as plain text."),
    "empty_container": _lt(
        "“%(value)s” is an empty list (%(count)s times); it was read as none."
    ),
    "unknown_value": _lt(
        "“%(value)s” at “%(place)s” is not known here (%(count)s times). It was kept "
        "as it is."
    ),
    "left_out": _lt(
        "“%(value)s” in “%(place)s” has no field here (%(count)s times) and was left "
        "out."
    ),
}

# formats.eudamed.answer_reason
ANSWERED = {
    "wrong_version": _lt(
        "The file is of another schema version than this environment of EUDAMED. "
        "Correct the version in the settings and build the files again."
    ),
    "record_version": _lt(
        "EUDAMED has another version of the record. Import the device from EUDAMED, "
        "then build the update again."
    ),
    "wrong_sender": _lt(
        "The SRN in the file is not that of the actor who uploaded it. Check the SRN "
        "of the registrant, and the environment."
    ),
    "unknown_actor": _lt(
        "EUDAMED does not know an actor of the file in this environment. Check the SRN "
        "of the authorised representative."
    ),
    "exists_already": _lt(
        "EUDAMED has this identifier already. Import the device from EUDAMED, or send "
        "a further UDI-DI or an update."
    ),
    "not_found": _lt(
        "EUDAMED does not have what the message builds on. Upload the files in the "
        "order of the manifest."
    ),
    "not_of_the_schema": _lt(
        "The file is not of the form that EUDAMED expects, so nothing was stored. "
        "Upload the schema of this version here and build again."
    ),
    "business_rule": _lt(
        "A business rule of EUDAMED is broken. Read its words beside this, correct the "
        "field and send the device again."
    ),
    "no_right": _lt(
        "EUDAMED does not let this actor do that. Ask the administrator of your actor "
        "in EUDAMED."
    ),
    "server": _lt("EUDAMED itself failed. Upload the same file again later."),
    "not_explained": _lt(
        "EUDAMED gave no reason. Upload the device alone, and ask the EUDAMED help "
        "desk if it is refused again."
    ),
}
