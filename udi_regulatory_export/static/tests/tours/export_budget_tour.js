import {registry} from "@web/core/registry";

/** Budget 14 of the screens: every click of a person is counted. */
const counted = {clicks: 0};

const press = (content, trigger) => ({
    content,
    trigger,
    run({click}) {
        counted.clicks++;
        return click();
    },
});

const MENU = ".o_menu_sections [data-menu-xmlid='udi_regulatory_export";
const ITEM = ".o-dropdown--menu [data-menu-xmlid='udi_regulatory_export";

function add(name, most, steps) {
    registry.category("web_tour.tours").add(name, {
        steps: () => [
            {
                content: "before the first click",
                trigger: "body",
                run() {
                    counted.clicks = 0;
                },
            },
            press("Registrations", `${MENU}.menu_udi_registrations']`),
            ...steps,
            {
                content: `no more than ${most} clicks`,
                trigger: "body",
                run() {
                    if (counted.clicks > most) {
                        throw new Error(`${counted.clicks} clicks instead of ${most}`);
                    }
                },
            },
        ],
    });
}

/** The files of 50 ready devices, from the home screen to "I uploaded it". */
add("udi_regulatory_export_budget_first", 5, [
    press("Build files…", `${ITEM}.udi_submission_build_menu']`),
    {
        content: "What goes was found by itself",
        trigger: ".o_udi_build_counts:contains('50'):contains('go')",
    },
    {
        content: "The first brings the family, the others follow",
        trigger:
            ".o_field_widget[name='files_text']:contains('1 DEVICE.POST (1)'):contains('2 UDI_DI.POST (49)')",
    },
    {
        content: "The button says how many files it makes",
        trigger: ".o_form_view button[name='action_build']:contains('2')",
    },
    press("Build 2 files", ".o_form_view button[name='action_build']"),
    press("Download", "button[name='action_download'].btn-primary"),
    press("I uploaded it", "button[name='action_uploaded']"),
    {
        content: "It is uploaded",
        trigger: ".o_statusbar_status .o_arrow_button_current:contains('Uploaded')",
    },
]);

/** Later, three of them were refused: they go again. */
add("udi_regulatory_export_budget_again", 4, [
    press("Submissions", `${ITEM}.udi_submission_menu']`),
    press("The batch", ".o_list_view .o_data_row .o_data_cell[name='name']"),
    {
        content: "It says how it went",
        trigger: ".o_field_widget[name='result_text']:contains('3 refused')",
    },
    press("Send again 3 that failed", "button[name='action_again']:contains('3')"),
    {
        content: "A batch of its own, with three",
        trigger: ".o_field_widget[name='device_count']:contains('3')",
    },
    {
        content: "Its file is there to be taken",
        trigger: "button[name='action_download'].btn-primary",
    },
]);
