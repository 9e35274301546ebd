from odoo import models

from ..tools.document import section

# Letter for letter as in the forms; they are never translated (forms.md 3.1-3.5)
EVALUATION = (
    "产品是否符合强制性标准、注册或者备案的技术要求 / requirements met",
    "是否发生过故障或者伤害 / malfunction or harm occurred",
    "现有使用环境下是否会造成伤害，文献、研究、检验能否解释 / can it harm",
    "伤害所涉及的地区范围和人群特点 / areas and people concerned",
    "对人体健康造成的伤害程度 / severity",
    "伤害发生的概率 / probability",
    "发生伤害的短期和长期后果 / short- and long-term consequences",
    "其他可能对人体造成伤害的因素 / other",
)


class UdiRecallDocument(models.AbstractModel):
    """China: the forms of Order 29, each to two authorities, with the UDI in them."""

    _inherit = "udi.recall.document"

    def _cn_head(self, recall, prefix):
        """Product, registration, maker, agent, contact: the head of each form."""
        devices = self._devices(recall)
        makers = self._makers(recall)
        yield section(
            f"{prefix}.1",
            "产品名称 / product name",
            self._joined(devices.mapped("generic_name") or devices.mapped("name"))
            or self._joined(devices.mapped("name")),
        )
        yield section(
            f"{prefix}.2",
            "注册证或备案凭证编码 / registration or filing number",
            self._papers(recall, ("cn_registration", "cn_filing")),
        )
        yield section(
            f"{prefix}.3",
            "生产企业 / manufacturer",
            self._joined(
                " ".join(filter(None, (maker.udi_name_zh, maker.name)))
                for maker in makers
            ),
        )
        yield section(
            f"{prefix}.4",
            "中国境内负责单位、负责人、联系方式 / agent in China, head, contact",
            self._chinese_agent(recall),
        )
        yield section(
            f"{prefix}.5",
            "召回工作联系人和联系方式 / recall contact",
            self._person(recall, "contact"),
        )

    def _chinese_agent(self, recall):
        """A maker in China is its own; others write who answers for them there."""
        firms = self._makers(recall) | recall.company_id.partner_id
        chinese = firms.filtered(lambda firm: firm.country_id.code == "CN")
        return "\n\n".join(self._who(firm) for firm in chinese)

    def _of_cn_event(self, recall, region):
        """Quantities are stock's own on the day of the decision."""
        number = self.env["udi.finding"]._number
        found = self._quantities_on(recall, recall.decided_at, "CN")
        yield from self._cn_head(recall, "CN-R")
        yield section("CN-R.6", "产品的适用范围 / intended use", self._purpose(recall))
        yield section(
            "CN-R.7",
            "涉及地区和国家 / areas and countries",
            self._joined(recall.consignee_ids.country_id.mapped("name")),
        )
        yield section(
            "CN-R.8",
            "涉及产品型号、规格、批次 / models, specifications, lots",
            self._models_and_lots(recall),
        )
        taken_in = [
            ("生产 / made", found["made"]),
            ("进口 / received", found["received"]),
            ("盘点 / taken in by count", found["counted"]),
        ]
        yield section(
            "CN-R.9",
            "涉及产品生产(或进口中国)数量 / quantity made or imported",
            "; ".join(f"{name}: {number(units)}" for name, units in taken_in if units),
        )
        yield section(
            "CN-R.10",
            "涉及产品在中国的销售数量 / quantity sold in China",
            number(found["sold_there"]),
        )
        yield self._lots_table(
            recall, "CN-R.11", "识别信息(如批号、UDI) / identification"
        )
        yield section("CN-R.12", "召回原因简述 / reason", recall.reason_text)
        yield section(
            "CN-R.13",
            "纠正行动简述(召回要求和处理方式) / corrective action",
            "\n".join(filter(None, (recall.instructions, recall.actions_by_firm))),
        )
        yield section(
            "CN-R.14",
            "报告单位(盖章)、负责人、报告人、报告日期 / seal, head, reporter, date",
            "\n".join(
                [
                    recall.company_id.name,
                    self._person(recall, "responsible"),
                    self.env.user.name,
                ]
            ),
        )
        yield self._cn_level(recall, region, "CN-R.15")
        yield self._cn_addressees(recall, region)

    def _cn_addressees(self, recall, region):
        """Two: the province, and who registered the product (Order 29 Article 16)."""
        rows = region or recall.region_ids.filtered(lambda row: row.code == "CN")
        names = dict.fromkeys(filter(None, rows.number_ids.mapped("authority")))
        return section(
            "CN-R.16",
            "报送 / sent to: province, and who registered the product",
            "\n".join(names) if len(names) > 1 else "",
        )

    def _cn_level(self, recall, region, code):
        rows = region or recall.region_ids.filtered(lambda row: row.code == "CN")
        level = rows.class_authority or rows.class_firm
        return section(code, "召回级别 / level", level)

    def _models_and_lots(self, recall):
        devices = self._devices(recall)
        lines = [
            self._joined(
                " ".join(filter(None, (each.model_number, each.catalog_number)))
                for each in devices
            )
        ]
        scope = recall.scope_line_ids.filtered(lambda line: not line.exclude)
        lines.append(self._joined(scope.mapped("display_name")))
        return "\n".join(filter(None, lines))

    def _of_cn_investigation(self, recall, region):
        yield from self._cn_head(recall, "CN-I")
        yield self._lots_table(recall, "CN-I.6", "型号、批次、UDI / models, lots, UDI")
        yield section("CN-I.7", "召回原因 / reason", recall.reason_text)
        yield section(
            "CN-I.8",
            "调查评估结果 / results of investigation and evaluation",
            "\n".join(filter(None, (recall.cause, recall.evaluation, recall.hazard))),
        )
        for place, heading in enumerate(EVALUATION, start=1):
            yield section(f"CN-I.9.{place}", heading)
        yield self._cn_level(recall, region, "CN-I.10")

    def _of_cn_plan(self, recall, region):
        number = self.env["udi.finding"]._number
        found = self._quantities_on(recall, recall.decided_at, "CN")
        figures = [
            (
                "生产或进口 / made or received",
                found["made"] + found["received"] + found["counted"],
            ),
            ("销售 / sold", found["sold"]),
            ("在中国销售 / sold in China", found["sold_there"]),
            ("拟召回 / to be recalled", recall.quantity_out),
        ]
        yield section(
            "CN-P.1",
            "生产销售情况及拟召回数量 / made, sold, to be recalled",
            "\n".join(f"{name}: {number(units)}" for name, units in figures),
        )
        yield section(
            "CN-P.2",
            "召回措施：组织、范围、时限 / organisation, scope, time limits",
            "\n".join(
                filter(
                    None,
                    (
                        self._person(recall, "responsible", "contact"),
                        recall.summary,
                        recall.instructions,
                        recall.reply_by and str(recall.reply_by),
                    ),
                )
            ),
        )
        yield section(
            "CN-P.3", "召回信息的公布途径与范围 / ways and range of publication"
        )
        yield section(
            "CN-P.4",
            "召回的预期效果 / expected effect",
            recall.check_level
            and self.env._(
                "Effectiveness checks of level %(level)s, %(attempts)s attempts.",
                level=recall.check_level,
                attempts=recall.attempts,
            ),
        )
        yield section(
            "CN-P.5",
            "召回后的处理措施 / handling afterwards",
            "\n".join(filter(None, (recall.actions_by_firm, recall.prevention))),
        )
