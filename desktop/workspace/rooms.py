"""The rooms behind the verbs, imported by a worker while nobody waits: that takes longer than most verbs."""

# In the order in which a morning asks for them; each brings what it stands on: reportlab, numpy, the solver.
ROOMS = (
    "desktop.workspace.consents",
    "desktop.workspace.papers",
    "desktop.workspace.preview",
    "desktop.documents.consent_form",
    "desktop.workspace.planning",
    "desktop.matching",
    "desktop.workspace.explaining",
    "desktop.workspace.importing",
    "desktop.workspace.outcomes",
    "desktop.workspace.sharing",
)
