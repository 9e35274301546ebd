import {registry} from "@web/core/registry";

// What is late, what is doubtful, and a report that was sent.
registry.category("web_tour.tours").add("udi_recall_deadlines", {
    steps: () => [
        {
            content: "Late in red, with its words",
            trigger:
                ".o_data_row:contains(Recall notice) .o_udi_deadline .text-bg-danger:contains(late)",
        },
        {
            content: "The last day of the place",
            trigger: ".o_data_row:contains(Recall notice) td[name=last_text]",
        },
        {
            content: "Not verified: it says so and can be accepted",
            trigger:
                ".o_data_row:contains(Field action report) .text-bg-dark:contains(Not verified)",
        },
        {
            trigger:
                ".o_data_row:contains(Field action report) button[name=action_accept]",
            run: "click",
        },
        {
            content: "Accepted, it counts",
            trigger:
                ".o_data_row:contains(Field action report) .text-bg-danger:contains(late)",
        },
        {
            content: "Done, with what proves it",
            trigger: ".o_data_row:contains(Recall notice) button[name=action_done]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=note] input",
            run: "edit All three confirmed by telephone",
        },
        {
            trigger: ".modal button[name=action_apply]:contains(Done)",
            run: "click",
        },
        {
            content: "It leaves the list of what is open",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(Recall notice)))",
        },
        {
            content: "By place",
            trigger: ".o_switch_view.o_kanban",
            run: "click",
        },
        {
            trigger:
                ".o_kanban_group:contains(China) .o_kanban_record:contains(Investigation report) .o_udi_deadline",
        },
        {
            content: "By day",
            trigger: ".o_switch_view.o_calendar",
            run: "click",
        },
        {
            trigger: ".o_calendar_view .fc-view",
        },
    ],
});
