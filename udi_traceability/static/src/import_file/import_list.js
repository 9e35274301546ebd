import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {FileUploader} from "@web/views/fields/file_handler";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";

/** The list of imports: a file is taken here, in one click. */
export class UdiImportController extends ListController {
    static template = "udi_traceability.ImportList";
    static components = {...ListController.components, FileUploader};

    setup() {
        super.setup();
        this.importOrm = useService("orm");
        this.importAction = useService("action");
    }

    async onFile({name, data}) {
        const action = await this.importOrm.call("udi.import", "action_upload", [
            [],
            [{name, content: data}],
        ]);
        return this.importAction.doAction(action);
    }
}

registry.category("views").add("udi_import_list", {
    ...listView,
    Controller: UdiImportController,
});
