"""Every error that this package raises on purpose.

* KgError
    * UsageError: the command was asked for something that cannot be
        * UnknownQueryError
        * UnknownMeasureError
        * UnknownNetworkError
        * UnknownChartError
        * ParameterError
        * MappingError: a declared mapping of a table names what is not there
        * UnknownSeriesError: no study at hand has a series of that name
        * PeriodError: what was given as a period is none
        * RespondentError: no letter is written to an authority, such as one that need not answer
        * NotComparableError: figures were to be added up that do not add up
    * SourceError: a document cannot be read as what it claims to be
        * UnreadableSourceError
        * NoTextError
        * NotEnglishError
        * NotADisclosureError
            * UnmappedTableError: a table looks like deployments; its headings are not known
        * AddressError: an address may not be asked, or gave no document
        * SheetError: a person's own sheet, or a row of it, cannot be taken
    * RecordError: a record or another file of a study is broken
        * UnknownCodeError
        * ExistingRecordError
    * QueryError: a query file or a query from outside cannot be used
        * QuerySyntaxError
        * QueryRefusedError
        * UnwritableError: its result has no place in the format that was asked for
        * MissingHeaderError
        * EndpointError
    * UnseenQuestionsError: a series is known, and nobody has seen what it asks
    * StudyError: a folder is no study, or a study cannot be made there
    * StoreError
        * UnknownGraphError: a graph that should be changed is not there
        * PreconditionError: a change was asked for on a condition that does not hold
        * NoGenerationError
        * GenerationRejectedError: a new generation broke the shapes; the old one stays
    * LimitError: an answer would have cost more than is given to one query
        * QueryTimeoutError
        * QueryMemoryError
        * ResultTooLargeError
        * QueryStoppedError: somebody who looks after the server stopped it
        * TooManyQueriesError: the client has too many under way
        * BusyError: all who answer are taken
        * ReaderError: the process that answered ended, and no limit tells why
    * FaultError: this program failed on a document, where it should have read or refused it
    * ExtraError: packages that an optional part of the program needs are not installed
    * DrawingError: the program that draws did not come to its end
    * ShapesError: the shapes cannot be used; that data break them is a finding, not an error
    * EngineError: the engine that validates did not come to its end

A message says where, what was found, and how to mend it.  The command line
prints it and leaves with ``exit_status``; the server sends it as a problem
document whose type ends in ``code``.  Anything else that escapes is a bug.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence


class KgError(Exception):
    """Base of them all: catch it at the edge, print the message, leave with ``exit_status``."""

    code = "error"
    exit_status = 4
    http_status = 500
    title = "The request could not be answered"

    def __reduce__(self) -> tuple[object, ...]:
        """Tell how to make it again in another process, whatever its class is made from."""
        return _again, (type(self), str(self), dict(self.__dict__))


def _again(kind: type[KgError], message: str, members: dict[str, object]) -> KgError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(members)
    return error


class UsageError(KgError):
    """The command or request was asked for something that cannot be."""

    code = "usage"
    exit_status = 2
    http_status = 400
    title = "The request cannot be understood"


class UnknownQueryError(UsageError):
    """No named query has that name, and no file either."""

    code = "unknown-query"
    http_status = 404
    title = "There is no query of that name"

    def __init__(self, name: str, *, near: Iterable[str] = ()) -> None:
        self.name = name
        close = " or ".join(f"'{other}'" for other in near)
        hint = f"did you mean {close}? " if close else ""
        super().__init__(
            f"'{name}' is neither a named query nor a file; {hint}'kg queries' lists all names"
        )


def _near(name: str, names: Sequence[str]) -> str:
    """Return which of *names* may be meant, ready to stand in a message; empty for none."""
    inside = [one for one in names if name and name in one]
    near = dict.fromkeys((*inside, *difflib.get_close_matches(name, names, cutoff=0.4)))
    close = " or ".join(f"'{other}'" for other in [*near][:3])
    return f"did you mean {close}? " if close else ""


class UnknownMeasureError(UsageError):
    """No measure has that name."""

    code = "unknown-measure"
    http_status = 404
    title = "There is no measure of that name"

    def __init__(self, name: str, *, known: Iterable[str]) -> None:
        self.name = name
        names = list(known)
        hint = _near(name, names) or f"there are {', '.join(names)}; "
        super().__init__(
            f"'{name}' is no measure; {hint}'kg measure', and /measures of a server, tell of all"
        )


class UnknownNetworkError(UsageError):
    """No network has that name."""

    code = "unknown-network"
    http_status = 404
    title = "There is no network of that name"

    def __init__(self, name: str, *, known: Iterable[str]) -> None:
        self.name = name
        names = list(known)
        super().__init__(
            f"'{name}' is no network; {_near(name, names)}there are {', '.join(names)}"
        )


class UnknownChartError(UsageError):
    """No chart has that name."""

    code = "unknown-chart"
    http_status = 404
    title = "There is no chart of that name"

    def __init__(self, name: str, *, known: Iterable[str]) -> None:
        self.name = name
        names = list(known)
        super().__init__(
            f"'{name}' is no chart; {_near(name, names)}it is one of {', '.join(names)}"
        )


class NotComparableError(UsageError):
    """Figures were to be added up, or averaged, that do not add up."""

    code = "not-comparable"
    http_status = 409
    title = "The figures do not add up"

    def __init__(self, what: str, reasons: Mapping[str, str]) -> None:
        self.reasons = tuple(reasons)
        told = "; ".join(f"{code} ({between})" for code, between in reasons.items())
        super().__init__(
            f"{what}: the figures do not add up: {told}; "
            "leave cells out, or name each reason in 'despite' and say so beside the result"
        )


class ParameterError(UsageError):
    """A value given for a query's parameter cannot be used."""

    code = "parameter"
    title = "A parameter cannot be used"


class MappingError(UsageError):
    """A declared mapping of a table is broken, or names what the table does not have."""

    code = "mapping"
    title = "The mapping of the table cannot be used"


class UnknownSeriesError(UsageError):
    """The study has no series of that name."""

    code = "unknown-series"
    http_status = 404
    title = "There is no series of that name"


class PeriodError(UsageError):
    """What was given as a period is none, or one is needed and was not given."""

    code = "period"
    title = "The period cannot be used"


class RespondentError(UsageError):
    """No letter is written to an authority: it need not answer, or answers under another law."""

    code = "respondent"
    title = "The authority cannot be asked so"


class UnseenQuestionsError(KgError):
    """A series is known by name, and nobody who made the study has seen its questions."""

    code = "unseen-questions"
    title = "Nobody has seen the questions"


class SourceError(KgError):
    """A document cannot be read as what it claims to be."""

    code = "source"
    exit_status = 3
    http_status = 422
    title = "The document cannot be read"


class UnreadableSourceError(SourceError):
    """The bytes are not a document of a kind that can be read."""

    code = "unreadable-source"


class NoTextError(SourceError):
    """The document is readable but holds no words."""

    code = "no-text"


class NotEnglishError(SourceError):
    """The document is in a language that the extractors cannot read."""

    code = "not-english"


class NotADisclosureError(SourceError):
    """The document is neither a reply to a request nor a deployment record."""

    code = "not-a-disclosure"


class AddressError(SourceError):
    """An address may not be asked, cannot be reached, or gave no document."""

    code = "address"


class UnmappedTableError(NotADisclosureError):
    """A table looks like deployments, and its headings are not known; a mapping is proposed."""

    code = "unmapped-table"


class SheetError(SourceError):
    """A person's own sheet, or a row of it, cannot be taken as it is."""

    code = "sheet"
    title = "The sheet cannot be taken"


class RecordError(KgError):
    """A record or another file of a study is broken; the message gives line and column."""

    code = "record"
    exit_status = 3
    title = "A record of the study is broken"


class UnknownCodeError(RecordError):
    """A record uses a code that the code lists do not have."""

    code = "unknown-code"


class ExistingRecordError(RecordError):
    """A record would be written over another one."""

    code = "existing-record"
    exit_status = 4


class QueryError(KgError):
    """A query file or a query from outside cannot be used."""

    code = "query"
    exit_status = 2
    http_status = 400
    title = "The query cannot be used"


class QuerySyntaxError(QueryError):
    """The text is not SPARQL 1.1; carries the place.

    Line and column count from 1, in characters of the text that was sent.
    """

    code = "query-syntax"
    title = "The query is not SPARQL 1.1"

    def __init__(self, *, where: str, line: int | None, column: int | None, expected: str) -> None:
        self.line = line
        self.column = column
        place = where if line is None else f"{where}, line {line}, column {column}"
        super().__init__(f"{place}: {expected}; mend the query there and run it again")


class QueryRefusedError(QueryError):
    """The query asks for something that this store does not do, such as SERVICE."""

    code = "query-refused"
    title = "The query asks for something that is not done here"


class UnwritableError(QueryError):
    """The result of a query holds what the format asked for has no way to write."""

    code = "unwritable"
    http_status = 406
    title = "The result cannot be written in this format"


class MissingHeaderError(QueryError):
    """A query file lacks a line of its header."""

    code = "missing-header"
    exit_status = 4
    http_status = 500


class EndpointError(QueryError):
    """A remote endpoint could not be reached or did not answer with a result."""

    code = "endpoint"
    exit_status = 4
    http_status = 502


class UnexpectedRowsError(QueryError):
    """A query has an answer, and its rows are not those that it promises."""

    code = "unexpected-rows"
    exit_status = 4
    http_status = 409
    title = "The dataset is not what the page needs"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}; what was asked holds no data of this ontology, or some that breaks its "
            "shapes: ask another place, or run 'kg validate' on the data and mend them there"
        )


class StudyError(KgError):
    """A folder is no study, or a study cannot be made there."""

    code = "study"
    exit_status = 2


class StoreError(KgError):
    """The generations of a study cannot be used."""

    code = "store"


class UnknownGraphError(StoreError):
    """There is no graph of that name in a dataset that may be written."""

    code = "unknown-graph"
    http_status = 404
    title = "There is no such graph"


class PreconditionError(StoreError):
    """A change was asked for only if something holds that does not (RFC 9110, 13.1)."""

    code = "precondition-failed"
    http_status = 412
    title = "The condition of the request does not hold"


class NoGenerationError(StoreError):
    """The study has no current generation yet, or not the one that is asked for."""

    code = "no-generation"
    http_status = 503
    title = "There is no such generation"


class GenerationRejectedError(StoreError):
    """A new generation broke the shapes; the current one stays.

    ``report`` is the whole report in words, one finding a paragraph.
    """

    code = "generation-rejected"
    exit_status = 1

    def __init__(self, violations: int, *, report: str) -> None:
        self.violations = violations
        self.report = report
        noun = "violation" if violations == 1 else "violations"
        super().__init__(
            f"{violations} {noun}: the new generation was not made current and the old one stays; "
            "mend what the report above names and build again"
        )


class LimitError(KgError):
    """An answer would have cost more than is given to one query; nothing of it is sent.

    ``retry_after`` tells after how many seconds to ask again, where that may help.
    """

    code = "limit"
    http_status = 503
    title = "The query costs more than is given to one"
    retry_after: int | None = None


class QueryTimeoutError(LimitError):
    """The query ran as long as it may."""

    code = "query-timeout"
    http_status = 504
    title = "The query took too long"


class QueryMemoryError(LimitError):
    """The query needed more memory than a reader has."""

    code = "query-memory"
    http_status = 507
    title = "The query needs too much memory"


class ResultTooLargeError(LimitError):
    """The result has more rows or bytes than are given out."""

    code = "result-too-large"
    http_status = 507
    title = "The result is too large"


class QueryStoppedError(LimitError):
    """Somebody who looks after the server stopped the query, or the server is stopping."""

    code = "query-stopped"
    title = "The query was stopped"


class TooManyQueriesError(LimitError):
    """The client has as many queries under way as one may have."""

    code = "too-many-queries"
    http_status = 429
    title = "Too many queries at once"
    retry_after = 1


class BusyError(LimitError):
    """All readers are taken by long queries, and enough others wait."""

    code = "busy"
    title = "The server is busy"
    retry_after = 5


class ReaderError(LimitError):
    """The process that answered ended by itself, such as on a query too deep for the engine."""

    code = "reader"
    http_status = 502
    title = "The query ended the process that answered it"


class FaultError(KgError):
    """This program failed on a document, where it should have read or refused it.

    The other documents are read all the same.
    """

    code = "fault"
    title = "The program failed on a document"


class ExtraError(KgError):
    """An optional part of the program was asked for, and the packages that it needs are missing."""

    code = "extra"
    http_status = 501
    title = "What was asked for is not installed here"


class DrawingError(KgError):
    """The program that draws did not come to its end."""

    code = "drawing"
    title = "The picture could not be made"


class ShapesError(KgError):
    """The shapes cannot be used, so nothing was validated."""

    code = "shapes"
    title = "The shapes cannot be used"

    def __init__(self, reason: str, *, where: str) -> None:
        super().__init__(f"{where}: {reason}; mend the shapes there and validate again")


class EngineError(KgError):
    """The engine that validates did not come to its end, so nothing can be said of the data."""

    code = "engine"
    title = "Validation did not come to its end"

    def __init__(self, reason: str, *, engine: str, other: str) -> None:
        super().__init__(
            f"{engine} did not come to its end ({reason}), so nothing is said of the data; "
            f"validate fewer files or shapes at a time, or let {other} do it with --engine"
        )
