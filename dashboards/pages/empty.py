"""What stands on a page when a release has nothing for it: one full sentence instead of an empty chart.

Belongs here: only that. Does not belong here: small counts (disclosure.py), which are something else than no data.
"""

from dashboards.blocks import Terms
from dashboards.sheet import Sheet


def nothing(sheet: Sheet) -> Terms:
    """Return the block that says there are no figures yet."""
    t = sheet.desk.texts
    return Terms("leeg", t("algemeen.leeg_titel"), t("algemeen.leeg"), [])
