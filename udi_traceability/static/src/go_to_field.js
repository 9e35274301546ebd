import {browser} from "@web/core/browser/browser";

const nextFrame = () =>
    new Promise((resolve) => browser.requestAnimationFrame(resolve));

const fieldElement = (name) =>
    document.querySelector(`.o_form_view .o_field_widget[name="${name}"]`);

const MOST_FRAMES = 120;

/** A page of many lists takes its time: go on only when it is there. */
async function openTab(tab) {
    tab.click();
    for (let i = 0; i < MOST_FRAMES && !tab.classList.contains("active"); i++) {
        await nextFrame();
    }
    await nextFrame();
}

/** Show a field of the open form, on whichever tab it is, and put the cursor there. */
export async function goToField(name) {
    let element = name && fieldElement(name);
    const tabs = [...document.querySelectorAll(".o_form_view .o_notebook .nav-link")];
    const shown = tabs.find((tab) => tab.classList.contains("active"));
    for (const tab of name ? tabs : []) {
        if (element) {
            break;
        }
        await openTab(tab);
        element = fieldElement(name);
    }
    if (!element) {
        shown?.click();
        return;
    }
    element.scrollIntoView({block: "center"});
    const inner = element.querySelector("input, select, textarea, button, [tabindex]");
    if (!inner) {
        // badges take no cursor: the field as a whole does, for eyes and readers
        element.tabIndex = -1;
    }
    (inner || element).focus();
}
