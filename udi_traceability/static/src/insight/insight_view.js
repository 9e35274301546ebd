import {Domain} from "@web/core/domain";
import {registry} from "@web/core/registry";
import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {graphView} from "@web/views/graph/graph_view";
import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {pivotView} from "@web/views/pivot/pivot_view";

/** A sum opens the rows that it sums up; a mean the rows of its group. */
function rowsOf(measure, {fields}, domain) {
    if (fields[measure]?.aggregator !== "sum") {
        return domain;
    }
    return Domain.and([domain, [[measure, "!=", false]]]).toList({});
}

export class InsightPivotRenderer extends PivotRenderer {
    onOpenView(cell, ...rest) {
        this.opened = cell.measure;
        super.onOpenView(cell, ...rest);
    }

    openView(domain, ...rest) {
        super.openView(rowsOf(this.opened, this.model.metaData, domain), ...rest);
    }
}

export class InsightGraphRenderer extends GraphRenderer {
    openView(domain, ...rest) {
        const {metaData} = this.model;
        super.openView(rowsOf(metaData.measure, metaData, domain), ...rest);
    }
}

const views = registry.category("views");
views.add("udi_insight_pivot", {...pivotView, Renderer: InsightPivotRenderer});
views.add("udi_insight_graph", {...graphView, Renderer: InsightGraphRenderer});
