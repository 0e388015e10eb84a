"""The rooms behind the verbs, imported by a worker while nobody waits: that takes longer than most verbs.

They are named as words because importing them here would be the very wait they are to spare; tests hold the names to
what `Workspace` and the pages import when first asked (`ui/rooms.py` names the pages alike).
"""

# In the order in which a morning asks for them; each brings what it stands on: reportlab, numpy, the solver.
ROOMS = (
    "desktop.workspace.consents",
    "desktop.workspace.papers",
    "desktop.workspace.preview",
    "desktop.documents.consent_form",
    "desktop.workspace.planning",
    "desktop.matching",
    "desktop.workspace.explaining",
    "desktop.workspace.roster",
    "desktop.workspace.importing",
    "desktop.workspace.outcomes",
    "desktop.workspace.sharing",
)
