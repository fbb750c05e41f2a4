"""What breaks each shape, and what looks as if it did and is right.

A case is a snippet of Turtle in a namespace of its own.
"""

import re
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg import vocabulary

HERE = Path(__file__).resolve().parent
CASES = "https://example.org/case/"
SHA = "0" * 64
LONG = "x" * 601

BROKEN = {
    # request
    "InformationRequest-reference": (
        ":x a fg:InformationRequest ; fg:reference '' .",
        "as printed",
    ),
    "InformationRequest-respondent": (
        ":x a fg:InformationRequest ; fg:respondent force:metropolitian .",
        "code of the scheme 'force'",
    ),
    "InformationRequest-madeUnder": (
        ":x a fg:InformationRequest ; fg:madeUnder regime:foi .",
        "code of the scheme 'regime'",
    ),
    "InformationRequest-refines": (
        ":x a fg:InformationRequest ; fg:refines :gone .",
        "mostly missing from the record",
    ),
    "InformationRequest-precedingStep": (
        ":x a fg:InformationRequest ; fg:precedingStep :gone .",
        "or take 'follows' out",
    ),
    "InformationRequest-reviewOf": (
        ":x a fg:InformationRequest ; fg:reviewOf :gone .",
        "or take 'reviews' out",
    ),
    "InformationRequest-hasQuestion": (
        ":x a fg:InformationRequest ; fg:hasQuestion :gone .",
        "misspelt under 'asks-again'",
    ),
    "InformationRequest-excludesQuestion": (
        ":x a fg:InformationRequest ; fg:excludesQuestion :gone .",
        "misspelt under 'excludes'",
    ),
    "InformationRequest-receivedOn": (
        ":x a fg:InformationRequest ; fg:receivedOn '2023-02' .",
        "a whole date",
    ),
    "InformationRequest-sentOn": (
        ":x a fg:InformationRequest ; fg:sentOn '2026-10-01'^^xsd:date , '2026-10-02'^^xsd:date .",
        "two requests share a reference",
    ),
    "InformationRequest-acknowledgedOn": (
        ":x a fg:InformationRequest ; fg:acknowledgedOn 'October' .",
        "acknowledged on at most one day",
    ),
    "InformationRequest-dueOn": (
        ":x a fg:InformationRequest ; fg:dueOn '2026-10-29'^^xsd:date , '2026-11-05'^^xsd:date .",
        "takes the place of the first",
    ),
    "InformationRequest-earliestDueOn": (
        ":x a fg:InformationRequest ; fg:earliestDueOn '2026-10' .",
        "never written by hand",
    ),
    "InformationRequest-answeredOn": (
        ":x a fg:InformationRequest ; fg:answeredOn 2026 .",
        "at most one day, a whole date",
    ),
    "InformationRequest-requestState": (
        ":x a fg:InformationRequest ; fg:requestState request-state:overdue .",
        "is no state: leave it at 'awaiting'",
    ),
    "InformationRequest-seriesName": (
        ":x a fg:InformationRequest ; fg:seriesName '' .",
        "may stand alone",
    ),
    "InformationRequest-page": (
        ":x a fg:InformationRequest ; foaf:page 'www.example.org/request' .",
        "with https://, under 'links'",
    ),
    "InformationRequest-sentFirst": (
        """:x a fg:InformationRequest ; fg:sentOn '2026-12-10'^^xsd:date ;
           fg:receivedOn '2026-10-12'^^xsd:date .""",
        "mostly swapped in the sheet",
    ),
    # tracking
    "TrackingSheet-hasVersion": (":x a fg:TrackingSheet .", "let 'kg track FILE' read"),
    "TrackingSheet-publishedBy": (
        ":x a fg:TrackingSheet ; fg:publishedBy force:essex .",
        "the word of the person who asked",
    ),
    "Coding-onRequest": (":x a fg:Coding .", "exactly one request"),
    "Coding-onAnswer": (":x a fg:Coding ; fg:onAnswer :gone .", "not recorded yet"),
    "Coding-codedAs": (":x a fg:Coding ; fg:codedAs :gone .", "stand in its codes/"),
    "Coding-note": (":x a fg:Coding ; fg:note '' .", "not empty"),
    "Coding-ruledOn": (":x a fg:Coding ; fg:ruledOn '2026' .", "exactly one day"),
    "Coding-ruledBy": (":x a fg:Coding .", "never by name"),
    "Coding-saysSomething": (":x a fg:Coding .", "a code or a note"),
    "Private-note-words": (
        ":x fg:note 'chased at foi@force.example.org' .",
        "out of the sheet",
    ),
    "InformationRequest-dueByCalendar": (
        """:x fg:dueOn '2023-03-20'^^xsd:date ; fg:statutoryDueOn '2023-03-21'^^xsd:date .""",
        "is not the one that the law's days and calendar give",
    ),
    # the clock of a law
    "Calendar-firstYear": (
        ":x a fg:Calendar ; fg:firstYear 2024 ; fg:lastYear 2023 .",
        "not after the last",
    ),
    "Calendar-lastYear": (":x a fg:Calendar ; fg:firstYear 2024 .", "up to which year"),
    "Calendar-nonWorkingDay": (
        ":x a fg:Calendar ; fg:nonWorkingDay '17 March 2023' .",
        "year, month and day",
    ),
    "Regime": (":x a fg:Regime ; fg:responseDays 20 .", "names the calendar"),
    "Regime-calendar": (
        ":x a fg:Regime ; fg:calendar calendar:scotland , calendar:united-kingdom .",
        "one calendar",
    ),
    "Regime-responseDays": (":x a fg:Regime ; fg:responseDays 0 .", "at least 1"),
    "Regime-reviewDays": (
        ":x a fg:Regime ; fg:reviewDays 40 ; fg:reviewDaysAtMost 20 .",
        "no more than the longest",
    ),
    "Regime-reviewDaysAtMost": (
        ":x a fg:Regime ; fg:reviewDaysAtMost '40 days' .",
        "longest for a review",
    ),
    "Regime-reviewRequestDays": (":x a fg:Regime ; fg:reviewRequestDays 0 .", "asked for within"),
    # templates and series
    "QuestionTemplate-identifier": (
        ":x a fg:QuestionTemplate ; dcterms:identifier 'Live use' .",
        "the last part of its IRI",
    ),
    "QuestionTemplate-templateText": (
        ":x a fg:QuestionTemplate ; fg:templateText 'whether {town} uses it' .",
        "makes another template",
    ),
    "QuestionTemplate-inCluster": (
        ":x a fg:QuestionTemplate ; fg:inCluster :gone .",
        "better written as two",
    ),
    "AsksFor-asksFor": (
        ":x fg:asksFor technology:live-facial-recognition .",
        "'measure' or 'document-type'",
    ),
    "QuestionCluster-identifier": (":x a fg:QuestionCluster .", "exactly one key"),
    "QuestionCluster-title": (":x a fg:QuestionCluster .", "do not belong together"),
    "QuestionSeries-identifier": (":x a fg:QuestionSeries .", "exactly one key"),
    "QuestionSeries-title": (":x a fg:QuestionSeries ; dcterms:title '' .", "exactly one name"),
    "QuestionSeries-hasTemplate": (
        ":x a fg:QuestionSeries ; fg:hasTemplate :gone .",
        "leave 'templates' out",
    ),
    "Study-title": (":x a fg:Study .", "'title' in study.toml"),
    "Study-publisher": (":x a fg:Study .", "'publisher' in study.toml"),
    "Study-license": (":x a fg:Study ; dcterms:license 'CC BY' .", "'licence' in study.toml"),
    "Study-extends": (":x a fg:Study ; fg:extends :gone .", "a study in the same graph"),
    "UnseenMember-membershipIn": (
        ":x a fg:UnseenMember ; fg:membershipIn :gone .",
        "under 'not_seen' of that series",
    ),
    "UnseenMember-respondent": (":x a fg:UnseenMember .", "nothing to look for"),
    "UnseenMember-reference": (
        ":x a fg:UnseenMember ; fg:reference '1' , '2' .",
        "at most one reference",
    ),
    "UnseenMember-reason": (":x a fg:UnseenMember .", "what tells of it"),
    "QuestionSeries-variantOf": (
        ":x a fg:QuestionSeries ; fg:variantOf :gone .",
        "mostly missing from templates.yaml",
    ),
    "QuestionSeries-ofAnother": (
        ":x a fg:QuestionSeries ; fg:variantOf :y . :y a fg:QuestionSeries ; fg:variantOf :x .",
        "round a circle",
    ),
    "Question-instanceOfTemplate": (
        ":x a fg:Question ; fg:instanceOfTemplate qst:later-1 .",
        "never of another question",
    ),
    "Question-judgedMatch": (
        """:x a fg:Question ; fg:instanceOfTemplate tpl:one .
           :m a fg:TemplateMatch ; fg:matchedQuestion :x ; fg:matchedTemplate tpl:one ;
              fg:matchKind match-kind:related .""",
        "A related match makes no instance",
    ),
    "TemplateMatch-matchedQuestion": (
        ":x a fg:TemplateMatch ; fg:matchedQuestion qst:earlier-1 , qst:later-1 .",
        "never of two questions",
    ),
    "TemplateMatch-matchedTemplate": (
        ":x a fg:TemplateMatch ; fg:matchedTemplate :gone .",
        "exactly one template",
    ),
    "TemplateMatch-matchKind": (
        ":x a fg:TemplateMatch ; fg:matchKind match-kind:same .",
        "'related' is the honest code",
    ),
    "TemplateMatch-reason": (":x a fg:TemplateMatch ; fg:reason '' .", "leave the ruling out"),
    "TemplateMatch-ruledOn": (":x a fg:TemplateMatch .", "exactly one day"),
    "TemplateMatch-ruledBy": (":x a fg:TemplateMatch .", "never by a person's name"),
    "TemplateMatch-judgedOnce": (
        ":x a fg:TemplateMatch ; fg:matchedQuestion qst:later-1 ; fg:matchedTemplate tpl:one .",
        "keep the later one",
    ),
    "InformationRequest-inSeries": (
        ":x a fg:InformationRequest ; fg:inSeries :gone .",
        "is its series name",
    ),
    "InformationRequest-judgedMember": (
        ":x a fg:InformationRequest ; fg:inSeries ser:early .",
        "under 'members' of the series",
    ),
    "QuestionLink-matchedQuestion": (
        ":x a fg:QuestionLink ; fg:matchedQuestion qst:earlier-1 , qst:later-1 .",
        "never of two questions",
    ),
    "QuestionLink-matchedTemplate": (
        ":x a fg:QuestionLink ; fg:matchedTemplate :proposed .",
        "only proposed stands in no graph",
    ),
    "QuestionLink-matchKind": (
        ":x a fg:QuestionLink ; fg:matchKind match-kind:none .",
        "for a person to rule",
    ),
    "QuestionLink-linkBasis": (
        ":x a fg:QuestionLink ; fg:linkBasis link-basis:hunch .",
        "cannot be refuted",
    ),
    "QuestionLink-maskedWords": (
        ":x a fg:QuestionLink ; fg:maskedWords '' .",
        "masked words of the question",
    ),
    "QuestionLink-againstWords": (":x a fg:QuestionLink .", "was held against"),
    "QuestionLink-equalSlot": (":x a fg:QuestionLink .", "likeness alone joins nothing"),
    "QuestionLink-likeness": (":x a fg:QuestionLink ; fg:likeness 0.78 .", "is written 78"),
    "QuestionLink-wasGeneratedBy": (
        ":x a fg:QuestionLink ; prov:wasGeneratedBy rule:outcome .",
        "takes it for a ruling",
    ),
    "QuestionLink-notRuled": (
        """:x a fg:QuestionLink ; fg:matchedQuestion qst:later-1 ; fg:matchedTemplate tpl:one .""",
        "wins for ever",
    ),
    "SeriesMembership-membershipOf": (
        ":x a fg:SeriesMembership ; fg:membershipOf :gone .",
        "recorded, tracked or curated",
    ),
    "SeriesMembership-membershipIn": (
        ":x a fg:SeriesMembership ; fg:membershipIn ser:early , ser:late .",
        "has two memberships",
    ),
    "SeriesMembership-membershipBasis": (
        ":x a fg:SeriesMembership ; fg:membershipBasis membership-basis:hunch .",
        "'curator' with a reason",
    ),
    "SeriesMembership-reason": (":x a fg:SeriesMembership .", "exactly one reason"),
    "SeriesMembership-ruledOn": (":x a fg:SeriesMembership .", "exactly one day"),
    "SeriesMembership-ruledBy": (":x a fg:SeriesMembership .", "never by a person's name"),
    "Search-searchedFor": (":x a fg:Search ; fg:searchedFor req:later .", "several searches"),
    "Search-searchedForce": (":x a fg:Search ; fg:searchedForce force:esex .", "a search for each"),
    "Search-searchedOn": (":x a fg:Search ; fg:searchedOn '2024' .", "may be there now"),
    "Search-searchedIn": (":x a fg:Search .", "'not found' says nothing"),
    "Search-found": (":x a fg:Search ; fg:found 'no' .", "nobody has looked"),
    "Search-ruledBy": (":x a fg:Search .", "Who looked is told by"),
    "EventContext-eventContext": (
        ":x fg:eventContext use-case:crime-hotspot .",
        "such as event-context:protest",
    ),
    "RecordingStated-recordingStated": (
        ":x fg:recordingStated held:not-held .",
        "is its held status",
    ),
    "Evidence-wordingKey": (
        ":x a fg:Evidence ; fg:wordingKey 'neither confirm nor deny' .",
        "sixteen hexadecimal digits",
    ),
    "Private-searchedIn-words": (
        ":x fg:searchedIn 'asked foi@force.example.org' .",
        "Asking an authority is a request",
    ),
    # question
    "Question-label": (":x a fg:Question ; fg:label '1' , '2' .", "exactly one label"),
    "Question-order": (":x a fg:Question ; fg:order 0 .", "counted from 1"),
    "Question-askedIn": (
        ":x a fg:Question ; fg:askedIn req:earlier , req:later .",
        "exactly one request",
    ),
    "Question-partOfQuestion": (
        ":x a fg:Question ; fg:partOfQuestion :gone .",
        "at most one question",
    ),
    "Question-questionText": (
        ":x a fg:Question ; fg:questionText 'Is it used?'@en .",
        "a plain string in the requester's words",
    ),
    "Question-topic": (":x a fg:Question ; fg:topic 'a' , 'b' .", "at most one topic"),
    "Question-technology": (
        ":x a fg:Question ; fg:technology technology:telepathy .",
        "code of the scheme 'technology'",
    ),
    "Question-period": (":x a fg:Question ; fg:period 'this year' .", "an interval such as"),
    "Question-periodStart": (
        """:x a fg:Question ; fg:periodStart '2023-02-01'^^xsd:date ;
           fg:periodEnd '2023-01-31'^^xsd:date .""",
        "mostly swapped",
    ),
    "Question-periodEnd": (":x a fg:Question ; fg:periodEnd '2023-01' .", "a whole date"),
    "Question-asksAgain": (
        ":x a fg:Question ; fg:asksAgain :gone .",
        "mostly left out of the earlier request",
    ),
    "Question-uniqueLabel": (
        ":x a fg:Question ; fg:askedIn req:later ; fg:label '1' .",
        "unique within its request",
    ),
    "Question-wording": (":x a fg:Question ; fg:label '1' .", "what was asked"),
    # response
    "Response-respondsTo": (
        ":x a fg:Response ; fg:respondsTo req:earlier , req:later .",
        "exactly one request",
    ),
    "Response-respondent": (":x a fg:Response .", "code of the scheme 'force'"),
    "Response-decision": (
        ":x a fg:Response ; fg:decision outcome:not-held .",
        "code of the scheme 'decision'",
    ),
    "Response-outcomeStated": (
        f":x a fg:Response ; fg:outcomeStated '{LONG}' .",
        "at most 600 characters",
    ),
    "Response-hasAnswer": (":x a fg:Response ; fg:hasAnswer :gone .", "in the graph"),
    "Response-issuedOn": (":x a fg:Response ; fg:issuedOn 2023 .", "a whole date"),
    "Response-publishedOn": (":x a fg:Response ; fg:publishedOn 'May 2023' .", "a whole date"),
    "Response-statedIn": (":x a fg:Response .", "stands in a document version"),
    "Response-issuedAfterReceipt": (
        ":x a fg:Response ; fg:respondsTo req:earlier ; fg:issuedOn '2023-02-19'^^xsd:date .",
        "not issued before its request was received",
    ),
    "Response-headlineAndAnswers": (
        """:x a fg:Response ; fg:decision decision:full-disclosure ; fg:hasAnswer :a .
           :a fg:outcome outcome:not-held .""",
        "Headline and answers differ",
    ),
    # answer
    "Answer-answers": (":x a fg:Answer ; fg:answers :gone .", "exactly one question"),
    "Answer-answerIn": (":x a fg:Answer .", "exactly one response"),
    "Answer-respondent": (":x a fg:Answer .", "code of the scheme 'force'"),
    "Answer-outcome": (
        ":x a fg:Answer ; fg:outcome outcome:not-hold .",
        "code of the scheme 'outcome'",
    ),
    "Answer-heldStatus": (
        ":x a fg:Answer ; fg:heldStatus held:held , held:not-held .",
        "code of the scheme 'held'",
    ),
    "Answer-disclosure": (
        ":x a fg:Answer ; fg:disclosure held:held .",
        "code of the scheme 'disclosure'",
    ),
    "Answer-hasAnswerPart": (":x a fg:Answer ; fg:hasAnswerPart :gone .", "parts that are in"),
    "Answer-hasGroundClaim": (":x a fg:Answer ; fg:hasGroundClaim :gone .", "ground claims that"),
    "Answer-reliesOn": (":x a fg:Answer ; fg:reliesOn foia:s99 .", "Check the Act"),
    "Answer-interpretation": (":x a fg:Answer ; fg:interpretation :gone .", "interpretations that"),
    "Answer-states": (":x a fg:Answer ; fg:states :gone .", "makes statements that are"),
    "Answer-coverageClaimed": (
        ":x a fg:Answer ; fg:coverageClaimed coverage:all .",
        "code of the scheme 'coverage'",
    ),
    "Answer-coverageAssessed": (
        ":x a fg:Answer ; fg:coverageAssessed coverage:some .",
        "code of the scheme 'coverage'",
    ),
    "Answer-pointsTo": (
        ":x a fg:Answer ; fg:pointsTo 'our web site' .",
        "a guess is fg:presumedTarget",
    ),
    "Answer-presumedTarget": (":x a fg:Answer ; fg:presumedTarget :gone .", "nothing to presume"),
    "Answer-statedIn": (":x a fg:Answer .", "stands in a document version"),
    "Answer-toWhatWasAsked": (
        ":x a fg:Answer ; fg:answerIn rsp:later ; fg:answers qst:earlier-2 .",
        "belongs to an earlier request",
    ),
    "Answer-neitherConfirmedNorDenied": (
        """:x a fg:Answer ; fg:outcome outcome:refused-ncnd ; fg:hasGroundClaim :g .
           :g fg:limb limb:withhold .""",
        "on the limb 'confirm-or-deny'",
    ),
    # parts, grounds, readings, statements
    "AnswerPart-partOfAnswer": (":x a fg:AnswerPart .", "exactly one answer"),
    "AnswerPart-restrictedTo": (
        ":x a fg:AnswerPart ; fg:restrictedTo force:essex .",
        "scheme 'technology' or 'overtness'",
    ),
    "AnswerPart-outcome": (
        ":x a fg:AnswerPart ; fg:outcome outcome:not-held , outcome:refused-ncnd .",
        "code of the scheme 'outcome'",
    ),
    "AnswerPart-heldStatus": (":x a fg:AnswerPart .", "code of the scheme 'held'"),
    "AnswerPart-disclosure": (":x a fg:AnswerPart .", "code of the scheme 'disclosure'"),
    "GroundClaim-provision": (
        ":x a fg:GroundClaim ; fg:provision foia:s31 , foia:s24 .",
        "one claim for each",
    ),
    "GroundClaim-limb": (":x a fg:GroundClaim ; fg:limb limb:arm .", "code of the scheme 'limb'"),
    "GroundClaim-citedAs": (":x a fg:GroundClaim .", "citation as printed"),
    "GroundClaim-claimedIn": (
        ":x a fg:GroundClaim ; fg:claimedIn req:later .",
        "or in the response",
    ),
    "GroundClaim-hasThatLimb": (
        ":x a fg:GroundClaim ; fg:provision foia:s21 ; fg:limb limb:confirm-or-deny .",
        "Section 21",
    ),
    "GroundClaim-calledForce": (
        ":x a fg:GroundClaim ; fg:calledForce 'mixed' .",
        "absolute or qualified, or neither",
    ),
    "GroundClaim-calledBasis": (
        ":x a fg:GroundClaim ; fg:calledBasis 'harm' .",
        "class based or prejudice based, or neither",
    ),
    "GroundClaim-harmTest": (
        ":x a fg:GroundClaim ; fg:harmTest test-shown:no .",
        "How far harm is shown",
    ),
    "GroundClaim-publicInterestTest": (
        ":x a fg:GroundClaim ; fg:publicInterestTest test-shown:no .",
        "How far the public interest is weighed",
    ),
    "GroundClaim-weighsFor": (
        ":x a fg:GroundClaim ; fg:weighsFor 'yes' .",
        "words for the side of giving",
    ),
    "GroundClaim-weighsAgainst": (
        ":x a fg:GroundClaim ; fg:weighsAgainst 'yes' .",
        "words for the side of keeping back",
    ),
    "GroundClaim-estimatedHours": (
        ":x a fg:GroundClaim ; fg:estimatedHours 'over 40' .",
        "an amount with a lower bound",
    ),
    "GroundClaim-hoursLimit": (
        ":x a fg:GroundClaim ; fg:hoursLimit 0.0 .",
        "divided by nobody",
    ),
    "GroundClaim-costEstimate": (
        ":x a fg:GroundClaim ; fg:costEstimate :gone .",
        "say which is the estimate",
    ),
    "GroundClaim-adviceOffered": (
        ":x a fg:GroundClaim ; fg:adviceOffered 'yes' .",
        "Read the end of the letter",
    ),
    "GroundClaim-freesFromConfirming": (
        ":x a fg:GroundClaim ; fg:provision foisa:s26 ; fg:limb limb:confirm-or-deny .",
        "taken from another citation",
    ),
    "GroundClaim-incompatible": (
        """:x a fg:GroundClaim ; fg:claimedIn :a ; fg:limb limb:withhold ;
              fg:provision foia:s30-1-a .
           :y a fg:GroundClaim ; fg:claimedIn :a ; fg:limb limb:withhold ; fg:provision foia:s31-1 .
           :a a fg:AnswerPart .""",
        "make a part of the answer for each",
    ),
    "GroundClaim-inForce": (
        """:x a fg:GroundClaim ; fg:provision foia:s40-5 ; fg:claimedIn :a .
           :a fg:answerIn :r . :r fg:issuedOn '2018-05-25'^^xsd:date .""",
        "cites an old number",
    ),
    "GroundClaim-weighedThoughAbsolute": (
        ":x a fg:GroundClaim ; fg:provision foia:s21 ; fg:publicInterestTest test-shown:made .",
        "weigh where they need not",
    ),
    "PublicInterestFactor-factorOf": (":x a fg:PublicInterestFactor .", "exactly one ground claim"),
    "PublicInterestFactor-factor": (
        ":x a fg:PublicInterestFactor ; fg:factor public-interest-factor:kindness .",
        "exactly one consideration",
    ),
    "PublicInterestFactor-factorSide": (
        ":x a fg:PublicInterestFactor ; fg:factorSide factor-side:both .",
        "code of the scheme 'factor-side'",
    ),
    "LinkCheck-checkedAnswer": (":x a fg:LinkCheck .", "exactly one answer"),
    "LinkCheck-checkedAddress": (
        ":x a fg:LinkCheck ; fg:checkedAddress 'www.example.org' .",
        "an IRI and no text",
    ),
    "LinkCheck-checkedOn": (":x a fg:LinkCheck ; fg:checkedOn '2026' .", "addresses change"),
    "LinkCheck-linkStatus": (
        ":x a fg:LinkCheck ; fg:linkStatus link-status:slow .",
        "code of the scheme 'link-status'",
    ),
    "LinkCheck-addressOrLost": (
        """:x a fg:LinkCheck ; fg:checkedAddress <https://www.example.org/a> ;
           fg:linkStatus link-status:lost .""",
        "never both",
    ),
    "Mention-mentionedIn": (":x a fg:Mention .", "exactly one response"),
    "Mention-mentions": (
        ":x a fg:Mention ; fg:mentions foia:s31 , foia:s24 .",
        "exactly one provision",
    ),
    "Mention-citationRole": (
        ":x a fg:Mention ; fg:citationRole citation-role:relied .",
        "never 'relied'",
    ),
    "Mention-citedAs": (":x a fg:Mention .", "citation as printed"),
    "Denial-deniedIn": (":x a fg:Denial ; fg:deniedIn req:later .", "exactly one response"),
    "Denial-ncndKind": (
        ":x a fg:Denial ; fg:ncndKind ncnd-kind:other .",
        "code of the scheme 'ncnd-kind'",
    ),
    "Denial-restrictedTo": (
        ":x a fg:Denial ; fg:restrictedTo force:essex .",
        "scheme 'technology' or 'overtness'",
    ),
    "Denial-deniedUnder": (":x a fg:Denial ; fg:deniedUnder foia:s99 .", "Check the Act"),
    "Denial-keepsSilentOn": (":x a fg:Denial ; fg:keepsSilentOn :gone .", "in the graph"),
    "Amount-amountIn": (":x a fg:Amount .", "exactly one answer"),
    "Amount-bound": (":x a fg:Amount ; fg:bound bound:many .", "code of the scheme 'bound'"),
    "Amount-amountValue": (":x a fg:Amount ; fg:amountValue 'ten' .", "one number"),
    "Amount-lowerBound": (
        ":x a fg:Amount ; fg:lowerBound 20.0 ; fg:upperBound 10.0 .",
        "mostly swapped",
    ),
    "Amount-upperBound": (":x a fg:Amount ; fg:upperBound -1.0 .", "not below zero"),
    "Amount-unitText": (":x a fg:Amount ; fg:unitText '' .", "as printed"),
    "Amount-categoryText": (":x a fg:Amount ; fg:categoryText 'a' , 'b' .", "before the colon"),
    "Amount-measure": (":x a fg:Amount ; fg:measure measure:luck .", "scheme 'measure'"),
    "Amount-asWritten": (":x a fg:Amount .", "as printed"),
    "Amount-suppressed": (":x a fg:Amount ; fg:suppressed 'yes' .", "true or not said"),
    "Amount-number": (":x a fg:Amount .", "has a number"),
    "ProcessStep-stepOf": (":x a fg:ProcessStep .", "exactly one request"),
    "ProcessStep-correspondsToStep": (
        ":x a fg:ProcessStep ; fg:correspondsToStep process-step:tea .",
        "code of the scheme 'process-step'",
    ),
    "ProcessStep-happenedOn": (
        ":x a fg:ProcessStep ; fg:happenedOn '2023-02' .",
        "a whole date",
    ),
    "ProcessStep-extendedTo": (
        ":x a fg:ProcessStep ; fg:extendedTo 'soon' .",
        "a whole date",
    ),
    "ProcessStep-precedingStep": (
        ":x a fg:ProcessStep ; fg:precedingStep :gone .",
        "a step that is only named",
    ),
    "ProcessStep-reviewOf": (
        ":x a fg:ProcessStep ; fg:reviewOf step:later-t1 .",
        "A review looks at a response",
    ),
    "ProcessStep-complaintAbout": (
        ":x a fg:ProcessStep ; fg:complaintAbout force:essex .",
        "A complaint is about a response",
    ),
    "ProcessStep-decisionOn": (
        ":x a fg:ProcessStep ; fg:decisionOn rsp:later .",
        "what the complaint was about",
    ),
    "ProcessStep-appealOf": (
        ":x a fg:ProcessStep ; fg:appealOf rsp:later .",
        "mostly means a complaint",
    ),
    "ProcessStep-takenBy": (
        ":x a fg:ProcessStep ; fg:takenBy role:reviewer .",
        "by one body, a code of a list",
    ),
    "ProcessStep-advisedBy": (
        ":x a fg:ProcessStep ; fg:advisedBy 'the unit' .",
        "Advice comes from a body",
    ),
    "ProcessStep-caseReference": (
        ":x a fg:ProcessStep ; fg:caseReference 'IC-1' , 'EA/1' .",
        "of a complaint and of an appeal",
    ),
    "ProcessStep-reviewResult": (
        ":x a fg:ProcessStep ; fg:reviewResult review-result:upheld .",
        "a complaint upheld is a reply overturned",
    ),
    "ProcessStep-breachOf": (":x a fg:ProcessStep ; fg:breachOf foia:s99 .", "such as foia:s10-1"),
    "ProcessStep-orderText": (
        f":x a fg:ProcessStep ; fg:orderText '{LONG}' .",
        "in your own short words",
    ),
    "ProcessStep-inOneMatter": (
        """:x a fg:ProcessStep ; fg:stepOf req:earlier ; fg:precedingStep step:later-t1 .""",
        "or to one that this request refines",
    ),
    "ProcessStep-inOrderOfDays": (
        """:x a fg:ProcessStep ; fg:happenedOn '2023-01-03'^^xsd:date ;
           fg:precedingStep step:later-t1 .""",
        "not of an earlier day",
    ),
    "ProcessStep-followsProcedure": (
        """:x a fg:ProcessStep ; fg:correspondsToStep process-step:ut-appeal ;
           fg:appealOf :n . :n fg:correspondsToStep process-step:decision-notice .""",
        "between the two was mostly left out",
    ),
    "ProcessStep-foreseenByLaw": (
        """:x a fg:ProcessStep ; fg:correspondsToStep process-step:court-of-session-appeal ;
           fg:stepOf req:later .""",
        "foresees no such step",
    ),
    "DecisionNotice-takenBy": (":x a fg:DecisionNotice .", "tells whose it is"),
    "DecisionNotice-isThatStep": (
        ":x a fg:DecisionNotice ; fg:correspondsToStep process-step:ftt-decision .",
        "is no notice",
    ),
    "StepAssessment-assessesStep": (":x a fg:StepAssessment .", "on exactly one step"),
    "StepAssessment-stepNeeded": (
        ":x a fg:StepAssessment ; fg:stepNeeded 'no' .",
        "true or false, once",
    ),
    "StepAssessment-reason": (":x a fg:StepAssessment .", "gives its reason"),
    "StepAssessment-ruledOn": (":x a fg:StepAssessment ; fg:ruledOn '2024' .", "exactly one day"),
    "StepAssessment-ruledBy": (":x a fg:StepAssessment ; fg:ruledBy 'A. B.' .", "never by name"),
    "ProcedureStep-foreseenIn": (
        ":x a fg:ProcedureStep ; fg:foreseenIn foia:s50 .",
        "name the law here",
    ),
    "ProcedureStep-mayFollow": (
        ":x a fg:ProcedureStep ; fg:mayFollow process-step:tea .",
        "misspelt code",
    ),
    "Response-revises": (
        ":x a fg:Response ; fg:revises :gone .",
        "another version of one document",
    ),
    "Response-retracts": (":x a fg:Response ; fg:retracts :gone .", "is not retracted"),
    "Response-revisesOneOfTheRequest": (
        ":x a fg:Response ; fg:respondsTo req:earlier ; fg:retracts rsp:later .",
        "answers another request",
    ),
    "Response-publishedAfterIssue": (
        """:x a fg:Response ; fg:issuedOn '2023-09-14'^^xsd:date ;
           fg:publishedOn '2023-09-01'^^xsd:date .""",
        "before it is sent",
    ),
    "InformationRequest-chainDays": (
        ":x a fg:InformationRequest ; fg:chainDays -1 .",
        "never written by hand",
    ),
    "InformationRequest-acknowledgedAfterSending": (
        """:x a fg:InformationRequest ; fg:sentOn '2023-02-20'^^xsd:date ;
           fg:acknowledgedOn '2023-02-02'^^xsd:date .""",
        "before it is sent",
    ),
    "InformationRequest-acknowledgedAfterReceipt": (
        """:x a fg:InformationRequest ; fg:receivedOn '2023-02-20'^^xsd:date ;
           fg:acknowledgedOn '2023-02-02'^^xsd:date .""",
        "before it came in",
    ),
    "DisclosureDocument-inLog": (
        ":x a fg:DisclosureDocument ; fg:inLog doc:letter .",
        "of the type 'disclosure-log'",
    ),
    # releases
    "DatasetRelease-title": (":x a fg:DatasetRelease .", "by which it is cited"),
    "DatasetRelease-releasedOn": (":x a fg:DatasetRelease ; fg:releasedOn 2024 .", "a whole date"),
    "DatasetRelease-previousRelease": (
        ":x a fg:DatasetRelease ; fg:previousRelease :gone .",
        "follows one other",
    ),
    "DatasetRelease-laterThanPrevious": (
        """:x a fg:DatasetRelease ; fg:releasedOn '2023-01-01'^^xsd:date ;
           fg:previousRelease rel:one .""",
        "not of an earlier day than the one before it",
    ),
    "ReleaseChange-inRelease": (":x a fg:ReleaseChange .", "exactly one release"),
    "ReleaseChange-changedThing": (":x a fg:ReleaseChange .", "exactly one thing"),
    "ReleaseChange-releaseChangeKind": (
        ":x a fg:ReleaseChange ; fg:releaseChangeKind edition-change:value-changed .",
        "scheme 'release-change'",
    ),
    "ReleaseChange-changeReason": (
        ":x a fg:ReleaseChange ; fg:changeReason '' .",
        "Where nobody knows",
    ),
    "Answer-hasAmount": (":x a fg:Answer ; fg:hasAmount :gone .", "amounts that are in"),
    "Response-hasDenial": (":x a fg:Response ; fg:hasDenial :gone .", "denials that are in"),
    "Interpretation-interpretationOf": (":x a fg:Interpretation .", "behind exactly one answer"),
    "Interpretation-restrictedTo": (":x a fg:Interpretation .", "keeps something of the question"),
    "Statement-saidBy": (":x a fg:Statement .", "exactly one authority"),
    "Statement-legalBasis": (
        ":x a fg:Statement ; fg:legalBasis foia:s31 .",
        "that is a ground claim",
    ),
    "Statement-polarity": (
        ":x a fg:Statement ; fg:polarity polarity:neutral .",
        "code of the scheme 'polarity'",
    ),
    "Statement-technology": (
        """:x a fg:Statement ; fg:technology technology:live-facial-recognition ,
               technology:retrospective-facial-recognition .""",
        "exactly one technology",
    ),
    "Statement-restrictedTo": (
        ":x a fg:Statement ; fg:restrictedTo overtness:open .",
        "scheme 'technology' or 'overtness'",
    ),
    "Statement-describes": (":x a fg:Statement ; fg:describes :gone .", "describes a deployment"),
    "Statement-period": (":x a fg:Statement ; fg:period '28/01/2022' .", "at most one period"),
    "Statement-periodStart": (
        """:x a fg:Statement ; fg:periodStart '2022-02-01'^^xsd:date ;
           fg:periodEnd '2022-01-31'^^xsd:date .""",
        "not after its last",
    ),
    "Statement-periodEnd": (":x a fg:Statement ; fg:periodEnd '2022' .", "a whole date"),
    "Statement-statedIn": (":x a fg:Statement .", "stands in a document version"),
    # documents and evidence
    "DisclosureDocument-documentType": (
        ":x a fg:DisclosureDocument ; fg:documentType document-type:poem .",
        "code of the scheme 'document-type'",
    ),
    "DisclosureDocument-publishedBy": (
        ":x a fg:DisclosureDocument ; fg:publishedBy force:metropolitian .",
        "code of the scheme 'force'",
    ),
    "DisclosureDocument-publishedAt": (
        ":x a fg:DisclosureDocument ; fg:publishedAt 'https://www.example.org/' .",
        "an IRI, not a text",
    ),
    "DisclosureDocument-standsFor": (
        ":x a fg:DisclosureDocument ; fg:publishedAt <https://e.org/p> ; "
        "fg:standsFor <https://e.org/p> .",
        "not published there itself",
    ),
    "DisclosureDocument-title": (
        ":x a fg:DisclosureDocument ; dcterms:title '' .",
        "a text that is not empty",
    ),
    "DisclosureDocument-hasVersion": (":x a fg:DisclosureDocument .", "at least one version"),
    "DeploymentRecord-documentType": (
        ":x a fg:DeploymentRecord ; fg:documentType document-type:foi-response .",
        "a letter with a table in it",
    ),
    "DocumentVersion-versionOf": (
        ":x a fg:DocumentVersion ; fg:versionOf doc:grid , doc:letter .",
        "two records share a key",
    ),
    "DocumentVersion-versionNumber": (
        ":x a fg:DocumentVersion ; fg:versionNumber '2.1' .",
        "publisher's own edition",
    ),
    "DocumentVersion-notSeen": (
        ":x a fg:DocumentVersion ; fg:notSeen regime:foia .",
        "'not_seen' in the record",
    ),
    "DocumentVersion-sha256": (
        f":x a fg:DocumentVersion ; fg:sha256 '{SHA[:-1]}F' .",
        "64 hexadecimal digits",
    ),
    "DocumentVersion-mediaType": (":x a fg:DocumentVersion ; fg:mediaType 'PDF' .", "media type"),
    "DocumentVersion-fileName": (
        ":x a fg:DocumentVersion ; fg:fileName 'C:\\\\Users\\\\x\\\\a.pdf' .",
        "without folders",
    ),
    "Evidence-inVersion": (":x a fg:Evidence .", "exactly one document version"),
    "Evidence-quotation": (":x a fg:Evidence ; fg:quotation 'a' , 'b' .", "exactly once"),
    "Evidence-abridged": (":x a fg:Evidence ; fg:abridged true , false .", "quoted in two lengths"),
    "Evidence-restated": (":x a fg:Evidence ; fg:restated true , false .", "'stands_for'"),
    "Evidence-restatedMark": (
        ":x a fg:Evidence ; fg:inVersion :v ; fg:quotation 'no' . :v fg:versionOf :d . "
        ":d fg:standsFor <https://e.org/p> .",
        "take these words for the authority's",
    ),
    "Evidence-cites": (
        ":x a fg:Evidence ; fg:cites <https://e.org/page> .",
        "with its address",
    ),
    "CitedPage-publishedAt": (":x a fg:CitedPage .", "so that others can look for it"),
    "CitedPage-sourceKind": (
        ":x a fg:CitedPage ; fg:sourceKind bound:exact .",
        "what the press says stays apart",
    ),
    "Observation-bound": (
        ":x a fg:Observation ; fg:bound regime:foia .",
        "more-than for",
    ),
    "Observation-lowerBound": (
        ":x a fg:Observation ; fg:lowerBound 3.0 ; fg:upperBound 2.0 .",
        "not above its upper bound",
    ),
    "Observation-upperBound": (":x a fg:Observation ; fg:upperBound '5' .", "not below zero"),
    "Observation-boundsOrValue": (
        ":x a fg:Observation ; fg:value 47000 ; fg:bound bound:more-than .",
        "has no value",
    ),
    "Evidence-start": (":x a fg:Evidence ; fg:start 5 ; fg:end 5 .", "before its end"),
    "Evidence-end": (":x a fg:Evidence ; fg:end 1.5 .", "one past its last"),
    "Evidence-page": (":x a fg:Evidence ; fg:page 0 .", "counted from 1"),
    "Evidence-row": (":x a fg:Evidence ; fg:row 0 .", "headings left out"),
    "Evidence-column": (":x a fg:Evidence ; fg:column 'C' .", "counted from 1"),
    "Evidence-columnHeading": (":x a fg:Evidence ; fg:columnHeading 'A' , 'B' .", "one heading"),
    "Evidence-place": (":x a fg:Evidence ; fg:start 3 .", "Half a place"),
    "Evidenced-evidence": (":x a fg:Observation .", "rests on evidence"),
    "Sourced-wasDerivedFrom": (":x a fg:Answer ; prov:wasDerivedFrom doc:grid .", "read from"),
    "Sourced-wasGeneratedBy": (":x a fg:Question .", "names the activity"),
    "Sourced-confidence": (
        ":x a fg:Statement ; fg:confidence confidence:high .",
        "code of the scheme 'confidence'",
    ),
    "Sourced-reviewStatus": (":x a fg:AnswerPart .", "code of the scheme 'review-status'"),
    "Sourced-measuredPrecision": (
        ":x a fg:Answer ; fg:measuredPrecision 94.0 .",
        "mostly is a percentage",
    ),
    # rulings
    "CoverageAssessment-assesses": (":x a fg:CoverageAssessment .", "of exactly one answer"),
    "CoverageAssessment-againstDocument": (
        ":x a fg:CoverageAssessment ; fg:againstDocument :gone .",
        "exactly one document",
    ),
    "CoverageAssessment-coverage": (
        ":x a fg:CoverageAssessment .",
        "code of the scheme 'coverage'",
    ),
    "CoverageAssessment-presumed": (":x a fg:CoverageAssessment .", "true or false"),
    "CoverageAssessment-presumptionReason": (
        ":x a fg:CoverageAssessment ; fg:presumptionReason '' .",
        "Why a document is presumed",
    ),
    "CoverageAssessment-reason": (":x a fg:CoverageAssessment .", "gives its reason"),
    "CoverageAssessment-ruledOn": (":x a fg:CoverageAssessment .", "exactly one day"),
    "CoverageAssessment-ruledBy": (
        ":x a fg:CoverageAssessment ; fg:ruledBy 'A. Person' .",
        "never by name",
    ),
    "CoverageAssessment-guess": (
        """:x a fg:CoverageAssessment ; fg:presumed true ; fg:assesses :a .
           :a a fg:Answer .""",
        "takes what rests on the guess for a fact",
    ),
    # deployments and figures
    "Deployment-operator": (":x a fg:Deployment .", "code of the scheme 'force'"),
    "Deployment-technology": (":x a fg:Deployment .", "code of the scheme 'technology'"),
    "Deployment-date": (":x a fg:Deployment ; fg:date '10/03/2022' .", "Day and month"),
    "Deployment-dateAsWritten": (":x a fg:Deployment ; fg:dateAsWritten '' .", "as printed"),
    "Deployment-dayOrPlace": (":x a fg:Deployment .", "adds up others"),
    "Deployment-place": (":x a fg:Deployment ; fg:place '' .", "runs over two rows"),
    "Deployment-deploymentStatus": (
        ":x a fg:Deployment ; fg:deploymentStatus deployment-status:failed .",
        "code of the scheme 'deployment-status'",
    ),
    "Deployment-statusReason": (":x a fg:Deployment ; fg:statusReason '' .", "remark, as printed"),
    "Deployment-useCase": (
        ":x a fg:Deployment ; fg:useCase use-case:fun .",
        "code of the scheme 'use-case'",
    ),
    "Deployment-recordedIn": (":x a fg:Deployment .", "recorded in a document version"),
    "Deployment-trueAlerts": (
        ":x a fg:Deployment ; fg:totalAlerts 3 ; fg:trueAlerts 4 .",
        "columns were swapped",
    ),
    "Deployment-falseAlerts": (
        ":x a fg:Deployment ; fg:totalAlerts 3 ; fg:falseAlerts 4 .",
        "columns were swapped",
    ),
    "Deployment-watchlistSize": (":x a fg:Deployment ; fg:watchlistSize 9.756 .", "thousands"),
    "Deployment-duration": (":x a fg:Deployment ; fg:duration '4h 30m' .", "whole minutes"),
    "Deployment-minimumThreshold": (
        ":x a fg:Deployment ; fg:minimumThreshold 64.0 .",
        "mostly is a percentage",
    ),
    "Deployment-falseAlertRate": (
        ":x a fg:Deployment ; fg:falseAlertRate 1.2 .",
        "a ratio from 0 to 1",
    ),
    "Deployment-falseAlertShare": (
        ":x a fg:Deployment ; fg:falseAlertShare 48 .",
        "a ratio from 0 to 1",
    ),
    "Deployment-trueRecognitionRate": (
        ":x a fg:Deployment ; fg:trueRecognitionRate -0.1 .",
        "a ratio from 0 to 1",
    ),
    **{
        f"Deployment-{figure}": (f":x a fg:Deployment ; fg:{figure} {value} .", "below zero")
        for figure, value in {
            "facesSeen": "-1",
            "recognitionOpportunities": "'many'",
            "totalAlerts": "-1",
            "trueAlertsConfirmed": "1.0",
            "trueAlertsUnconfirmed": "-1",
            "falseAlertsConfirmed": "-1",
            "falseAlertsUnconfirmed": "'N/A'",
            "trueAlertEngagements": "-1",
            "falseAlertEngagements": "-1",
            "identityChecks": "-1",
            "arrests": "''",
            "arrestsOrDisposals": "0.5",
            "otherOutcomes": "-1",
            "noAction": "-1",
            "notWantedForArrest": "-1",
        }.items()
    },
    "Deployment-figureIsObserved": (
        """:x a fg:Deployment ; fg:arrests 4 .
           :o fg:ofDeployment :x ; fg:measure measure:arrests ; fg:value 4 ;
              fg:measureDefinition measure-definition:arrests-or-disposals .""",
        "arrests for arrests or disposals",
    ),
    "Deployment-observationIsFigure": (
        """:x a fg:Deployment ; fg:totalAlerts 11 .
           :o fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 12 .""",
        "only one of the two was changed",
    ),
    "Deployment-sumOfAlerts": (
        ":x a fg:Deployment ; fg:totalAlerts 3 ; fg:trueAlerts 1 ; fg:falseAlerts 1 .",
        "sums that do not add up",
    ),
    "Deployment-outcomesOfAlerts": (
        ":x fg:totalAlerts 3 ; fg:arrests 4 .",
        "more often than its alerts",
    ),
    "Deployment-rateOfFalseAlerts": (
        ":x fg:falseAlertRate 0.08 ; fg:falseAlerts 1 ; fg:facesSeen 1250 .",
        "percentage was read as a ratio",
    ),
    "Observation-ofDeployment": (
        ":x a fg:Observation ; fg:ofDeployment dep:row , :gone .",
        "two rows share a key",
    ),
    "Observation-ofDeploymentSet": (
        ":x a fg:Observation ; fg:ofDeploymentSet dep:row .",
        "State the set with the time that it covers",
    ),
    "Observation-resultOf": (
        ":x a fg:Observation ; fg:resultOf dep:row .",
        "State the test with the system",
    ),
    "Observation-ofOneThing": (
        ":x a fg:Observation ; fg:ofDeployment dep:row ; fg:resultOf test:lab .",
        "a laboratory figure on the street",
    ),
    "Observation-demographicGroup": (
        ":x a fg:Observation ; fg:demographicGroup 'IC3' .",
        "who described people and how",
    ),
    "Observation-laboratoryFigure": (
        ":x a fg:Observation ; fg:ofDeployment dep:row ; fg:measure measure:fpir .",
        "no figure of a deployment",
    ),
    "Observation-oneGroupOfAScheme": (
        ":x a fg:Observation ; fg:demographicGroup ic-code:ic1 , ic-code:ic3 .",
        "two columns read as one",
    ),
    "Observation-measure": (
        ":x a fg:Observation ; fg:measure measure:luck .",
        "code of the scheme 'measure'",
    ),
    "Observation-value": (":x a fg:Observation ; fg:value '11*' .", "footnote mark"),
    "Observation-missingReason": (
        ":x a fg:Observation ; fg:missingReason missing-reason:lost .",
        "code of the scheme 'missing-reason'",
    ),
    "Observation-asWritten": (":x a fg:Observation .", "as printed"),
    "Observation-measureDefinition": (
        ":x a fg:Observation ; fg:measureDefinition measure:arrests .",
        "code of the scheme 'measure-definition'",
    ),
    "Observation-estimate": (":x a fg:Observation ; fg:estimate 'yes' .", "true or false"),
    "Observation-valueOrReason": (
        ":x a fg:Observation ; fg:value 0 ; fg:missingReason missing-reason:not-applicable .",
        "what is not printed is not zero",
    ),
    # systems, watchlists, sets and tests
    "System-supplier": (
        ":x a fg:System ; fg:supplier supplier:nobody .",
        "code of the scheme 'supplier'",
    ),
    "System-algorithm": (":x a fg:System ; fg:algorithm 'A' , 'B' .", "mostly are two systems"),
    "System-algorithmVersion": (":x a fg:System ; fg:algorithmVersion 4 .", "in quotation marks"),
    "System-named": (":x a fg:System .", "state the technology alone"),
    "UserOfSystem-usesSystem": (":x fg:usesSystem supplier:nec-neoface .", "State the system"),
    "Sharer-sharedWith": (":x fg:sharedWith technology:cctv .", "another body"),
    "Deployment-watchlist": (":x a fg:Deployment ; fg:watchlist 9756 .", "size of the list"),
    "Watchlist-ofDeployment": (":x a fg:Watchlist .", "a database that lists are drawn from"),
    "Watchlist-includesCategory": (
        ":x a fg:Watchlist ; fg:includesCategory use-case:crime-hotspot .",
        "code of the scheme 'watchlist-category'",
    ),
    "Imaged-imageSource": (":x fg:imageSource image-source:camera .", "no source of the list"),
    "DeploymentSet-title": (":x a fg:DeploymentSet .", "what a total is of"),
    "DeploymentSet-operator": (":x a fg:DeploymentSet .", "code of the scheme 'force'"),
    "DeploymentSet-includesDeployment": (
        ":x a fg:DeploymentSet ; fg:includesDeployment :gone .",
        "leave the members out",
    ),
    "DeploymentSet-periodStart": (
        """:x a fg:DeploymentSet ; fg:periodStart '2023-12-31'^^xsd:date ;
           fg:periodEnd '2023-01-01'^^xsd:date .""",
        "mostly swapped",
    ),
    "DeploymentSet-periodEnd": (
        ":x a fg:DeploymentSet ; fg:periodEnd '2023' .",
        "last day of the year",
    ),
    "SystemTest-title": (":x a fg:SystemTest .", "exactly one title"),
    "SystemTest-testOf": (":x a fg:SystemTest .", "of a system that is in the graph"),
    "TestResult-resultOf": (":x a fg:TestResult .", "Point to the test"),
    "TestResult-atThreshold": (
        ":x a fg:TestResult ; fg:atThreshold 60.0 .",
        "mostly is a percentage",
    ),
    "TestResult-atWatchlistSize": (
        ":x a fg:TestResult ; fg:atWatchlistSize 10.000 .",
        "thousands separator",
    ),
    "FigureRuling-preferredObservation": (
        ":x a fg:FigureRuling .",
        "prefers exactly one observation",
    ),
    "FigureRuling-reason": (":x a fg:FigureRuling .", "exactly one reason"),
    "FigureRuling-ruledOn": (":x a fg:FigureRuling ; fg:ruledOn '2024' .", "exactly one day"),
    "FigureRuling-ruledBy": (":x a fg:FigureRuling ; fg:ruledBy 'A. Person' .", "No person"),
    "FigureRuling-somethingToChoose": (
        ":x a fg:FigureRuling ; fg:preferredObservation obs:row-faces .",
        "drop the ruling",
    ),
    "DisclosureDocument-publisher": (":x a fg:DisclosureDocument .", "a third party or the press"),
    "DisclosureDocument-sourceKind": (
        ":x a fg:DisclosureDocument ; fg:sourceKind source-kind:rumour .",
        "code of the scheme 'source-kind'",
    ),
    # disagreements
    "Disagreement-disagreementKind": (
        ":x a fg:Disagreement ; fg:disagreementKind disagreement-kind:rumour .",
        "exactly one kind",
    ),
    "Disagreement-disagreementLabel": (
        ":x a fg:Disagreement ; fg:disagreementLabel disagreement:lies .",
        "'comparability-open' in links.yaml",
    ),
    "Disagreement-labelFound": (
        ":x a fg:Disagreement ; fg:labelFound disagreement:lies .",
        "What a rule found",
    ),
    "Disagreement-disagreementReason": (
        ":x a fg:Disagreement ; fg:disagreementReason '' .",
        "a sentence made from the data",
    ),
    "Disagreement-disagreementAbout": (
        ":x a fg:Disagreement ; fg:disagreementAbout force:metropolitian .",
        "a joint unit is never split",
    ),
    "Disagreement-hasSide": (":x a fg:Disagreement ; fg:hasSide side:one .", "exactly two sides"),
    "Disagreement-contradicts": (
        """:x a fg:Disagreement ; fg:disagreementLabel disagreement:contradicts ;
           fg:openIn comparison-aspect:period .""",
        "leaves nothing open",
    ),
    "Disagreement-refuted": (
        ":x a fg:Disagreement ; fg:disagreementLabel disagreement:refuted .",
        "Only a person refutes",
    ),
    "DisagreementSide-sideNumber": (
        ":x a fg:DisagreementSide ; fg:sideNumber 3 .",
        "number 1 or 2",
    ),
    "DisagreementSide-sideGives": (":x a fg:DisagreementSide .", "record the statement first"),
    "DisagreementSide-sideWords": (
        ":x a fg:DisagreementSide ; fg:sideWords '' .",
        "Silence is no side",
    ),
    "DisagreementSide-wasDerivedFrom": (
        ":x a fg:DisagreementSide ; prov:wasDerivedFrom :gone .",
        "versions that are in the graph",
    ),
    "DisagreementSide-evidence": (
        ":x a fg:DisagreementSide ; fg:sideGives :s . :s a fg:Statement .",
        "Without a passage nobody can check it",
    ),
    "DisagreementRuling-rulesOn": (
        ":x a fg:DisagreementRuling ; fg:rulesOn :gone .",
        "the sources no longer differ",
    ),
    "DisagreementRuling-ruledLabel": (
        ":x a fg:DisagreementRuling ; fg:ruledLabel disagreement:none .",
        "rule 'refuted'",
    ),
    "DisagreementRuling-reason": (
        ":x a fg:DisagreementRuling .",
        "check against both sides",
    ),
    "DisagreementRuling-ruledOn": (
        ":x a fg:DisagreementRuling ; fg:ruledOn '2024' .",
        "after a change of mind",
    ),
    "DisagreementRuling-ruledBy": (
        ":x a fg:DisagreementRuling ; fg:ruledBy 'A. Person' .",
        "the role in the place of the name",
    ),
    # editions
    "EditionChange-changeKind": (
        ":x a fg:EditionChange ; fg:changeKind edition-change:mended .",
        "code of the scheme 'edition-change'",
    ),
    "EditionChange-changeOfDeployment": (
        ":x a fg:EditionChange ; fg:changeOfDeployment :gone .",
        "the edition that listed it",
    ),
    "EditionChange-fromVersion": (
        ":x a fg:EditionChange ; fg:fromVersion :gone .",
        "record of the earlier edition is removed",
    ),
    "EditionChange-toVersion": (
        ":x a fg:EditionChange ; fg:toVersion :gone .",
        "record of the later edition is removed",
    ),
    "EditionChange-revises": (
        ":x a fg:EditionChange ; fg:toVersion ver:grid-v1 .",
        "state prov:wasRevisionOf",
    ),
    "EditionChange-changedProperty": (
        ":x a fg:EditionChange ; fg:changedProperty 'arrests' .",
        "an IRI such as fg:arrests",
    ),
    "EditionChange-changedMeasure": (
        ":x a fg:EditionChange ; fg:changedMeasure measure:luck .",
        "code of the scheme 'measure'",
    ),
    "EditionChange-writtenBefore": (
        ":x a fg:EditionChange ; fg:writtenBefore 2 .",
        "once, as text",
    ),
    "EditionChange-writtenAfter": (
        ":x a fg:EditionChange ; fg:writtenAfter '2' , '3' .",
        "once, as text",
    ),
    "EditionChange-valueBefore": (
        ":x a fg:EditionChange ; fg:valueBefore 'N/A' .",
        "it is not zero",
    ),
    "EditionChange-valueAfter": (
        ":x a fg:EditionChange ; fg:valueAfter 1 , 2 .",
        "one number or day",
    ),
    "EditionChange-evidence": (":x a fg:EditionChange .", "of one edition or of both"),
    "EditionChange-saysWhat": (":x a fg:EditionChange .", "nothing changed: remove it"),
    # papers, authorisations and judgments
    "DisclosureDocument-technology": (
        ":x a fg:DisclosureDocument ; fg:technology technology:luck .",
        "code of the scheme 'technology'",
    ),
    "DocumentVersion-issuedOn": (
        ":x a fg:DocumentVersion ; fg:issuedOn '2020-12' .",
        "only a month is printed",
    ),
    "DocumentVersion-validFrom": (
        """:x a fg:DocumentVersion ; fg:validFrom '2021-07-01'^^xsd:date ;
           fg:validTo '2021-06-30'^^xsd:date .""",
        "not after its last",
    ),
    "DocumentVersion-validTo": (
        ":x a fg:DocumentVersion ; fg:validTo '2021' .",
        "A day of review is no end",
    ),
    "DocumentVersion-takesAccountOf": (
        ":x a fg:DocumentVersion ; fg:takesAccountOf 'Bridges' .",
        "merely later",
    ),
    "Authorisation-operator": (":x a fg:Authorisation .", "exactly one force"),
    "Authorisation-technology": (":x a fg:Authorisation .", "code of the scheme 'technology'"),
    "Authorisation-authorises": (
        ":x a fg:Authorisation ; fg:authorises :gone .",
        "still tell what was allowed",
    ),
    "Authorisation-authorisingRole": (
        ":x a fg:Authorisation ; fg:authorisingRole rank:superintendent .",
        "goes under fg:rank",
    ),
    "Authorisation-rank": (
        ":x a fg:Authorisation ; fg:rank 'Supt A. Person' .",
        "take the name out",
    ),
    "Authorisation-authorisedOn": (
        """:x a fg:Authorisation ; fg:authorisedOn '2021-08-02'^^xsd:date ;
           fg:validTo '2021-07-31'^^xsd:date .""",
        "cancellation report",
    ),
    "Authorisation-validFrom": (
        """:x a fg:Authorisation ; fg:validFrom '2021-08-01'^^xsd:date ;
           fg:validTo '2021-07-31'^^xsd:date .""",
        "not after it ends",
    ),
    "Authorisation-validTo": (
        ":x a fg:Authorisation ; fg:validTo '2021-07-31T18:00:00'^^xsd:dateTime .",
        "keep the day",
    ),
    "Authorisation-statedIn": (":x a fg:Authorisation .", "the written authority, or a reply"),
    "Authorisation-coversDeployment": (
        """:x a fg:Authorisation ; fg:validTo '2021-07-31'^^xsd:date ; fg:authorises :s .
           :s fg:includesDeployment :d . :d fg:date '2021-08-01'^^xsd:date .""",
        "it is a finding",
    ),
    "Authorisation-givenBefore": (
        """:x a fg:Authorisation ; fg:authorisedOn '2021-08-02'^^xsd:date ; fg:authorises :d .
           :d fg:date '2021-08-01'^^xsd:date .""",
        "put into writing later",
    ),
    "Judgment-issuedOn": (":x a fg:Judgment .", "not that of the hearing"),
    "Judgment-takenBy": (":x a fg:Judgment ; fg:takenBy 'A. Judge' .", "never of a named judge"),
    "Judgment-caseReference": (":x a fg:Judgment .", "neutral citation"),
    "Concerning-concerns": (
        ":x fg:saidBy force:essex ; fg:concerns force:essex .",
        "needs no fg:concerns",
    ),
    # codes
    "Provision-regime": (":x a fg:Provision .", "part of exactly one law"),
    "Provision-provisionKind": (":x a fg:Provision .", "outcomes of answers follow from it"),
    "Provision-absoluteOrQualified": (
        ":x a fg:Provision ; fg:absoluteOrQualified 'absolute for (a)' .",
        "is for a skos:scopeNote",
    ),
    "Provision-ncndProvision": (
        ":x a fg:Provision ; fg:ncndProvision foia:s21-9 .",
        "an exemption without one",
    ),
    "Provision-incompatibleWith": (
        ":x a fg:Provision ; skos:broader foia:s30 ; fg:incompatibleWith foia:s30 .",
        "never with the one that it is part of",
    ),
    "Provision-validFrom": (
        """:x a fg:Provision ; fg:validFrom '2018-05-25'^^xsd:date ;
           fg:validTo '2018-05-24'^^xsd:date .""",
        "mostly swapped",
    ),
    "Provision-validTo": (":x a fg:Provision ; fg:validTo '2018' .", "not the day after"),
    "Regime-jurisdiction": (":x a fg:Regime ; fg:jurisdiction 'Ireland' .", "write the code"),
    "Regime-regulator": (":x a fg:Regime ; fg:regulator :gone .", "court or tribunal"),
    "Regime-validFrom": (":x a fg:Regime ; fg:validFrom 2014 .", "one whole date"),
    "Regime-validTo": (":x a fg:Regime ; fg:validTo 2014 .", "still in force"),
    "Concept-isReplacedBy": (":x a skos:Concept ; owl:deprecated true .", "what took its place"),
    "Concept-prefLabel": (":x a skos:Concept ; skos:prefLabel 'a'@en , 'b'@en .", "one only"),
    "Concept-inScheme": (":x a skos:Concept .", "belongs to a scheme"),
    "Concept-definition": (":x a skos:Concept .", "two people give the same code"),
    # the United Kingdom
    "Respondent-respondent": (
        ":x fg:respondent force:national-crime-agency .",
        "not bound by the Freedom of Information Act",
    ),
    # privacy
    "NoPerson-type": (":x a foaf:Person .", "No person stands in the graph"),
    "NoPersonalContact-mbox": (":x foaf:mbox <mailto:x@example.org> .", "No e-mail address"),
    "NoPersonalContact-phone": (":x foaf:phone <tel:+442079460958> .", "No phone number"),
    "NoNamedCreator-creator": (":x dcterms:creator 'A. Person' .", "author that a PDF carries"),
    "NoPersonName-named": (":x foaf:familyName 'Person' .", "No name of a person"),
    "NoContact-named": (
        ":x <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:x@example.org> .",
        "hashed or plain",
    ),
    "NoNamedAuthor-named": (":x dcterms:contributor 'A. Person' .", "name that a file carries"),
    "ShortText-copied": (f":x fg:statusReason '{LONG}' .", "a question at most 2000"),
    "Private-reference-words": (
        ":x fg:reference 'ask x.person@example.org' .",
        "A reference holds",
    ),
    "Private-caseReference-words": (
        ":x fg:caseReference 'ask x.person@example.org' .",
        "reference of a case",
    ),
    "Private-fileName-words": (
        ":x fg:fileName 'ask x.person@example.org' .",
        "name of a file",
    ),
    "Private-eventName-words": (
        ":x fg:eventName 'ask x.person@example.org' .",
        "name of an event",
    ),
    "Private-algorithm-words": (
        ":x fg:algorithm 'ask x.person@example.org' .",
        "name of an algorithm",
    ),
    "Private-dateAsWritten-words": (
        ":x fg:dateAsWritten 'ask x.person@example.org' .",
        "A day as written",
    ),
    "Private-title-words": (
        ":x dcterms:title 'ask x.person@example.org' .",
        "A title holds",
    ),
    "Private-description-words": (
        ":x dcterms:description 'ask x.person@example.org' .",
        "A description holds",
    ),
    "Private-label-words": (
        ":x rdfs:label 'ask x.person@example.org' .",
        "A label holds",
    ),
    "Private-comment-words": (
        ":x rdfs:comment 'ask x.person@example.org' .",
        "A comment holds",
    ),
    "Private-prefLabel-words": (
        ":x skos:prefLabel 'ask x.person@example.org' .",
        "A preferred label",
    ),
    "Private-altLabel-words": (
        ":x skos:altLabel 'ask x.person@example.org' .",
        "An alternative label",
    ),
    # kinds and chains
    "OneKind-notOfTwo": (":x a fg:Deployment , fg:Observation .", "given one IRI"),
    "Chained-notBeforeItself": (
        ":x fg:revises :y . :y fg:retracts :x .",
        "earlier and later were swapped",
    ),
    "Answer-givesWhatItHolds": (
        ":x fg:heldStatus held:not-held ; fg:disclosure disclosure:full .",
        "is not given either",
    ),
    "AnswerPart-neitherConfirmedNorDenied": (
        """:x a fg:AnswerPart ; fg:outcome outcome:refused-ncnd ; fg:hasGroundClaim :g .
           :g fg:limb limb:withhold .""",
        "given to the other part",
    ),
    "AnswerPart-hasGroundClaim": (
        ":x a fg:AnswerPart ; fg:hasGroundClaim foia:s31-3 .",
        "what fg:reliesOn leads to",
    ),
    "Observation-valueOfUnit": (
        ":x fg:measure measure:false-alert-rate ; fg:value 0.4 , 7 .",
        "left in per cent",
    ),
    "ShortQuotation-quotation": (f":x fg:quotation '{LONG}' .", "at most 600 characters"),
    "Private-quotation-words": (
        ":x fg:quotation 'write to foi.team@force.example.police.uk please' .",
        "no e-mail address",
    ),
    "Private-questionText-words": (
        ":x fg:questionText 'Ring me on 020 7946 0958' .",
        "phone number",
    ),
    "Private-topic-words": (":x fg:topic 'call (01632) 960 001' .", "phone number"),
    "Private-reason-words": (":x fg:reason 'see a.person@example.org' .", "no e-mail address"),
    **{
        f"Private-{name}-words": (f":x fg:{name} 'Constabulary House, AB1 2AD' .", "or postcode")
        for name in (
            "asWritten",
            "categoryText",
            "changeReason",
            "citedAs",
            "columnHeading",
            "orderText",
            "place",
            "seriesName",
            "statusReason",
            "templateText",
            "unitText",
            "writtenAfter",
            "writtenBefore",
        )
    },
    "Private-presumptionReason-words": (
        ":x fg:presumptionReason 'told on +44 7700 900123' .",
        "phone number",
    ),
    "Private-outcomeStated-words": (
        ":x fg:outcomeStated 'No information held. 07700900123' .",
        "phone number",
    ),
    # area, public event, plan, place
    "Area-population": (":x a fg:Area ; fg:population 20.5 .", "one whole number"),
    "Area-populationYear": (":x a fg:Area ; fg:populationYear 21 .", "four digits"),
    "Area-inArea": (":x a fg:Area ; fg:inArea :gone .", "is in the graph"),
    "Area-yearGiven": (":x a fg:Area ; fg:population 20000 .", "fg:populationYear"),
    "PublicEvent-date": (":x a fg:PublicEvent ; fg:date '2023' .", "a plan"),
    "PublicEvent-place": (":x a fg:PublicEvent ; fg:place '' .", "place in words"),
    "PublicEvent-eventName": (
        ":x a fg:PublicEvent ; fg:eventName 'Parade' , 'Fair' .",
        "two events",
    ),
    "PublicEvent-eventContext": (
        ":x a fg:PublicEvent ; fg:eventContext event-context:parade .",
        "'event-context'",
    ),
    "PlanStatement-isStatement": (":x a fg:PlanStatement .", "'a fg:Statement , fg:PlanStatement'"),
    "PlanStatement-plannedFrom": (
        """:x a fg:PlanStatement ; fg:plannedFrom '2024-02-01'^^xsd:date ;
              fg:plannedTo '2024-01-01'^^xsd:date .""",
        "swapped",
    ),
    "PlanStatement-plannedTo": (
        ":x a fg:PlanStatement ; fg:plannedTo 'soon' .",
        "leave it out",
    ),
    "PlanStatement-fulfilledBy": (
        ":x a fg:PlanStatement ; fg:fulfilledBy :gone .",
        "is in the graph",
    ),
    "HostedDeployment-hostForce": (
        ":x fg:operator force:kent ; fg:hostForce force:kent .",
        "another than its operator",
    ),
    "AidedDeployment-mutualAidProvider": (
        ":x fg:mutualAidProvider supplier:nec .",
        "fg:supplier",
    ),
    "DeploymentInArea-inArea": (
        ":x a fg:Deployment ; fg:inArea :a ; fg:presumedArea :a . :a a fg:Area .",
        "not presumed as well",
    ),
    "DeploymentInArea-presumedArea": (
        ":x a fg:Deployment ; fg:presumedArea 'North' .",
        "leave the guess out",
    ),
    "Located-latitude": (":x fg:latitude 181.5 ; fg:longitude 0.1 .", "-90 to 90"),
    "Located-longitude": (":x fg:latitude 51.5 .", "the minus"),
    "Located-placeAccuracy": (":x fg:latitude 51.5 ; fg:longitude 0.1 .", "metres"),
}
"""Shape -> what breaks it, and part of the message that a person then reads."""

KEPT = {
    "a plan without an end": (
        "PlanStatement-plannedFrom",
        ":x a fg:Statement , fg:PlanStatement ; fg:plannedFrom '2024-02-01'^^xsd:date .",
    ),
    "an event of two days, one for each": (
        "PublicEvent-date",
        """:x a fg:PublicEvent ; fg:eventName 'Carnival' ; fg:date '2023-08-27'^^xsd:date .
           :y a fg:PublicEvent ; fg:eventName 'Carnival' ; fg:date '2023-08-28'^^xsd:date .""",
    ),
    "a part that is silent on the ground of the whole answer": (
        "AnswerPart-neitherConfirmedNorDenied",
        """:x a fg:AnswerPart ; fg:outcome outcome:refused-ncnd ; fg:partOfAnswer :a .
           :a fg:hasGroundClaim :g . :g fg:limb limb:confirm-or-deny .""",
    ),
    "a part with a claim of its own": (
        "AnswerPart-hasGroundClaim",
        ":x a fg:AnswerPart ; fg:hasGroundClaim :g . :g a fg:GroundClaim .",
    ),
    "what is not held, and a document named in its place": (
        "Answer-givesWhatItHolds",
        ":x fg:heldStatus held:not-held ; fg:disclosure disclosure:by-reference .",
    ),
    "a rate of one": (
        "Observation-valueOfUnit",
        ":x fg:measure measure:false-alert-share ; fg:value 1.0 .",
    ),
    "two reviews of one response": (
        "Chained-notBeforeItself",
        ":x fg:reviewOf :r . :y fg:reviewOf :r ; fg:precedingStep :x .",
    ),
    "a result of a test, which is an observation": (
        "OneKind-notOfTwo",
        ":x a fg:TestResult , fg:Observation .",
    ),
    "a long question": ("ShortText-copied", f":x fg:questionText '{LONG}' ."),
    "references and figures that are no number to ring": (
        "Private-quotation-words",
        ":x fg:quotation '0925-202324, 01.FOI.23.031597, 16883_18, 9756 11 4, 28 01 2022' .",
    ),
    "an agent by IRI": (
        "NoNamedAuthor-named",
        ":x prov:wasAttributedTo <https://example.org/agent> .",
    ),
    "the pages of an authority": (
        "NoContact-named",
        ":x foaf:homepage <https://www.example.org/contact> .",
    ),
    "a comment without a line of contact": (
        "Private-comment-words",
        ":x rdfs:comment 'Read twice; the second reading settles.' .",
    ),
    "a body named by its label": ("NoPersonName-named", ":x skos:prefLabel 'Garda'@en ."),
    "a place west and south of the zeros": (
        "Located-longitude",
        ":x fg:latitude -51.7 ; fg:longitude -57.85 ; fg:placeAccuracy 500 .",
    ),
    "a template with the slot of a technology": (
        "QuestionTemplate-templateText",
        ":x a fg:QuestionTemplate ; fg:templateText 'whether {force} plans to use {technology}' .",
    ),
    "a template that stands in no cluster": (
        "QuestionTemplate-inCluster",
        ":x a fg:QuestionTemplate .",
    ),
    "a question of two templates": (
        "TemplateMatch-judgedOnce",
        """:x a fg:TemplateMatch ; fg:matchedQuestion :q ; fg:matchedTemplate tpl:one .
           :y a fg:TemplateMatch ; fg:matchedQuestion :q ; fg:matchedTemplate :other .""",
    ),
    "a link beside a ruling on another template": (
        "QuestionLink-notRuled",
        """:x a fg:QuestionLink ; fg:matchedQuestion :q ; fg:matchedTemplate tpl:two .
           :m fg:matchedQuestion :q ; fg:matchedTemplate tpl:one ; fg:ruledBy role:maintainer .""",
    ),
    "an instance by an exact link that nobody judged": (
        "Question-judgedMatch",
        """:x a fg:Question ; fg:instanceOfTemplate tpl:one .
           :k a fg:QuestionLink ; fg:matchedQuestion :x ; fg:matchedTemplate tpl:one ;
              fg:matchKind match-kind:exact .""",
    ),
    "a match that is related and no instance": (
        "Question-judgedMatch",
        """:x a fg:Question . :m a fg:TemplateMatch ; fg:matchedQuestion :x ;
           fg:matchedTemplate tpl:one ; fg:matchKind match-kind:related .""",
    ),
    "a request in two series": (
        "InformationRequest-judgedMember",
        """:x a fg:InformationRequest ; fg:inSeries ser:early , ser:late .
           :m fg:membershipOf :x ; fg:membershipIn ser:early .
           :n fg:membershipOf :x ; fg:membershipIn ser:late .""",
    ),
    "a variant of a variant": (
        "QuestionSeries-ofAnother",
        ":x a fg:QuestionSeries ; fg:variantOf ser:late .",
    ),
    "a search for one template": (
        "Search-searchedFor",
        ":x a fg:Search ; fg:searchedFor tpl:one .",
    ),
    "a question that asks for a paper": ("AsksFor-asksFor", ":x fg:asksFor document-type:dpia ."),
    "words that stand in a log": (
        "Private-searchedIn-words",
        ":x fg:searchedIn 'the disclosure log, pages of 2023' .",
    ),
    "a label of three levels": ("Question-label", ":x a fg:Question ; fg:label '5.c.i' ."),
    "one label in two requests": (
        "Question-uniqueLabel",
        ":x a fg:Question ; fg:askedIn :r ; fg:label '1' .",
    ),
    "a period without an end": ("Question-period", ":x a fg:Question ; fg:period '2023-02/..' ."),
    "a period of one day": (
        "Question-periodStart",
        """:x a fg:Question ; fg:periodStart '2022-01-28'^^xsd:date ;
           fg:periodEnd '2022-01-28'^^xsd:date .""",
    ),
    "an answer on the day of receipt": (
        "Response-issuedAfterReceipt",
        ":x a fg:Response ; fg:respondsTo req:earlier ; fg:issuedOn '2023-02-20'^^xsd:date .",
    ),
    "two spellings of one reference": (
        "InformationRequest-reference",
        ":x a fg:InformationRequest ; fg:reference '01/FOI/23/1' , '01.FOI.23.1' .",
    ),
    "a refusal to confirm, claimed for the response as a whole": (
        "Answer-neitherConfirmedNorDenied",
        """:x a fg:Answer ; fg:outcome outcome:refused-ncnd ; fg:answerIn :r .
           :r fg:hasGroundClaim :g . :g fg:limb limb:confirm-or-deny .""",
    ),
    "a refusal to confirm for its cost, which is no exemption": (
        "Answer-neitherConfirmedNorDenied",
        ":x a fg:Answer ; fg:outcome outcome:refused-cost ; fg:heldStatus held:ncnd .",
    ),
    "an authority of a study's own": (
        "InformationRequest-respondent",
        """:x a fg:InformationRequest ; fg:respondent :garda . :garda a fg:PublicAuthority .""",
    ),
    "a law of a study's own": (
        "InformationRequest-madeUnder",
        ":x a fg:InformationRequest ; fg:madeUnder :act . :act a fg:Regime .",
    ),
    "a section whose subsection frees from confirming": (
        "GroundClaim-freesFromConfirming",
        ":x a fg:GroundClaim ; fg:provision foia:s31-1-a ; fg:limb limb:confirm-or-deny .",
    ),
    "neither confirming nor denying for its cost": (
        "GroundClaim-freesFromConfirming",
        ":x a fg:GroundClaim ; fg:provision foia:s12-2 ; fg:limb limb:confirm-or-deny .",
    ),
    "a law whose codes say nothing of confirming": (
        "GroundClaim-freesFromConfirming",
        """:x a fg:GroundClaim ; fg:provision :p ; fg:limb limb:confirm-or-deny .
           :p a fg:Provision ; fg:provisionKind "exemption" ; fg:regime :act .""",
    ),
    "sections 30 and 31 for two parts of an answer": (
        "GroundClaim-incompatible",
        """:x a fg:GroundClaim ; fg:claimedIn :a ; fg:limb limb:withhold ; fg:provision foia:s30-1 .
           :y a fg:GroundClaim ; fg:claimedIn :b ; fg:limb limb:withhold ; fg:provision foia:s31-1 .
           :a a fg:AnswerPart . :b a fg:AnswerPart .""",
    ),
    "a provision cited on its last day": (
        "GroundClaim-inForce",
        """:x a fg:GroundClaim ; fg:provision foia:s40-5 ; fg:claimedIn :r .
           :r fg:issuedOn '2018-05-24'^^xsd:date .""",
    ),
    "an absolute exemption said to need no test": (
        "GroundClaim-weighedThoughAbsolute",
        """:x a fg:GroundClaim ; fg:provision foia:s23 ;
           fg:publicInterestTest test-shown:not-required .""",
    ),
    "a factor of a study's own": (
        "PublicInterestFactor-factor",
        ":x a fg:PublicInterestFactor ; fg:factor :own . :own a skos:Concept .",
    ),
    "a link that the document has lost": (
        "LinkCheck-addressOrLost",
        ":x a fg:LinkCheck ; fg:linkStatus link-status:lost .",
    ),
    "a part of an hour": (
        "GroundClaim-estimatedHours",
        ":x a fg:GroundClaim ; fg:estimatedHours 20.5 .",
    ),
    "a provision of one day": (
        "Provision-validFrom",
        """:x a fg:Provision ; fg:validFrom '2018-05-25'^^xsd:date ;
           fg:validTo '2018-05-25'^^xsd:date .""",
    ),
    "the law of a part of a country": (
        "Regime-jurisdiction",
        ":x a fg:Regime ; fg:jurisdiction 'GB-SCT' .",
    ),
    "section 31 with the limb": (
        "GroundClaim-hasThatLimb",
        ":x a fg:GroundClaim ; fg:provision foia:s31-3 ; fg:limb limb:confirm-or-deny .",
    ),
    "the limb under a law of another country": (
        "GroundClaim-hasThatLimb",
        """:x a fg:GroundClaim ; fg:provision :p ; fg:limb limb:confirm-or-deny .
           :p fg:provisionKind 'accessible' ; fg:regime :act . :act fg:jurisdiction 'IE' .""",
    ),
    "section 21 as a ground to withhold": (
        "GroundClaim-hasThatLimb",
        ":x a fg:GroundClaim ; fg:provision foia:s21 ; fg:limb limb:withhold .",
    ),
    "a ground of the response as a whole": (
        "GroundClaim-claimedIn",
        ":x a fg:GroundClaim ; fg:claimedIn rsp:later .",
    ),
    "a row of a table without pages": ("Evidence-place", ":x a fg:Evidence ; fg:row 1 ."),
    "a deployment whose day is open": (
        "Deployment-dayOrPlace",
        ":x a fg:Deployment ; fg:dateAsWritten '03/04/24' .",
    ),
    "a day as the value of a change": (
        "EditionChange-valueBefore",
        ":x a fg:EditionChange ; fg:valueBefore '2024-01-02'^^xsd:date .",
    ),
    "a change that only one edition shows": (
        "EditionChange-saysWhat",
        ":x a fg:EditionChange ; fg:writtenAfter 'Elm Street' .",
    ),
    "neither confirmed nor denied, where the text breaks off": (
        "Answer-neitherConfirmedNorDenied",
        ":x a fg:Answer ; fg:outcome outcome:refused-ncnd ; fg:statedIn :v . "
        ":v fg:notSeen <https://w3id.org/foigraph/code/document-part/rest-of-reply> .",
    ),
    "a figure told as a range": (
        "Observation-upperBound",
        ":x a fg:Observation ; fg:lowerBound 1200.0 ; fg:upperBound 1600.0 .",
    ),
    "words that are marked as restated": (
        "Evidence-restatedMark",
        ":x a fg:Evidence ; fg:inVersion :v ; fg:restated true ; "
        "fg:quotation '[restated] no' . :v fg:versionOf :d . :d fg:standsFor <https://e.org/p> .",
    ),
    "words of a page itself": (
        "Evidence-restatedMark",
        ":x a fg:Evidence ; fg:inVersion :v ; fg:quotation 'no' . :v fg:versionOf :d . "
        ":d fg:publishedAt <https://e.org/p> .",
    ),
    "a page without a row": ("Evidence-place", ":x a fg:Evidence ; fg:page 1 ."),
    "the first characters": ("Evidence-start", ":x a fg:Evidence ; fg:start 0 ; fg:end 1 ."),
    "an empty cell": ("Evidence-quotation", ":x a fg:Evidence ; fg:quotation '' ."),
    "an amount with a lower bound alone": (
        "Amount-number",
        ":x a fg:Amount ; fg:lowerBound 1000.0 .",
    ),
    "a part with a ground of its own": (
        "GroundClaim-claimedIn",
        ":x a fg:GroundClaim ; fg:claimedIn part:later-1-p1 .",
    ),
    "a part without evidence": ("Evidenced-evidence", ":x a fg:AnswerPart ."),
    "all alerts false": (
        "Deployment-falseAlerts",
        ":x a fg:Deployment ; fg:totalAlerts 1 ; fg:falseAlerts 1 .",
    ),
    "zero, which is a figure": (
        "Deployment-totalAlerts",
        ":x a fg:Deployment ; fg:totalAlerts 0 .",
    ),
    "a rate of zero": ("Deployment-falseAlertRate", ":x a fg:Deployment ; fg:falseAlertRate 0.0 ."),
    "documents that differ": (
        "Deployment-figureIsObserved",
        """:x a fg:Deployment ; fg:totalAlerts 11 , 12 .
           :o fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 11 .
           :p fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 12 .""",
    ),
    "a figure of two documents": (
        "Deployment-observationIsFigure",
        """:x a fg:Deployment ; fg:totalAlerts 11 , 12 .
           :o fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 11 .
           :p fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 12 .""",
    ),
    "alerts without a sum": (
        "Deployment-sumOfAlerts",
        ":x a fg:Deployment ; fg:totalAlerts 3 ; fg:trueAlerts 1 .",
    ),
    "a rate that was cut off, not rounded": (
        "Deployment-rateOfFalseAlerts",
        ":x fg:falseAlertRate 0.0003 ; fg:falseAlerts 2 ; fg:facesSeen 5100 .",
    ),
    "true alerts of two kinds": (
        "Deployment-sumOfAlerts",
        ":x fg:trueAlerts 3 ; fg:trueAlertsConfirmed 2 ; fg:trueAlertsUnconfirmed 1 .",
    ),
    "a rate printed with one digit": (
        "Deployment-rateOfFalseAlerts",
        """:x fg:falseAlertRate 0.003 ; fg:falseAlerts 2 ; fg:facesSeen 1000 .
           :o fg:ofDeployment :x ; fg:measure measure:false-alert-rate ; fg:value 0.003 ;
              fg:asWritten '0.3%' .""",
    ),
    "outcomes that add up to more than the alerts": (
        "Deployment-outcomesOfAlerts",
        ":x fg:totalAlerts 3 ; fg:arrests 1 ; fg:otherOutcomes 2 ; fg:noAction 2 .",
    ),
    "a request that follows a reply": (
        "InformationRequest-precedingStep",
        ":x a fg:InformationRequest ; fg:precedingStep rsp:later .",
    ),
    "a request for a review that names a request": (
        "InformationRequest-reviewOf",
        ":x a fg:InformationRequest ; fg:reviewOf req:later .",
    ),
    "a step that follows a reply": (
        "ProcessStep-precedingStep",
        ":x a fg:ProcessStep ; fg:precedingStep rsp:later .",
    ),
    "a review of silence": (
        "ProcessStep-reviewOf",
        ":x a fg:ProcessStep ; fg:reviewOf req:later .",
    ),
    "a complaint of silence": (
        "ProcessStep-complaintAbout",
        ":x a fg:ProcessStep ; fg:complaintAbout req:later .",
    ),
    "a step of a refined request": (
        "ProcessStep-inOneMatter",
        """:x a fg:ProcessStep ; fg:stepOf req:later ; fg:precedingStep :y .
           :y fg:stepOf req:earlier .""",
    ),
    "two steps of one day": (
        "ProcessStep-inOrderOfDays",
        """:x a fg:ProcessStep ; fg:happenedOn '2023-03-01'^^xsd:date ;
           fg:precedingStep step:later-t1 .""",
    ),
    "an outcome after the requirement for a review": (
        "ProcessStep-followsProcedure",
        """:x a fg:ProcessStep ; fg:correspondsToStep process-step:internal-review-outcome ;
           fg:precedingStep :y . :y fg:correspondsToStep process-step:requirement-for-review .""",
    ),
    "a step of a law that the list of steps does not know": (
        "ProcessStep-foreseenByLaw",
        """:x a fg:ProcessStep ; fg:correspondsToStep process-step:internal-review-outcome ;
           fg:stepOf :r . :r fg:madeUnder :law .""",
    ),
    "a notice of a country's own kind": (
        "DecisionNotice-isThatStep",
        """:x a fg:DecisionNotice ; fg:correspondsToStep :own .
           :own skos:broader process-step:decision-notice .""",
    ),
    "a reply published on the day that it was sent": (
        "Response-publishedAfterIssue",
        """:x a fg:Response ; fg:issuedOn '2023-09-14'^^xsd:date ;
           fg:publishedOn '2023-09-14'^^xsd:date .""",
    ),
    "an acknowledgement on the day of sending": (
        "InformationRequest-acknowledgedAfterSending",
        """:x a fg:InformationRequest ; fg:sentOn '2023-02-20'^^xsd:date ;
           fg:acknowledgedOn '2023-02-20'^^xsd:date .""",
    ),
    "an acknowledgement on the day of receipt": (
        "InformationRequest-acknowledgedAfterReceipt",
        """:x a fg:InformationRequest ; fg:receivedOn '2023-02-20'^^xsd:date ;
           fg:acknowledgedOn '2023-02-20'^^xsd:date .""",
    ),
    "a paper in force for one day": (
        "DocumentVersion-validFrom",
        """:x a fg:DocumentVersion ; fg:validFrom '2021-10-05'^^xsd:date ;
           fg:validTo '2021-10-05'^^xsd:date .""",
    ),
    "a version that names a report of a study's own": (
        "DocumentVersion-takesAccountOf",
        ":x a fg:DocumentVersion ; fg:takesAccountOf :own . :own a skos:Concept .",
    ),
    "a paper on two technologies": (
        "DisclosureDocument-technology",
        """:x a fg:DisclosureDocument ;
           fg:technology technology:rfr-pnd , technology:live-facial-recognition .""",
    ),
    "a withheld rank": ("Authorisation-rank", ":x a fg:Authorisation ."),
    "a rank of a study's own": (
        "Authorisation-rank",
        """:x a fg:Authorisation ; fg:rank <https://example.org/code/rank/garda> .
           <https://example.org/code/rank/garda> a skos:Concept .""",
    ),
    "an authority of which no deployment is recorded": (
        "Authorisation-authorises",
        ":x a fg:Authorisation .",
    ),
    "an authority of one day": (
        "Authorisation-validFrom",
        """:x a fg:Authorisation ; fg:validFrom '2021-07-31'^^xsd:date ;
           fg:validTo '2021-07-31'^^xsd:date .""",
    ),
    "an authority given on the day that it expires": (
        "Authorisation-authorisedOn",
        """:x a fg:Authorisation ; fg:authorisedOn '2021-07-31'^^xsd:date ;
           fg:validTo '2021-07-31'^^xsd:date .""",
    ),
    "a deployment on the last day of an authority": (
        "Authorisation-coversDeployment",
        """:x a fg:Authorisation ; fg:validTo '2021-07-31'^^xsd:date ; fg:authorises :d .
           :d fg:date '2021-07-31'^^xsd:date .""",
    ),
    "an authority given on the day of the deployment": (
        "Authorisation-givenBefore",
        """:x a fg:Authorisation ; fg:authorisedOn '2021-08-01'^^xsd:date ; fg:authorises :d .
           :d fg:date '2021-08-01'^^xsd:date .""",
    ),
    "a statement about every force of a group": (
        "Concerning-concerns",
        ":x fg:saidBy body:home-office ; fg:concerns force-group:united-kingdom .",
    ),
    "a law that is in force no more": (
        "Regime-validTo",
        ":x a fg:Regime ; fg:validTo '2014-10-13'^^xsd:date .",
    ),
    "a chain of one day": (
        "InformationRequest-chainDays",
        ":x a fg:InformationRequest ; fg:chainDays 0 .",
    ),
    "a second release of one day": (
        "DatasetRelease-laterThanPrevious",
        """:x a fg:DatasetRelease ; fg:releasedOn '2024-01-01'^^xsd:date ;
           fg:previousRelease rel:one .""",
    ),
    "sections and figures that are no postcode": (
        "Private-quotation-words",
        ":x fg:quotation 'S31 (1), Q5 1 ST, IC3 12 MALE, FOI/69/20/IR, 2023 1AB' .",
    ),
    "a rate of no faces": (
        "Deployment-rateOfFalseAlerts",
        ":x fg:falseAlertRate 0.0 ; fg:falseAlerts 0 ; fg:facesSeen 0 .",
    ),
    "a value of zero": ("Observation-value", ":x a fg:Observation ; fg:value 0 ."),
    "a rate as value": ("Observation-value", ":x a fg:Observation ; fg:value 0.0008 ."),
    "a missing figure": (
        "Observation-valueOrReason",
        ":x a fg:Observation ; fg:missingReason missing-reason:blank .",
    ),
    "a figure of one group, which is none of the deployment": (
        "Deployment-observationIsFigure",
        """:x a fg:Deployment .
           :o fg:ofDeployment :x ; fg:measure measure:total-alerts ; fg:value 3 ;
              fg:demographicGroup ic-code:ic3 .""",
    ),
    "a total of a set": (
        "Observation-ofOneThing",
        ":x a fg:Observation ; fg:ofDeploymentSet set:year .",
    ),
    "a group of women of one age": (
        "Observation-oneGroupOfAScheme",
        ":x fg:demographicGroup sex:female , age-band:under-10 .",
    ),
    "a rate of a test": (
        "Observation-laboratoryFigure",
        ":x a fg:Observation ; fg:resultOf test:lab ; fg:measure measure:fpir .",
    ),
    "a result at the lowest threshold": (
        "TestResult-atThreshold",
        ":x a fg:TestResult ; fg:atThreshold 0.0 .",
    ),
    "a list of one image": (
        "TestResult-atWatchlistSize",
        ":x a fg:TestResult ; fg:atWatchlistSize 1 .",
    ),
    "a system of which only the algorithm is known": (
        "System-named",
        ":x a fg:System ; fg:algorithm 'Face One' .",
    ),
    "a set of one day": (
        "DeploymentSet-periodStart",
        """:x a fg:DeploymentSet ; fg:periodStart '2023-01-01'^^xsd:date ;
           fg:periodEnd '2023-01-01'^^xsd:date .""",
    ),
    "a sheet of researchers": (
        "DisclosureDocument-publisher",
        ":x a fg:DisclosureDocument ; fg:sourceKind source-kind:third-party .",
    ),
    "a choice between two documents": (
        "FigureRuling-somethingToChoose",
        """:x a fg:FigureRuling ; fg:preferredObservation :o .
           :o fg:ofDeployment :d ; fg:measure measure:arrests .
           :p fg:ofDeployment :d ; fg:measure measure:arrests .""",
    ),
    "a contradiction": (
        "Disagreement-contradicts",
        ":x a fg:Disagreement ; fg:disagreementLabel disagreement:contradicts .",
    ),
    "what a person refuted": (
        "Disagreement-refuted",
        """:x a fg:Disagreement ; fg:disagreementLabel disagreement:refuted ;
           fg:labelFound disagreement:contradicts .""",
    ),
    "a person's assessment as a side": (
        "DisagreementSide-evidence",
        ":x a fg:DisagreementSide ; fg:sideGives :s . :s a fg:CoverageAssessment .",
    ),
    "a ruling that rests on no guess": (
        "CoverageAssessment-guess",
        ":x a fg:CoverageAssessment ; fg:presumed false ; fg:assesses :a .",
    ),
    "a partial headline": (
        "Response-headlineAndAnswers",
        """:x a fg:Response ; fg:decision decision:partial-disclosure ; fg:hasAnswer :a .
           :a fg:outcome outcome:not-held .""",
    ),
    "a headline over an answer by reference": (
        "Response-headlineAndAnswers",
        """:x a fg:Response ; fg:decision decision:full-disclosure ; fg:hasAnswer :a .
           :a fg:outcome outcome:answered-by-reference .""",
    ),
    "a quotation of the greatest length": (
        "ShortQuotation-quotation",
        f":x fg:quotation '{LONG[1:]}' .",
    ),
    "references": (
        "Private-quotation-words",
        ":x fg:quotation 'Reference 01.FOI.23.031597 and 01/FOI/23/028737, 0925-202324' .",
    ),
    "a row of figures": (
        "Private-quotation-words",
        ":x fg:quotation '28/01/2022 | Oxford Circus | 9,756 | 12,120 | 11 | 0 | 0 | 0.08%' .",
    ),
    "a row of figures without lines": (
        "Private-quotation-words",
        ":x fg:quotation 'London 2022-01-28 2023-01-31 9756 12120 11 10 1 0 0 0 0 014 4 0.008%' .",
    ),
    "a handle that is no address": (
        "Private-quotation-words",
        ":x fg:quotation 'alerts @ 0.64 and over; follow @force' .",
    ),
    "a note without a code": ("Coding-saysSomething", ":x a fg:Coding ; fg:note 'vague' ."),
    "a coding of a whole reply": ("Coding-onAnswer", ":x a fg:Coding ; fg:onRequest req:later ."),
    "a due day that is the law's": (
        "InformationRequest-dueByCalendar",
        """:x fg:dueOn '2023-03-21'^^xsd:date ; fg:statutoryDueOn '2023-03-21'^^xsd:date .""",
    ),
    "a calendar of one year": (
        "Calendar-firstYear",
        ":x a fg:Calendar ; fg:firstYear 2023 ; fg:lastYear 2023 .",
    ),
    "a law without a time limit": ("Regime", ":x a fg:Regime ."),
    "a law with a clock": (
        "Regime",
        ":x a fg:Regime ; fg:responseDays 20 ; fg:calendar calendar:scotland .",
    ),
    "a law that foresees more in exceptional circumstances": (
        "Regime-reviewDays",
        ":x a fg:Regime ; fg:reviewDays 20 ; fg:reviewDaysAtMost 40 .",
    ),
    "a request that came in on the day it was sent": (
        "InformationRequest-sentFirst",
        """:x a fg:InformationRequest ; fg:sentOn '2026-10-12'^^xsd:date ;
           fg:receivedOn '2026-10-12'^^xsd:date .""",
    ),
    "a version of a sheet": (
        "DocumentVersion-versionOf",
        ":x a fg:DocumentVersion ; fg:versionOf :s . :s a fg:TrackingSheet .",
    ),
    "another force": ("Respondent-respondent", ":x fg:respondent force:metropolitan ."),
    "a creator by IRI": ("NoNamedCreator-creator", ":x dcterms:creator <https://example.org/> ."),
}


def turtle(text: str, own: str = CASES) -> list[Quad]:
    header = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items())
    header += f"@prefix : <{own}> .\n"
    return list(parse(header + text, format=RdfFormat.TURTLE))


def own(kind: str, name: str) -> str:
    return f"{CASES}{kind}/{re.sub('[^A-Za-z0-9]+', '-', name)}/"


def good() -> list[Quad]:
    """One small graph in which nothing is wrong."""
    return turtle((HERE / "good.ttl").read_text(encoding="utf-8"))


def every() -> list[Quad]:
    """The good graph and all cases."""
    quads = good()
    for shape, (snippet, _) in BROKEN.items():
        quads += turtle(snippet, own("broken", shape))
    for name, (_, snippet) in KEPT.items():
        quads += turtle(snippet, own("kept", name))
    return quads
