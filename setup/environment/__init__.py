"""What the three commands share: from a bare machine to a running Odoo 19.

One file a thing that has to be found or fetched. Only the standard library is used up
to `python.enter`, which continues the same command inside the project's own virtual
environment; everything after it may import what `setup/requirements*.txt` names.
"""
