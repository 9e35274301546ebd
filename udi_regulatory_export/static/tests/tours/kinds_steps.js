/** What a person does on a form, in the words of its fields. */

export const YES = "yes";
export const NO = "no";
const WORD = {[YES]: "Yes", [NO]: "No"};

export const press = (trigger) => ({trigger, run: "click"});
export const tab = (name) => press(`.o_notebook .nav-link[name=${name}]`);
export const type = (name, value) => ({
    trigger: `.o_field_widget[name=${name}] :is(input, textarea)`,
    run: `edit ${value}`,
});
export const tick = (name) => press(`.o_field_widget[name=${name}] input`);
export const badge = (name, label) =>
    press(`.o_field_widget[name=${name}] .o_selection_badge:contains(/^${label}$/)`);
export const answer = (name, value) => badge(name, WORD[value]);
export const answers = (values) =>
    Object.entries(values).map(([name, value]) => answer(name, value));
export const chosen = (name, label) => ({
    trigger: `.o_field_widget[name=${name}] .o_select_menu_toggler:value(${label})`,
});
export const choose = (name, label) => [
    press(`.o_field_widget[name=${name}] .o_select_menu_toggler`),
    press(`.o_select_menu_item:contains(/^${label}$/)`),
    chosen(name, label),
];
export const find = (name, text) => [
    type(name, text),
    press(`.o-autocomplete--dropdown-item:contains(${text})`),
];
export const added = (name) =>
    press(`.o_field_widget[name=${name}] .o_field_x2many_list_row_add a`);
export const saved = [press(".o_form_button_save"), {trigger: ".o_form_saved"}];
