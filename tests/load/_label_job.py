"""Ten thousand labels by the real background job, beside Odoo's own lot labels.

A process of its own: the pure benchmarks of `labels` stand in for the package
`odoo`, this one needs the real one. Prints one line of JSON.
"""

import json
import os
import resource
import sys
import time

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

LABELS = 10_000
ODOO_LABELS = 200
DI = "09506000134352"


def main():
    config.parse_config(["--logfile", os.devnull], setup_logging=True)
    with Registry(os.environ["UDI_TEST_DATABASE"]).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        lots = _lots(env)
        cr.commit()
        result = {"labels": LABELS, "odoo_labels": ODOO_LABELS}
        result["seconds"], job = _timed(_print, env, lots)
        result["state"], result["bytes"] = job.state, job.attachment_id.file_size
        result["odoo_seconds"], _pdf = _timed(_odoo_pdf, env, lots[:ODOO_LABELS])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sys.stdout.write(json.dumps(result | {"peak_kb": peak}) + "\n")


def _timed(work, *arguments):
    started = time.perf_counter()
    made = work(*arguments)
    return time.perf_counter() - started, made


def _lots(env):
    """Serials of one active device, as many as there are labels."""
    maker = env["res.partner"].create(
        {"name": "Meridian Medical GmbH", "street": "Lindenstraße 12", "city": "Ulm"}
    )
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    device = env["udi.device"].create(
        {
            "brand_name": "PumpOne",
            "model_number": "IP-200",
            "catalog_number": "IP-200",
            "product_id": product.id,
            "manufacturer_id": maker.id,
            "pi_serial": True,
            "di_ids": [(0, 0, {"code": DI})],
        }
    )
    device.action_activate()
    return env["stock.lot"].create(
        [
            {
                "name": f"SN{number:06d}",
                "product_id": product.id,
                "udi_expiration_date": "2029-11-20",
            }
            for number in range(LABELS)
        ]
    )


def _print(env, lots):
    """What a person does in the dialog, then what the scheduler does."""
    template = env.ref("udi_traceability.udi_label_template_pack_75x50")
    wizard = env["udi.label.print"].create(
        {"lot_ids": [(6, 0, lots.ids)], "template_id": template.id}
    )
    job = env["udi.label.job"].browse(wizard.action_print()["res_id"])
    env.cr.commit()
    while job.state in ("queued", "running"):
        env.ref("udi_traceability.ir_cron_label_job").method_direct_trigger()
        # the scheduler's work is seen from the next transaction on
        env.cr.commit()
        env.invalidate_all()
    return job


def _odoo_pdf(env, lots):
    report = env["ir.actions.report"].with_context(force_report_rendering=True)
    return report._render_qweb_pdf("stock.report_lot_label", lots.ids)


if __name__ == "__main__":
    main()
