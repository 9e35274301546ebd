from . import test_island
