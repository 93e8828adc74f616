"""Every version of the feed contract there is; one more stands beside the others and touches none of them."""

from collections.abc import Mapping
from typing import Final

from rightstart.intake.contract import Contract
from rightstart.intake.contracts.v1_0 import V1_0

CONTRACTS: Final[Mapping[str, Contract]] = {one.version: one for one in (V1_0,)}
# By what a file is read for its stops where no agreement names a version.
LATEST: Final = V1_0
