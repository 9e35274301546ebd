import {KanbanController} from "@web/views/kanban/kanban_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {registry} from "@web/core/registry";

/** Cards without a search box: what is scanned here is looked up, not searched. */
export class OverviewController extends KanbanController {
    get display() {
        const display = super.display;
        const controlPanel = {...display.controlPanel, layoutActions: false};
        return {...display, controlPanel};
    }
}

registry.category("views").add("udi_overview", {
    ...kanbanView,
    Controller: OverviewController,
    searchMenuTypes: [],
});
