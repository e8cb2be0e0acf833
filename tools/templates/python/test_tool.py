import unittest

import tool


class Test(unittest.TestCase):
    def test_equations_get_a_proposal_and_nothing_else_does(self):
        self.assertEqual(len(tool.tactics("2 + 2 = 4")), 1)
        self.assertEqual(tool.tactics("0 < 1"), [])
        self.assertEqual(tool.length("∀ x"), 3)
