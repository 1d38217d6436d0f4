"""What can go wrong for a person's reason; the command line prints the message and exits with 1.

EntenteError
├── ClusterError      the machines that were to do the work cannot be reached
├── EvaluationError   a gold folder or a run's tables cannot be read
├── GazetteerError    a user's gazetteer has mistakes
├── FilterError       what was asked to be kept does not exist
├── MissingExtraError  a library of an extra is not installed
├── OutputError       results cannot be written
├── ResultsError      results cannot be read back
├── RuleError         rule files have mistakes
└── WorkerError       the processes that analyse cannot be started
"""


class EntenteError(Exception):
    """A mistake that the message, in French, lets a person mend."""


class ClusterError(EntenteError):
    """There is no cluster where one was to be, or its machines hold another version of the program."""


class EvaluationError(EntenteError):
    """A gold folder or a run's tables are missing or not as documented."""


class FilterError(EntenteError):
    """A filter names an actor, a period or a type that there is not."""


class GazetteerError(EntenteError):
    """A user's gazetteer with mistakes; `problems` lists them all, each with its file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class MissingExtraError(EntenteError):
    """Something needs a library that only an extra of the package installs."""


class OutputError(EntenteError):
    """The output folder cannot be written to."""

    @classmethod
    def of(cls, folder: object, error: OSError) -> "OutputError":
        """What the system said of a folder."""
        return cls(f"impossible d'écrire dans « {folder} » : {error.strerror or error}")


class ResultsError(EntenteError):
    """A folder of results is missing a file, or has one that `entente run` did not write."""


class RuleError(EntenteError):
    """Rule files with mistakes; `problems` lists them all, each with its file and rule."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class WorkerError(EntenteError):
    """The processes that analyse articles die before they have begun."""
