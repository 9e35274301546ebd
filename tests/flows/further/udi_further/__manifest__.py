{
    "name": "A Further Regulator",
    "summary": "How another addon adds a register of its own",
    "version": "19.0.1.0.0",
    "author": "UDI House contributors",
    "license": "LGPL-3",
    "depends": ["udi_regulatory_export"],
    "data": [
        "security/ir.model.access.csv",
        "views/udi_registration_island_views.xml",
    ],
}
