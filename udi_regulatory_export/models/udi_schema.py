import base64
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ..tools import schema_package, schema_trial
from ..tools.schema_package import SchemaPackageError

_lt = LazyTranslate(__name__)

# The file each regulator's messages start from, wherever the package keeps it.
ENTRIES = {"eudamed": "service/Message.xsd", "gudid": "SPL.xsd"}

REASONS = {
    "package_too_large": _lt(
        "it has %(subject)s bytes, more than a schema package has."
    ),
    "not_a_zip": _lt("it is no readable ZIP file (%(subject)s)."),
    "too_many_files": _lt(
        "it holds %(subject)s files, more than a schema package has."
    ),
    "unpacked_too_large": _lt("it unpacks to more than a schema package has."),
    "file_too_large": _lt("%(subject)s unpacks to more than a schema file has."),
    "file_twice": _lt("%(subject)s is in it twice."),
    "no_schema_file": _lt("there is no .xsd file in it."),
    "entry_missing": _lt("%(subject)s is not in it."),
    "path_outside": _lt("“%(subject)s” points outside of the package."),
    "encrypted": _lt("%(subject)s is encrypted."),
    "compression": _lt("%(subject)s is compressed in an unusual way."),
    "not_well_formed": _lt("a file is no well-formed XML (%(subject)s)."),
    "document_type": _lt(
        "%(subject)s declares a document type, which may hide entities."
    ),
    "import_outside": _lt("it asks for %(subject)s, which is not in the package."),
    "too_busy": _lt(
        "it takes more time or memory to compile than a schema package does."
    ),
    "not_a_schema": _lt("it does not compile (%(subject)s)."),
}


class UdiSchema(models.Model):
    """An official schema package of one version, uploaded by its user.

    The addons ship none: regulators change them, and the version in force differs
    between environments.
    """

    _name = "udi.schema"
    _description = "Official Schema Package"
    _order = "regulator, id desc"
    _rec_name = "version"

    regulator = fields.Selection(
        [("gudid", "FDA GUDID"), ("eudamed", "EUDAMED")], required=True
    )
    version = fields.Char(
        required=True,
        help="As the regulator calls it. For EUDAMED exactly as in the settings.",
    )
    package = fields.Binary(string="Package (ZIP)", required=True, attachment=True)
    filename = fields.Char()
    sha256 = fields.Char(string="SHA-256", compute="_compute_facts", store=True)
    file_count = fields.Integer(
        string="Schema files", compute="_compute_facts", store=True
    )
    active = fields.Boolean(default=True)

    _regulator_version_uniq = models.Constraint(
        "UNIQUE(regulator, version)",
        "There is a package of this version already. Replace the file in that one.",
    )

    @api.depends("regulator", "version")
    def _compute_display_name(self):
        labels = dict(self._fields["regulator"]._description_selection(self.env))
        for schema in self:
            label = labels.get(schema.regulator, "")
            schema.display_name = f"{label} {schema.version or ''}".strip()

    @api.depends("package")
    def _compute_facts(self):
        for schema in self:
            content = schema._content()
            schema.sha256 = sha256(content).hexdigest()
            schema.file_count = schema_package.count(content)

    @api.constrains("package", "regulator")
    def _check_package(self):
        """Refuse what does not compile; first elsewhere, so that it holds up nobody."""
        for schema in self:
            if not schema_trial.ends(schema._content(), ENTRIES[schema.regulator]):
                raise schema._refusal(SchemaPackageError("too_busy"))
            schema._xml_schema()

    def _entry(self):
        """The file that the regulator's messages start from."""
        return ENTRIES[self.regulator]

    def _content(self):
        package = self.with_context(bin_size=False).package
        return base64.b64decode(package or b"")

    def _xml_schema(self):
        """The compiled schema, or a sentence why there is none."""
        self.ensure_one()
        try:
            package = schema_package.read(self._content(), self._entry())
            return schema_package.compile_schema(package)
        except SchemaPackageError as error:
            raise self._refusal(error) from error

    def _refusal(self, error):
        reason = self.env._(REASONS[error.code])
        return ValidationError(
            self.env._(
                "%(package)s cannot be used as schema package: %(reason)s Upload the "
                "ZIP as the regulator publishes it.",
                package=self.filename or self.display_name,
                reason=reason % {"subject": error.subject},
            )
        )

    @api.model
    def _missing_sentence(self, regulator):
        """Why nothing is checked against a schema."""
        if regulator in dict(self._fields["regulator"].selection):
            return self.env._("Not checked against a schema: none uploaded.")
        regulators = self.env["udi.registration"]._fields["regulator"]
        return self.env._(
            "Not checked against a schema: %(regulator)s publishes none.",
            regulator=dict(regulators._description_selection(self.env))[regulator],
        )

    @api.model
    def _for(self, regulator, version):
        """The schema to check with: the version's own, or the newest if it has none."""
        domain = [("regulator", "=", regulator)]
        if version:
            domain.append(("version", "=", version))
        return self.search(domain, limit=1)
