"""The EU family of a device: see ``record``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .details import ClinicalInvestigationRecord, CommentRecord
from .parts import CertificateRecord, TextRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicUdiRecord:
    """The EU family of the device (Basic UDI-DI) with the flags its devices share.

    ``registry_state`` is empty until EUDAMED knows the family, then submitted,
    registered or discarded; ``version`` is EUDAMED's, 0 until then.
    ``certificates`` are declared by us, ``registered_certificates`` were linked by the
    notified body and are never sent, as are the ``comments``.
    """

    model: ClassVar[str] = "udi.basic.udi"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "device_model": "model",
        "certificates": "certificate_ids",
        "registered_certificates": "certificate_ids",
        "medical_purposes": "medical_purpose_ids",
        "clinical_investigations": "clinical_investigation_ids",
        "comments": "comment_ids",
    }
    code: str = ""
    issuing_agency: str = ""
    device_model: str = ""
    name: str = ""
    system_pack_type: str = ""
    special_device_type: str = ""
    animal_tissues: bool | None = None
    human_tissues: bool | None = None
    active_device: bool | None = None
    administers_medicine: bool | None = None
    measuring_function: bool | None = None
    reusable_surgical_instrument: bool | None = None
    iib_implantable_exception: bool | None = None
    medicinal_substance: bool | None = None
    human_blood_substance: bool | None = None
    microbial_substances: bool | None = None
    companion_diagnostic: bool | None = None
    instrument: bool | None = None
    near_patient_testing: bool | None = None
    professional_testing: bool | None = None
    reagent: bool | None = None
    self_testing: bool | None = None
    medical_purposes: tuple[TextRecord, ...] = ()
    certificates: tuple[CertificateRecord, ...] = ()
    registered_certificates: tuple[CertificateRecord, ...] = ()
    clinical_investigations: tuple[ClinicalInvestigationRecord, ...] = ()
    comments: tuple[CommentRecord, ...] = ()
    registry_state: str = ""
    version: int = 0

    @property
    def ref(self) -> str:
        return self.code
