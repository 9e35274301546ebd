"""The kinds of papers, in the order in which people look for them."""

EU_KINDS = [
    ("mdr_technical_documentation", "MDR technical documentation"),
    ("mdr_type_examination", "MDR type examination"),
    ("mdr_quality_management_system", "MDR quality management system"),
    ("mdr_quality_assurance", "MDR quality assurance"),
    ("mdr_product_verification", "MDR product verification"),
    ("ivdr_technical_documentation", "IVDR technical documentation"),
    ("ivdr_type_examination", "IVDR type examination"),
    ("ivdr_quality_management_system", "IVDR quality management system"),
    ("ivdr_production_quality_assurance", "IVDR production quality assurance"),
    ("mdd_ii_ex_4", "MDD Annex II without section 4"),
    ("mdd_ii_4", "MDD Annex II section 4"),
    ("mdd_iii", "MDD Annex III"),
    ("mdd_iv", "MDD Annex IV"),
    ("mdd_v", "MDD Annex V"),
    ("mdd_vi", "MDD Annex VI"),
    ("aimdd_ii_ex_4", "AIMDD Annex 2 without section 4"),
    ("aimdd_ii_4", "AIMDD Annex 2 section 4"),
    ("aimdd_iii", "AIMDD Annex 3"),
    ("aimdd_iv", "AIMDD Annex 4"),
    ("aimdd_v", "AIMDD Annex 5"),
    ("ivdd_iii_6", "IVDD Annex III section 6"),
    ("ivdd_iv_ex_4_6", "IVDD Annex IV without sections 4 and 6"),
    ("ivdd_iv_4", "IVDD Annex IV section 4"),
    ("ivdd_iv_6", "IVDD Annex IV section 6"),
    ("ivdd_v", "IVDD Annex V"),
    ("ivdd_vi", "IVDD Annex VI"),
    ("ivdd_vii_ex_5", "IVDD Annex VII without section 5"),
    ("ivdd_vii_5", "IVDD Annex VII section 5"),
]
SELF_KINDS = [("eu_declaration", "EU declaration of conformity")]
US_KINDS = [
    ("us_510k", "FDA 510(k)"),
    ("us_pma", "FDA PMA"),
    ("us_pdp", "FDA PDP"),
    ("us_hde", "FDA HDE"),
    ("us_bla", "FDA BLA"),
    ("us_nda", "FDA NDA"),
    ("us_de_novo", "FDA De Novo"),
    ("exempt_us", "FDA exemption (product code)"),
]
CN_KINDS = [("cn_registration", "NMPA registration"), ("cn_filing", "NMPA filing")]
OTHER_KINDS = [("registration", "Registration in another country")]
LICENCE_KINDS = [
    ("licence_trade", "Licence to trade in devices"),
    ("licence_practice", "Licence of a hospital or clinic"),
    ("licence_other", "Other licence of a customer"),
]
CERTIFICATE_KINDS = [
    *EU_KINDS,
    *SELF_KINDS,
    *US_KINDS,
    *CN_KINDS,
    *OTHER_KINDS,
    *LICENCE_KINDS,
]
LICENCES = tuple(kind for kind, _name in LICENCE_KINDS)
NOTIFIED_BODY_KINDS = tuple(kind for kind, _name in EU_KINDS)

# EUDAMED's enumeration of what a notified body decided about a certificate
CERTIFICATE_STATUS = [
    ("issued", "Issued"),
    ("amended", "Amended"),
    ("supplemented", "Supplemented"),
    ("reissued", "Issued again"),
    ("reinstated", "Reinstated"),
    ("restricted", "Restricted"),
    ("suspended", "Suspended"),
    ("withdrawn", "Withdrawn"),
    ("cancelled", "Cancelled"),
]
