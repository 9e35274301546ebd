def uninstall_hook(env):
    """Let the ledger and the device master go with their tables.

    The guard of the ledger lives outside Odoo's registry. Records of our own models
    that came as data are in use by lots; deleting them one by one would only fill
    the log with refusals just before their tables are dropped.
    """
    env["udi.event"]._drop_guard()
    env["udi.seal"]._drop_guard()
    env["ir.model.data"].search(
        [("module", "=", "udi_traceability"), ("model", "=like", "udi.%")]
    ).unlink()
