"""Every code of a file that was read has a sentence, and every sentence a code."""

import re

from odoo.tests import TransactionCase, tagged

from ..formats import snapshot, xml_mend, xml_safety
from ..formats.eudamed import answer_reason, reading
from ..models.reading_sentences import ANSWERED, MENDED, REFUSED

PARAMETER = re.compile(r"%\((\w+)\)s")
GIVEN = {"count", "value", "place"}


@tagged("post_install", "-at_install")
class TestReadingSentences(TransactionCase):
    def test_every_code_has_a_sentence(self):
        refused = xml_safety.CODES | reading.CODES | snapshot.CODES
        self.assertEqual(set(REFUSED), set(refused))
        self.assertEqual(set(MENDED), set(xml_mend.CODES))
        self.assertEqual(set(ANSWERED), set(answer_reason.REASONS))

    def test_sentences_take_what_the_code_gives(self):
        refused = xml_safety.CODES | reading.CODES | snapshot.CODES
        for code, sentence in REFUSED.items():
            known = set(PARAMETER.findall(refused[code]))
            self.assertLessEqual(set(PARAMETER.findall(str(sentence))), known, code)
        for sentences in (MENDED, ANSWERED):
            for code, sentence in sentences.items():
                told = set(PARAMETER.findall(str(sentence)))
                self.assertLessEqual(told, GIVEN, code)

    def test_sentences_are_short_and_plain(self):
        for sentences in (REFUSED, MENDED, ANSWERED):
            for code, sentence in sentences.items():
                for each in str(sentence).split(". "):
                    self.assertLessEqual(len(each.split()), 20, code)
                self.assertNotRegex(str(sentence), r"(?i)invalid|illegal|mismatch")
