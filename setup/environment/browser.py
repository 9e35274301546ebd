"""The programs that show: Chromium for screens, wkhtmltopdf for papers."""

import shutil

from .apt import install
from .report import step

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium():
    """The path of a Chromium; a browser test without one would be skipped."""
    with step("Chromium"):
        for name in CHROMIUM:
            if found := shutil.which(name):
                return found
        return install(
            ["chromium", "fonts-dejavu-core"],
            program="chromium",
            why="the browser tests drive it",
        )


def wkhtmltopdf():
    """The path of wkhtmltopdf, which Odoo prints its PDF files with."""
    with step("wkhtmltopdf"):
        return install(
            ["wkhtmltopdf"], program="wkhtmltopdf", why="Odoo prints PDF with it"
        )
