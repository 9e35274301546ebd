"""The files the story leaves: notices of the recall, messages to regulators."""

import re

from .stage import expect

REGULATORS = ("gudid", "eudamed", "nmpa")


def write_notices(stage, consignees):
    """Each consignee's notice: paper, sheet, workbook, JSON; the files' names."""
    names = []
    for consignee in consignees:
        files = consignee.sudo().message_ids._files()
        expect(files, f"{consignee.partner_id.name} has no notice")
        for file in files:
            kind = file.name.rpartition(".")[2]
            plain = re.sub(r"\W+", "-", consignee.partner_id.name).lower()
            names.append(stage.write(f"notice-{plain}.{kind}", file.raw))
    return names


def export_device(stage, device):
    """Build what each regulator would get; returns one line a regulator."""
    env = stage.as_user("officer")
    registrations = env["udi.registration"].search([("device_id", "=", device.id)])
    found = set(registrations.mapped("regulator"))
    expect(found == set(REGULATORS), f"{device.name} is registered at {sorted(found)}")
    told = []
    for submission in env["udi.submission"]._build(registrations):
        files = submission.file_ids
        expect(files, f"nothing was built for {submission.regulator}")
        for file in files:
            stage.write(f"{submission.regulator}-{file.name}", file.attachment_id.raw)
        told.append(_line(submission))
    return "\n".join(told)


def _line(submission):
    """How one submission stands, with its first finding in words."""
    rows = submission.line_ids.registration_id.finding_rows or []
    name = submission._fields["regulator"].convert_to_export(
        submission.regulator, submission
    )
    files, found = len(submission.file_ids), len(rows)
    text = f"{name}: {files} {'file' if files == 1 else 'files'}, "
    text += f"{found} {'finding' if found == 1 else 'findings'}"
    return f"{text}\n  {rows[0]['sentence']}" if rows else text
