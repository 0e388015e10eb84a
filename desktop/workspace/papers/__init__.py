"""Papers at the desk: which records go on which paper, and where the files lie; file names say nothing of anybody."""

from desktop.workspace.papers.order import LISTS, Paper, PaperOrder, Variant, Welcomed
from desktop.workspace.papers.papers import Papers
from desktop.workspace.papers.printing import Made, Make, Printed, PrintJob, print_job, write_paper

__all__ = [
    "LISTS",
    "Made",
    "Make",
    "Paper",
    "PaperOrder",
    "Papers",
    "PrintJob",
    "Printed",
    "Variant",
    "Welcomed",
    "print_job",
    "write_paper",
]
