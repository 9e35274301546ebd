import {registry} from "@web/core/registry";

/** A GTIN-14 as the test makes it. */
function gtin(number, wrong) {
    const body = `09506000${String(number).padStart(5, "0")}`;
    const sum = [...body].reduce((total, d, i) => total + d * (i % 2 ? 1 : 3), 0);
    return body + ((((10 - (sum % 10)) % 10) + (wrong ? 1 : 0)) % 10);
}

function file() {
    const lines = ["Brand;Model;GTIN"];
    for (let row = 0; row < 40; row++) {
        lines.push(`PumpOne;M${row};${gtin(27000 + row, row < 37)}`);
    }
    return new window.File([lines.join("\n")], "tour.csv", {type: "text/csv"});
}

// 40 devices, 37 wrong check digits: 7 clicks from the home screen, each numbered
registry.category("web_tour.tours").add("udi_import", {
    steps: () => [
        {
            content: "click 1: the app",
            trigger: ".o_app[data-menu-xmlid='udi_traceability.menu_udi_root']",
            run: "click",
        },
        {
            content: "click 2: Devices",
            trigger: "[data-menu-xmlid='udi_traceability.menu_udi_devices']",
            run: "click",
        },
        {
            content: "click 3: Import",
            trigger: "[data-menu-xmlid='udi_traceability.udi_import_menu']",
            run: "click",
        },
        {
            content: "click 4: Choose a file; the browser's own window is no page",
            trigger: ".o_udi_import_take",
            async run() {
                const input = document.querySelector(".o_udi_import_file");
                const chosen = new window.DataTransfer();
                chosen.items.add(file());
                input.files = chosen.files;
                input.dispatchEvent(new window.Event("change"));
            },
        },
        {
            content: "the columns are understood",
            trigger: ".o_field_widget[name=column_ids]:contains(Primary DI)",
        },
        {
            content: "click 5: check",
            trigger: "button[name=action_check]",
            run: "click",
        },
        {
            content: "nothing entered, 37 can be corrected",
            trigger: "button[name=action_use_all]:contains(37)",
        },
        {
            content: "click 6: apply them",
            trigger: "button[name=action_use_all]",
            run: "click",
        },
        {
            content: "all are ready",
            trigger: "button[name=action_accept]:contains(40)",
        },
        {
            content: "click 7: accept",
            trigger: "button[name=action_accept]",
            run: "click",
        },
        {
            content: "done",
            trigger: ".alert-success:contains(40 new, 0 changed)",
        },
    ],
});
