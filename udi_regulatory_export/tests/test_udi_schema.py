import base64
import inspect
import io
import re
import zipfile
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import udi_schema
from ..models.udi_schema import REASONS
from ..tools import schema_package
from .common import ExportCase

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
GOOD = f'<xs:schema {XS}><xs:element name="Push" type="xs:string"/></xs:schema>'


def packed(files):
    """A ZIP as the field holds it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return base64.b64encode(buffer.getvalue())


@tagged("post_install", "-at_install")
class TestUdiSchema(ExportCase):
    def _create(self, package, **values):
        return self.env["udi.schema"].create(
            {
                "regulator": "eudamed",
                "version": "9.9.9",
                "filename": "dtx.zip",
                "package": package,
                **values,
            }
        )

    def _refused(self, files, words):
        package = files if isinstance(files, bytes) else packed(files)
        refused = self.assertRaisesRegex(ValidationError, words)
        with refused as caught, self.cr.savepoint():
            self._create(package)
        self.assertIn("dtx.zip", str(caught.exception))
        self.assertIn("Upload the ZIP", str(caught.exception))

    def test_an_official_package_is_noted(self):
        schema = self._create(
            packed({"XSD/service/Message.xsd": GOOD, "XSD/other.xsd": GOOD})
        )
        self.assertEqual(schema.file_count, 2)
        self.assertEqual(len(schema.sha256), 64)
        self.assertEqual(schema.display_name, "EUDAMED 9.9.9")

    def test_each_regulator_has_its_own_entry(self):
        schema = self._create(packed({"SPL.xsd": GOOD}), regulator="gudid")
        self.assertTrue(schema._xml_schema())
        self._refused({"SPL.xsd": GOOD}, "service/Message.xsd is not in it")

    def test_not_a_zip(self):
        self._refused(base64.b64encode(b"hello"), "no readable ZIP")

    def test_a_bomb_is_not_unpacked(self):
        bomb = " " * (schema_package.MAX_MEMBER_BYTES + 1)
        package = packed({"service/Message.xsd": bomb})
        self.assertLess(len(package), 20_000)
        self._refused(package, "unpacks to more")

    def test_an_entity_is_refused(self):
        hostile = (
            '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<xs:schema {XS}><xs:annotation>&x;</xs:annotation></xs:schema>"
        )
        self._refused({"service/Message.xsd": hostile}, "document type")

    def test_a_path_out_of_the_package_is_refused(self):
        self._refused({"../service/Message.xsd": GOOD}, "outside of the package")

    def test_nothing_is_fetched(self):
        hostile = (
            f'<xs:schema {XS}><xs:include schemaLocation="file:///etc/passwd"/>'
            "</xs:schema>"
        )
        self._refused({"service/Message.xsd": hostile}, "not in the package")

    def test_nothing_is_fetched_from_anywhere(self):
        for kind, place in (
            ("include", "http://127.0.0.1:9/a.xsd"),
            ("import", "https://example.com/a.xsd"),
            ("redefine", "file:///etc/passwd"),
            ("include", "/etc/passwd"),
            ("include", "../../../../etc/passwd"),
            ("import", "ftp://example.com/a.xsd"),
        ):
            space = 'namespace="urn:a"' if kind == "import" else ""
            hostile = (
                f'<xs:schema {XS}><xs:{kind} {space} schemaLocation="{place}"/>'
                '<xs:element name="Push" type="xs:string"/></xs:schema>'
            )
            with self.subTest(kind=kind, place=place):
                self._refused({"service/Message.xsd": hostile}, "not in the package")

    def test_elements_deep_in_each_other(self):
        deep = "<xs:annotation>" * 5000 + "</xs:annotation>" * 5000
        hostile = f"<xs:schema {XS}>{deep}</xs:schema>"
        self._refused({"service/Message.xsd": hostile}, "no well-formed XML.*depth")

    def test_wrong_encodings(self):
        for declared, written in (
            ("UTF-8", "latin-1"),
            ("UTF-16", "latin-1"),
            ("klingon", "utf-8"),
        ):
            text = f'<?xml version="1.0" encoding="{declared}"?>{GOOD}<!-- \u00e4 -->'
            package = packed({"service/Message.xsd": text.encode(written)})
            with self.subTest(declared=declared, written=written):
                self._refused(package, "no well-formed XML")

    def test_entities_that_multiply(self):
        entities = "".join(
            f'<!ENTITY e{number} "{inner}">'
            for number in range(1, 12)
            for inner in [f"&e{number - 1};" * 10]
        )
        hostile = (
            f'<!DOCTYPE s [<!ENTITY e0 "x">{entities}]>'
            f'<xs:schema {XS} id="&e11;"><xs:annotation>&e11;</xs:annotation>'
            "</xs:schema>"
        )
        self._refused({"service/Message.xsd": hostile}, "well-formed|document type")

    def test_groups_of_groups_hold_up_nobody(self):
        """Two kilobytes that libxml2 would work at for days."""
        groups = "".join(
            f'<xs:group name="g{number}"><xs:sequence>{inner}</xs:sequence></xs:group>'
            for number in range(1, 16)
            for inner in [f'<xs:group ref="g{number - 1}"/>' * 10]
        )
        hostile = (
            f'<xs:schema {XS}><xs:group name="g0"><xs:sequence>'
            f'<xs:element name="a" type="xs:string"/></xs:sequence></xs:group>{groups}'
            '<xs:element name="Push"><xs:complexType><xs:group ref="g15"/>'
            "</xs:complexType></xs:element></xs:schema>"
        )
        with patch.object(udi_schema.schema_trial.ends, "__defaults__", (2,)):
            self._refused({"service/Message.xsd": hostile}, "more time or memory")

    def test_what_does_not_compile_is_refused(self):
        broken = f'<xs:schema {XS}><xs:element name="a" type="missing"/></xs:schema>'
        self._refused({"service/Message.xsd": broken}, "does not compile")

    def test_replacing_the_file_checks_again(self):
        schema = self._create(packed({"service/Message.xsd": GOOD}))
        before = schema.sha256
        schema.package = packed({"service/Message.xsd": GOOD, "b.xsd": GOOD})
        self.assertNotEqual(schema.sha256, before)
        self.assertEqual(schema.file_count, 2)
        with self.assertRaises(ValidationError):
            schema.package = base64.b64encode(b"hello")

    def test_one_package_per_version(self):
        self._create(packed({"service/Message.xsd": GOOD}))
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            with self.cr.savepoint():
                self._create(packed({"service/Message.xsd": GOOD}))

    def test_which_one_is_used(self):
        good = packed({"service/Message.xsd": GOOD})
        first = self._create(good, version="1")
        second = self._create(good, version="2")
        Schema = self.env["udi.schema"]
        self.assertEqual(Schema._for("eudamed", "1"), first)
        self.assertEqual(Schema._for("eudamed", ""), second)
        self.assertFalse(Schema._for("eudamed", "3"))
        second.active = False
        self.assertFalse(Schema._for("eudamed", "2"))

    def test_every_reason_has_a_sentence(self):
        source = inspect.getsource(schema_package)
        source += inspect.getsource(udi_schema)
        codes = set(re.findall(r'SchemaPackageError\(\s*"(\w+)"', source))
        self.assertTrue(codes)
        self.assertEqual(codes, set(REASONS))
