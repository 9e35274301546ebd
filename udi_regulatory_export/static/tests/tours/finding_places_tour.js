import {registry} from "@web/core/registry";

const LEAST = 12;
const MOST = 30;
const ROWS = ".o_form_view .o_udi_finding .o_udi_finding_open";

async function until(found, what) {
    for (let i = 0; i < 200; i++) {
        const value = found();
        if (value) {
            return value;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never seen: ${what}`);
}

const focusedField = () =>
    document.activeElement.closest(".o_form_view .o_field_widget[name]");

/** The finding leads to a field that has the cursor afterwards; then back. */
async function openRow(number) {
    const row = document.querySelectorAll(ROWS)[number];
    if (!row) {
        return;
    }
    const words = row.closest(".o_udi_finding").innerText;
    const before = window.location.pathname;
    const leaves = row.innerText.includes("Open");
    document.activeElement.blur();
    row.click();
    if (leaves) {
        await until(() => window.location.pathname !== before, `a page: ${words}`);
    }
    await until(focusedField, `the cursor in a field: ${words}`);
    if (leaves) {
        window.history.back();
        await until(() => window.location.pathname === before, "the way back");
    }
}

registry.category("web_tour.tours").add("udi_regulatory_export_finding_places", {
    steps: () => [
        {
            content: "There is much to put right",
            trigger: `.o_udi_findings:has(.o_udi_finding:nth-child(${LEAST}))`,
        },
        ...Array.from({length: MOST}, (_value, number) => ({
            content: `Follow finding ${number} to its field and come back`,
            trigger: ".o_form_view .o_udi_finding_open",
            timeout: 30000,
            run: () => openRow(number),
        })),
    ],
});
