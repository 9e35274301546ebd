import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {useLate} from "./trace_late";

/**
 * The family as a tree: made from above, went into below. A branch is read when it is
 * opened, fifty at a time; a lot that stands in it already is not unfolded again.
 */
export class TraceFamily extends Component {
    static template = "udi_traceability.TraceFamily";
    static props = {
        subject: Object,
        counts: [Object, {value: null}],
        lots: Number,
        name: String,
        view: Object,
        onLot: Function,
        onLines: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.tree = useRef("tree");
        this.late = useLate();
        this.seen = {up: new Set(), down: new Set(), here: new Set()};
        this.state = useState({branches: [], focus: "up", ready: false});
        onWillStart(() => {
            // the page does not wait for its family
            this.begin();
        });
    }

    async begin() {
        this.state.branches = [
            this.branch("up", _t("made from")),
            this.branch("here", this.props.name),
            this.branch("down", _t("went into")),
        ];
        const [up, here, down] = this.state.branches;
        here.further = this.props.lots > 1;
        if (!this.env.isSmall) {
            await this.late.of(Promise.all([this.unfold(up), this.unfold(down)]));
        }
        this.state.ready = true;
    }

    branch(side, name) {
        return {
            key: side,
            side,
            name,
            level: 1,
            group: true,
            further: true,
            open: false,
            children: [],
            total: null,
            id: false,
        };
    }

    /** All rows that are shown, from the top. */
    get rows() {
        const rows = [];
        const add = (node) => {
            rows.push(node);
            if (!node.open) {
                return;
            }
            node.children.forEach(add);
            const left = (node.total || 0) - node.children.length;
            if (node.many) {
                const key = `${node.key}/many`;
                rows.push({key, many: node.many, level: node.level + 1, of: node});
            } else if (left > 0) {
                const key = `${node.key}/more`;
                rows.push({key, rest: left, level: node.level + 1, of: node});
            } else if (!node.total && node.total !== null) {
                const key = `${node.key}/none`;
                rows.push({key, none: true, level: node.level + 1, of: node});
            }
        };
        this.state.branches.forEach(add);
        return rows;
    }

    /** How many are certain and how many possible, each a door to its list. */
    doors(node) {
        const found = this.props.counts?.[node.side];
        if (!found) {
            return [];
        }
        const doors = [
            {lots: "certain", count: found.certain, label: _t("certain")},
            {lots: "possible", count: found.possible, label: _t("possible")},
        ];
        return doors.filter(({lots, count}) => count || lots === "certain");
    }

    folding(row) {
        return row.open ? _t("Fold") : _t("Unfold");
    }

    // reading

    async toggle(node) {
        if (node.open) {
            node.open = false;
            this.tell();
        } else if (node.further) {
            await this.late.of(this.unfold(node));
        }
    }

    async unfold(node) {
        node.open = true;
        if (node.total === null) {
            await this.read(node);
        }
        this.tell();
    }

    async read(node) {
        const {kind, id} = this.props.subject;
        const {rows, total, many} = await this.orm.silent.call(
            "udi.trace",
            "udi_trace_family",
            [kind, id, node.side, node.id, node.children.length]
        );
        const seen = this.seen[node.side];
        for (const row of rows) {
            const again = Boolean(row.id) && seen.has(row.id);
            seen.add(row.id);
            node.children.push({
                ...row,
                key: `${node.key}/${row.id || node.children.length}`,
                side: node.side,
                level: node.level + 1,
                parent: node,
                open: false,
                again,
                further: row.further && !again && node.side !== "here",
                children: [],
                total: null,
            });
        }
        Object.assign(node, {total, many});
    }

    /** What is unfolded, for the paper. */
    tell() {
        const opened = {up: [], down: []};
        for (const {side, id, open} of this.rows) {
            if (open && id) {
                opened[side].push(id);
            }
        }
        Object.assign(this.props.view, opened);
    }

    listOf(node, lots = "all") {
        return this.props.onLines({lots, direction: node.side});
    }

    // keys, as in every tree

    onKeydown(ev) {
        const rows = this.rows;
        const index = rows.findIndex((row) => row.key === this.state.focus);
        const row = rows[index];
        const steps = {
            ArrowDown: () => rows[index + 1],
            ArrowUp: () => rows[index - 1],
            Home: () => rows[0],
            End: () => rows.at(-1),
            ArrowRight: () => this.onRight(row, rows[index + 1]),
            ArrowLeft: () => this.onLeft(row, rows),
            Enter: () => this.press(row),
            " ": () => this.press(row),
        };
        const own = ev.target.getAttribute("role") === "treeitem";
        if (!own || !row || !steps[ev.key]) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        const next = steps[ev.key]();
        if (next) {
            this.focus(next);
        }
    }

    onRight(row, below) {
        if (row.open) {
            return below;
        }
        if (row.further) {
            this.toggle(row);
        }
        return null;
    }

    onLeft(row, rows) {
        if (row.open) {
            this.toggle(row);
            return null;
        }
        const above = row.parent || row.of;
        return above && rows.find(({key}) => key === above.key);
    }

    press(row) {
        if (row.rest) {
            this.late.of(this.read(row.of));
        } else if (row.group) {
            this.toggle(row);
        } else if (row.id) {
            this.props.onLot(row.id);
        }
        return null;
    }

    focus(row) {
        this.state.focus = row.key;
        const items = [...this.tree.el.querySelectorAll("[role=treeitem]")];
        items.find((item) => item.dataset.key === row.key)?.focus();
    }
}
