"""The pieces that letters are made of, for putting together in any order."""

from functools import cache

from benchmarks.letters import letters

FRAGMENTS = (
    *(
        "section ",
        "Section 31(1)(a)&(b)",
        "S24(2)",
        "s.40 (2)",
        "31",
        "99",
        "(1)",
        "(a)",
        "(i)",
        "(",
        ")",
    ),
    *(
        "Regulation 12(5)(b)",
        "section 31(a)",
        "section 40(2)(a)(b) and (3)(a)(i)(ii)(b)",
        "&",
        " and ",
    ),
    *(
        "1. ",
        "2) ",
        "Q3",
        "Q4a ",
        "5/",
        "a) ",
        "i. ",
        "(ii) ",
        "Question 6: ",
        "Request 7\n",
        "- ",
        "• ",
    ),
    *(
        "12. ",
        "0. ",
        "999) ",
        "Q's 1, 2 and 3",
        "questions 1-4",
        "Questions 9 - 3",
        "4a & 4b",
        "Response 2:",
    ),
    *(
        "01.FOI.23.000123",
        "412/25",
        "616 - 25",
        "F-2019-00123",
        "Reference: ",
        "Our ref: 23/05/1234",
    ),
    *(
        "received on ",
        "20th February 2023",
        "31/02/2023",
        "12^th July 2019",
        "2023-13-45",
        "Date: 29/07/25",
    ),
    *(
        "from 2016 to 2022",
        "January 2023-",
        "since ",
        "in the last 12 months",
        "between May 2021 and ",
    ),
    *(
        "no information is held",
        "neither confirm nor deny",
        "disclose",
        "in full",
        "cost",
        "exempt under ",
    ),
    *(
        "\n",
        "\n\n",
        "\n \n",
        " ",
        "",
        "\t",
        "\u00a0",
        "…",
        "“",
        "’",
        "–",
        "\x0c",
        "£12,345.67",
        ">1000",
    ),
    *(
        "Freedom of Information Act 2000",
        "(Scotland) Act 2002",
        "Metropolitan Police Service",
        "?",
        ".",
        ";",
    ),
)


@cache
def sentences() -> tuple[str, ...]:
    """Return every line of some invented letters, each once."""
    found = (
        line for letter in letters(60, seed=1) for line in letter.text.splitlines(keepends=True)
    )
    return tuple(dict.fromkeys(found))
