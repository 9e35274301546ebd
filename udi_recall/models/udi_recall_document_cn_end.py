from odoo import models

from ..tools.document import section, table


class UdiRecallDocument(models.AbstractModel):
    """China: how far the plan is, and the evaluation at its end (Articles 20, 22)."""

    _inherit = "udi.recall.document"

    def _of_cn_status(self, recall, region):
        figures = recall._status_figures()
        yield from self._cn_head(recall, "CN-S")
        columns = (
            "接收者 / receivers",
            "应当通知 / to notify",
            "已通知 / notified",
            "自 / from (UTC)",
            "至 / until (UTC)",
        )
        names = {
            "must_answer": "负有召回工作联系责任 / with recall-contact responsibility",
            "others": "其他 / others",
        }
        yield table(
            "CN-S.6",
            "通知情况 / notified",
            columns,
            [
                (
                    names[key],
                    row["to_notify"],
                    row["notified"],
                    row["first"],
                    row["last"],
                )
                for key, row in figures["addressees"].items()
            ],
        )
        units = figures["units"]
        yield section(
            "CN-S.7",
            "应当召回数量、已完成数量 / to be recalled, done",
            f"应当召回 / to be recalled: {units['shipped']:g}\n"
            f"已完成 / done: {units['accounted']:g}\n{self._accounted_text(units)}",
        )
        yield section(
            "CN-S.8", "有效性检查情况 / effectiveness", self._checks_text(figures)
        )
        yield self._disposals_table(recall, "CN-S.9", "处理措施 / handling")
        yield section("CN-S.10", "尚需时间 / time still needed")
        yield section("CN-S.11", "其他 / other", optional=True)

    def _of_cn_summary(self, recall, region):
        figures = recall._status_figures()
        yield from self._cn_head(recall, "CN-Z")
        yield self._balance_table(
            recall,
            "CN-Z.6",
            "召回数量 / sums by country",
            "country",
            self._accounted_text(figures["units"]),
        )
        yield section(
            "CN-Z.7", "有效性检查 / effectiveness", self._checks_text(figures)
        )
        yield self._disposals_table(recall, "CN-Z.8", "处理情况 / handling")
        yield section(
            "CN-Z.9",
            "原因与预防 / cause and prevention",
            "\n".join(filter(None, (recall.cause, recall.prevention))),
        )
        yield section("CN-Z.10", "召回效果评价 / evaluated effect")
