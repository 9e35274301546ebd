"""Another addon adds a regulator of its own, and the frame serves it."""

import re
from pathlib import Path

from environment import process
from environment.templates import lean_template

HERE = Path(__file__).parent / "further"
RAN = re.compile(r" 0 failed, 0 error\(s\) of (\d+) tests")


def test_a_regulator_of_another_addon(house, database):
    name = database(lean_template(house, ["udi_regulatory_export"]))
    places = ",".join(str(place) for place in [*house.addons_path(), HERE])
    said = process.quiet(
        house.command(
            *("-d", name, f"--addons-path={places}", "-i", "udi_further"),
            *("--test-tags", "/udi_further", "--stop-after-init", "--no-http"),
            "--skip-auto-install",
        ),
        what="The addon with a regulator of its own",
        env=house.environment() | {"UDI_TEST_DATABASE": name},
    )
    (ran,) = RAN.findall(said)
    assert int(ran) == 6
