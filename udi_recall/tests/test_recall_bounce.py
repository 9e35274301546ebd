from odoo.tests import tagged

from .notice_case import NoticeCase

BOUNCE = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.example>
To: bounce@maker.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
    boundary="BORDER"
Message-Id: <returned-1@mail.example>
Date: Sun, 22 Nov 2026 10:00:00 +0000

--BORDER
Content-Type: text/plain; charset=us-ascii

The address does not exist.

--BORDER
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--BORDER
Content-Type: message/rfc822

Return-Path: <bounce@maker.example>
From: recalls@maker.example
To: {address}
Subject: URGENT
Message-Id: {key}

Body
--BORDER--
"""


@tagged("post_install", "-at_install")
class TestRecallBounce(NoticeCase):
    """Mail that comes back finds its notice, through Odoo's own gateway."""

    def test_it_comes_back(self):
        recall = self._sent()
        message = self._message(recall, self.anna)
        self.env["mail.thread"].message_process(
            False,
            BOUNCE.format(
                address="quality@st.example", key=message.sudo().mail_id.message_id
            ),
        )
        self.assertEqual(message.state, "bounced")
        self.assertIn("quality@st.example", message.failure)
        consignee = self._consignee(recall, self.anna)
        self.assertEqual(consignee.notice_state, "bounced")
        self.assertEqual(recall.notice_lost_count, 1)
        self.assertIn("St Anna Hospital", recall.activity_ids.summary)
        self.assertEqual(self._message(recall, self.nord).state, "sent")
