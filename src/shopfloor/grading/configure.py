"""The course's nbgrader configuration, called by ``instructor/nbgrader_config.py``."""

from contextlib import suppress
from pathlib import Path

# The steps that marking cannot do without, in order. nbgrader's own come between them.
SANITIZE_STEPS = ["Repair", "Identify", "OverwriteCells", "CheckCellMetadata"]
AUTOGRADE_STEPS = ["ExecuteAs", "Mark", "SaveAutoGrades"]

CODE_STUB = "# Your work here"
TEXT_STUB = "*Write your answer here, in place of this line.*"


def configure(c, root):
    """Set up nbgrader for the course whose instructor folder is ``root``."""
    from nbconvert.preprocessors import ClearMetadataPreprocessor
    from nbgrader import preprocessors as nbg

    from shopfloor.grading.feedback import FeedbackExporter, FeedbackPage
    from shopfloor.grading.hand_marked import HandMarked
    from shopfloor.grading.identify import Identify
    from shopfloor.grading.kernels import ExecuteAs
    from shopfloor.grading.marking import Mark
    from shopfloor.grading.repair import Repair

    root = Path(root).resolve()
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = "shopfloor"
    c.CourseDirectory.release_directory = "../assignments"
    # Not where nbgrader looks by itself: if this configuration fails to load, nbgrader warns and goes on without
    # it, and then finds no gradebook that knows the assignment. So nothing is graded without the marking step.
    gradebook = root / "gradebook"
    with suppress(OSError):
        gradebook.mkdir(exist_ok=True)
    c.CourseDirectory.db_url = f"sqlite:///{gradebook / 'gradebook.db'}"
    c.CourseStep.root = str(root)

    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB
    c.GenerateAssignment.preprocessors = [
        nbg.IncludeHeaderFooter,
        nbg.LockCells,
        nbg.ClearSolutions,
        HandMarked,
        nbg.ClearOutput,
        nbg.CheckCellMetadata,
        nbg.ComputeChecksums,
        nbg.SaveCells,
        nbg.ClearHiddenTests,
        nbg.ClearMarkScheme,
        nbg.ComputeChecksums,
        nbg.CheckCellMetadata,
    ]

    c.OverwriteCells.add_missing_cells = True
    c.Autograde.sanitize_preprocessors = [
        Repair,
        Identify,
        nbg.ClearOutput,
        nbg.DeduplicateIds,
        nbg.OverwriteKernelspec,
        nbg.OverwriteCells,
        nbg.CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        ExecuteAs,
        Mark,
        nbg.IgnorePattern,
        ClearMetadataPreprocessor,
        nbg.LimitOutput,
        nbg.SaveAutoGrades,
        nbg.AssignLatePenalties,
        nbg.CheckCellMetadata,
    ]
    c.Exporter.optimistic_validation = True  # once after all steps, not after each of them
    # Nothing of a submission's kernel is worth waiting for once the notebook has run.
    c.ExecuteAs.shutdown_kernel = "immediate"

    # formgrader shows what a student wrote to the person who grades: as HTML that can do nothing.
    c.HTMLExporter.sanitize_html = True
    cleaned = "shopfloor.grading.clean_html"
    c.HTMLExporter.filters = {
        "markdown2html": f"{cleaned}.markdown",
        "clean_html": f"{cleaned}.clean",
        "without_others_scripts": f"{cleaned}.without_others_scripts",
    }
    c.HTMLExporter.template_file = str(Path(__file__).parent / "templates" / "formgrader" / "marking.html.j2")

    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [nbg.GetGrades, FeedbackPage]
