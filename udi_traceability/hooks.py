def uninstall_hook(env):
    """Let the ledger and the device master go with their tables.

    Records of our own models that came as data are in use by lots; deleting them one
    by one would only fill the log with refusals just before their tables are dropped.
    """
    env["udi.evidence"]._drop_guards()
    env["ir.model.data"].search(
        [("module", "=", "udi_traceability"), ("model", "=like", "udi.%")]
    ).unlink()
