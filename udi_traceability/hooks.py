def uninstall_hook(env):
    """Let the ledger go with the addon: its guard lives outside Odoo's registry."""
    env["udi.event"]._drop_guard()
