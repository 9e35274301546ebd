import {registry} from "@web/core/registry";

const line = ".o_udi_timeline";
const old = `${line} section:contains(August 2026)`;

registry.category("web_tour.tours").add("udi_timeline", {
    steps: () => [
        {
            content: "the newest month is open",
            trigger: `${line} section:contains(September 2026) li[data-kind=refused]:contains(Expired.)`,
        },
        {
            content: "an older one is folded",
            trigger: `${old}:not(:has(li)) button:contains(55 events)`,
            run: "click",
        },
        {content: "it opens", trigger: `${old} li:nth-child(50)`},
        {
            content: "the rest",
            trigger: `${old} button:contains(5 more)`,
            run: "click",
        },
        {content: "all of it", trigger: `${old} li:nth-child(55)`},
        {
            content: "scans only",
            trigger: `${line} button[data-group=scans]`,
            run: "click",
        },
        {
            content: "no prints any more",
            trigger: `${line}:not(:has(li[data-kind=printed])) li[data-kind=refused]`,
        },
        {
            content: "under which seal",
            trigger: ".o_udi_timeline_seals",
            run: "click",
        },
        {
            content: "not sealed yet",
            trigger: `${line} li[data-kind=refused]:contains(not sealed yet)`,
        },
        {
            content: "prints only",
            trigger: `${line} button[data-group=prints]`,
            run: "click",
        },
        {content: "sealed", trigger: `${line} li:contains(sealed: seal 1)`},
    ],
});
