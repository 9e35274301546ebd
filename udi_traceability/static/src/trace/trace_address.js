import {browser} from "@web/core/browser/browser";
import {patch} from "@web/core/utils/patch";
import {router} from "@web/core/browser/router";

/*
 * The address of what is traced: /odoo/udi-trace/lot/12. The router knows numbers behind
 * a path and no words, so the word travels beside: as the `globalState` of its action.
 */

const PATH = "udi-trace";
const IN_ADDRESS = /(^|\/)udi-trace\/([a-z]+)\/(\d+)(?=\/|$)/g;

const isTrace = (state) => state.action === PATH && state.resId;

function withKinds(url, actionStack) {
    const kinds = actionStack.filter(isTrace).map((each) => each.globalState?.kind);
    const [path, ...search] = url.split("?");
    const spelled = path.replace(/(^|\/)udi-trace\/(?=\d+(?:\/|$))/g, (found) => {
        const kind = kinds.shift();
        return kind ? `${found}${kind}/` : found;
    });
    return [spelled, ...search].join("?");
}

patch(router, {
    stateToUrl(state) {
        return withKinds(super.stateToUrl(state), state.actionStack || [state]);
    },

    urlToState(url) {
        const kinds = [];
        const plain = url.pathname.replace(IN_ADDRESS, (found, before, kind, id) => {
            kinds.push(kind);
            return `${before}udi-trace/${id}`;
        });
        if (!kinds.length) {
            return super.urlToState(url);
        }
        const short = new window.URL(url);
        short.pathname = plain;
        const state = super.urlToState(short);
        // the router puts the empty page before each: there is nothing to go back to
        const isEmpty = (each, next) =>
            each.action === PATH && !each.resId && next && isTrace(next);
        state.actionStack = (state.actionStack || []).filter(
            (each, index, all) => !isEmpty(each, all[index + 1])
        );
        for (const each of state.actionStack.filter(isTrace)) {
            each.globalState = {kind: kinds.shift()};
        }
        const last = state.actionStack.at(-1);
        if (last?.globalState) {
            state.globalState = last.globalState;
        }
        return state;
    },
});

// the router read the address of this page before it could read such words
if (browser.location.pathname.includes(`/${PATH}/`)) {
    const state = router.urlToState(new window.URL(browser.location));
    const known = router.current;
    Object.keys(known).forEach((key) => delete known[key]);
    Object.assign(known, state);
}
