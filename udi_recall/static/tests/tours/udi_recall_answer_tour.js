import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** The budget of the screen: so many taps and no more. */
function budget(taps, steps) {
    const count = steps.filter((step) => step.run === "click").length;
    if (count !== taps) {
        throw new Error(`${count} taps instead of ${taps}`);
    }
    return steps;
}

export const TICK = {
    content: "Read and understood",
    trigger: "input[name=read_understood]",
    run: "click",
};
export const NAME = {
    content: "Who answers",
    trigger: "input[name=name]",
    run: "edit Ruth Klein",
};
export const SEND = {
    content: "Send",
    trigger: "button.btn-primary[value=send]",
    run: "click",
    expectUnloadPage: true,
};
export const ARRIVED = {
    content: "It arrived",
    trigger: ".alert-success:contains(Your answer has arrived)",
};

export function answer(affected) {
    return {
        content: `Have any? ${affected}`,
        trigger: `button[name=affected][value=${affected}].btn-lg`,
        run: "click",
        expectUnloadPage: true,
    };
}

export const NEXT = {
    content: "Next",
    trigger: "button.btn-primary[value=next]",
    run: "click",
    expectUnloadPage: true,
};
export const DONE = {
    content: "All instructions were followed",
    trigger: ".o_udi_all_done",
    run: "click",
};
export const NOBODY_HURT = {
    content: "Nobody was hurt",
    trigger: "label[for=adverse-no]",
    run: "click",
};

tours.add("udi_recall_answer_none", {
    steps: () => budget(3, [TICK, answer("none"), NAME, SEND, ARRIVED]),
});

tours.add("udi_recall_answer_all_here", {
    steps: () =>
        budget(7, [
            TICK,
            answer("yes"),
            {
                content: "All are here",
                trigger: ".o_udi_all[value=all-held]",
                run: "click",
            },
            {trigger: ".o_udi_sum.alert-success:contains(6 of 6)"},
            NEXT,
            DONE,
            NOBODY_HURT,
            NAME,
            SEND,
            ARRIVED,
        ]),
});

tours.add("udi_recall_answer_units", {
    steps: () => [
        TICK,
        answer("yes"),
        {
            content: "One is here",
            trigger: ".o_udi_unit:contains(SN0001) select",
            run: "select held",
        },
        {
            content: "One was used",
            trigger: ".o_udi_unit:contains(SN0002) select",
            run: "select used",
        },
        {
            content: "One is not found",
            trigger: ".o_udi_unit:contains(SN0003) select",
            run: "select lost",
        },
        {
            content: "The sum is there at once, and says what is missing",
            trigger: ".o_udi_sum.alert-warning:contains(3 of 4)",
        },
        {
            content: "Kept on every change",
            trigger: ".o_udi_saved:contains(Draft saved)",
        },
        {
            content: "The fourth is in the hand",
            trigger: "#o_udi_code",
            run: "edit SN0004",
        },
        {
            trigger: ".o_udi_scan button:contains(Check)",
            run: "click",
        },
        {trigger: ".o_udi_said:contains(Yes, SN0004 is one of them)"},
        {trigger: ".o_udi_sum.alert-success:contains(4 of 4)"},
        NEXT,
        DONE,
        NOBODY_HURT,
        NAME,
        {
            content: "More to fill in",
            trigger: "summary:contains(signature)",
            run: "click",
        },
        {
            content: "A stroke with the finger",
            trigger: ".o_udi_signature canvas",
            run: ({anchor}) => {
                const box = anchor.getBoundingClientRect();
                const at = (x) => ({
                    bubbles: true,
                    pointerId: 1,
                    clientX: box.left + x,
                    clientY: box.top + 20,
                });
                anchor.setPointerCapture = () => {};
                anchor.dispatchEvent(new window.PointerEvent("pointerdown", at(10)));
                anchor.dispatchEvent(new window.PointerEvent("pointermove", at(60)));
                anchor.dispatchEvent(new window.PointerEvent("pointerup", at(60)));
            },
        },
        SEND,
        ARRIVED,
    ],
});
