"""EUDAMED's business rules 2.18.1 that no finding carries, and what does instead.

``BUILT``: how files are made; the test that says so. ``KEPT``: the file of the addons
that names the rule. ``THEIRS``: why no code of ours can carry it.
"""

_M = "test_formats_eudamed_messages."
_O = "test_formats_eudamed_optional.test_every_optional_part_is_filled_and_left_out"
_P = "test_formats_eudamed_plan."
_S = "test_formats_eudamed_status."
_U = "test_formats_eudamed_update."
_L = "test_formats_eudamed_link."
BUILT = {
    "BR-UDID-004": _M + "test_every_message_under_every_law",
    "BR-UDID-047": _P + "test_a_pack_has_no_countries_and_no_designer",
    "BR-UDID-056": _U + "test_a_new_certificate_is_the_notified_bodys_to_tell",
    "BR-UDID-090": _M + "test_every_message_under_every_law",
    "BR-UDID-268": _P + "test_a_further_device_of_a_known_family",
    "BR-UDID-430": _M + "test_every_update_counts_alone",
    "BR-UDID-629": _M + "test_every_update_counts_alone",
    "BR-UDID-630": _M + "test_every_update_counts_alone",
    "BR-UDID-661": "test_formats_packages.test_directly_above",
    "BR-UDID-700": _L + "test_those_that_do_not",
    "BR-UDID-706": _L + "test_what_an_active_implant_need_not_share",
    "BR-UDID-718": _M + "test_an_original_manufacturer_by_code_or_by_address",
    "BR-DTX-UDI-009": _M + "test_every_message_under_every_law",
    "BR-DTX-UDI-010": _M + "test_every_message_under_every_law",
    "BR-DTX-UDI-020": _P + "test_the_messages_of_a_change",
    "BR-DTX-UDI-022": _P + "test_the_messages_of_a_change",
    "BR-DTX-UDI-023": _M + "test_the_service_is_named_on_both_sides",
    "BR-DTX-UDI-026": _P + "test_the_messages_of_a_change",
    "BR-DTX-UDI-034": "test_formats_eudamed_accepted.test_versions_only_grow",
    "BR-DTX-UDI-035": "test_formats_eudamed_laws.test_who_waits_for_the_notified_body",
    "BR-DTX-UDI-036": _M + "test_every_update_counts_alone",
    "BR-DTX-UDI-038": _M + "test_the_service_is_named_on_both_sides",
    "BR-DTX-UDI-039": _P + "test_a_new_device",
    "BR-DTX-UDI-040": _M + "test_every_update_counts_alone",
    "BR-DTX-UDI-096": _M + "test_every_message_under_every_law",
    "BR-DTX-UDI-097": "test_formats_eudamed_files.test_same_entries_same_bytes",
    "BR-DTX-UDI-100": "test_formats_eudamed_codes.test_lists_are_the_official_ones",
    "BR-DTX-UDI-101": _M + "test_the_first_country_moves_with_the_device",
    "BR-DTX-UDI-102": _M + "test_a_package_may_have_a_status_of_its_own",
    "BR-DTX-UDI-103": _P + "test_a_new_first_country_takes_three_steps",
    "BR-DTX-UDI-105": _M
    + "test_an_update_carries_nothing_that_has_a_message_of_its_own",
    "BR-DTX-UDID-086": _O,
    "BR-DTX-UDID-087": _M + "test_an_original_manufacturer_by_code_or_by_address",
    "BR-DTX-UDID-088": _O,
    "BR-DTX-UDID-093.1": _M
    + "test_an_update_carries_nothing_that_has_a_message_of_its_own",
    "BR-DTX-UDID-095": _P + "test_a_further_device_of_a_known_family",
    "BR-DTX-UDID-096": _S
    + "test_a_first_country_that_moved_is_a_version_of_the_countries",
    "BR-DTX-UDID-102.1": _M
    + "test_an_update_carries_nothing_that_has_a_message_of_its_own",
    "BR-DTX-UDID-106": _U + "test_what_is_fixed",
}

_E = "udi_regulatory_export/models/"
_T = "udi_traceability/models/"
KEPT = {
    "BR-UDID-069": _T + "udi_basic_udi.py",
    "BR-UDID-680": _E + "udi_registration_eudamed_twins.py",
    "BR-UDID-681": _E + "udi_registration_eudamed_twins.py",
    "BR-UDID-704": _E + "udi_registration_eudamed_link.py",
    "BR-UDID-714": _E + "udi_registration_eudamed_link.py",
}

ACTOR = "who may log in is decided by EUDAMED"
ELSEWHERE = "rests on records of other modules that only EUDAMED has"
PAGES = "a step or a list of EUDAMED's own pages"
QUESTION = "a question by machine; people download by the pages and give us the file"
SUMMARY = "the summary of safety is the notified body's"
VIGILANCE = "made by the vigilance module, read only (FLD-UDID-256)"
THEIRS = {
    ACTOR: ("BR-UDID-001", "BR-DTX-UDI-025"),
    ELSEWHERE: (
        "BR-UDID-720",
        "BR-UDID-723",
        "BR-UDID-727",
        "BR-UDID-728",
        "BR-UDID-760",
        "BR-UDID-622",
        "BR-UDID-623",
        "BR-DTX-UDI-099",
        "RULE-00014",
    ),
    PAGES: (
        "BR-UDID-048",
        "BR-UDID-107",
        "BR-UDID-114",
        "BR-UDID-617",
        "BR-UDID-624",
        "BR-UDID-627",
        "BR-UDID-628",
        "BR-UDID-685",
        "BR-UDID-686",
        "BR-UDID-690",
        "BR-UDID-691",
        "BR-UDID-692",
        "BR-UDID-693",
        "BR-UDID-694",
        "BR-UDID-695",
        "BR-UDID-707",
        "BR-UDID-709",
        "BR-UDID-717",
    ),
    SUMMARY: (
        "BR-UDID-710",
        "BR-UDID-711",
        "BR-UDID-712",
        "BR-UDID-713",
        "BR-UDID-715",
        "BR-UDID-716",
        "BR-UDID-719",
        "BR-DTX-UDI-200",
        "BR-DTX-UDI-202",
        "BR-DTX-UDI-203",
    ),
    QUESTION: (
        *(f"BR-DTX-UDI-00{number}" for number in (1, 2, 4, 5, 7, 8)),
        *(f"BR-DTX-UDI-0{number}" for number in (11, 12, 14, 15, 17, 18, 24, 27, 29)),
        *(f"BR-DTX-UDI-0{number}" for number in (50, 53, 54, 64, 65, 68, 69, 70, 76)),
        "BR-DTX-UDID-107",
        "BR-DTX-UDID-108",
    ),
    VIGILANCE: (
        "BR-UDID-052",
        *(f"BR-VGL-UDID-00{number}" for number in range(1, 7)),
    ),
}
"""Reasons to rules."""
