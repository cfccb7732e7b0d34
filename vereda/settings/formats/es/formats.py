"""163,469 and 1.5: what Django calls Spanish is Spain's, where a comma parts the decimals. Read wrongly, it is a thousandfold."""

from __future__ import annotations

THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
NUMBER_GROUPING = 3
