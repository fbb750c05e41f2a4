"""Each shape is broken once on purpose, so that somebody has read its message.

A case is a snippet of Turtle in a namespace of its own.  All stand beside one
small graph in which nothing is wrong, and are validated together.
"""

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import resources, vocabulary
from kg.validate import Report, data_of, validate

HERE = Path(__file__).resolve().parent
CASES = "https://example.org/case/"
SH = "http://www.w3.org/ns/shacl#"
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
    "AnswerPart-outcome": (":x a fg:AnswerPart .", "code of the scheme 'outcome'"),
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
    "Answer-hasAmount": (":x a fg:Answer ; fg:hasAmount :gone .", "amounts that are in"),
    "Response-hasDenial": (":x a fg:Response ; fg:hasDenial :gone .", "denials that are in"),
    "Interpretation-interpretationOf": (":x a fg:Interpretation .", "behind exactly one answer"),
    "Interpretation-restrictedTo": (":x a fg:Interpretation .", "keeps something of the question"),
    "Statement-saidBy": (":x a fg:Statement .", "exactly one authority"),
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
        ":x a fg:DisclosureDocument .",
        "code of the scheme 'force'",
    ),
    "DisclosureDocument-publishedAt": (
        ":x a fg:DisclosureDocument ; fg:publishedAt 'https://www.example.org/' .",
        "an IRI, not a text",
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
    "Deployment-rateOfFalseAlerts": (
        ":x fg:falseAlertRate 0.08 ; fg:falseAlerts 1 ; fg:facesSeen 1250 .",
        "percentage was read as a ratio",
    ),
    "Observation-ofDeployment": (":x a fg:Observation .", "of exactly one deployment"),
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
    # codes
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
    "ShortQuotation-quotation": (f":x fg:quotation '{LONG}' .", "at most 600 characters"),
    "Private-quotation-words": (
        ":x fg:quotation 'write to foi.team@force.example.police.uk please' .",
        "no e-mail address",
    ),
    "Private-questionText-words": (
        ":x fg:questionText 'Ring me on 020 7946 0958' .",
        "no phone number",
    ),
    "Private-topic-words": (":x fg:topic 'call (01632) 960 001' .", "no phone number"),
    "Private-reason-words": (":x fg:reason 'see a.person@example.org' .", "no e-mail address"),
    "Private-presumptionReason-words": (
        ":x fg:presumptionReason 'told on +44 7700 900123' .",
        "no phone number",
    ),
    "Private-outcomeStated-words": (
        ":x fg:outcomeStated 'No information held. 07700900123' .",
        "no phone number",
    ),
}
"""Shape -> what breaks it, and part of the message that a person then reads."""

KEPT = {
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
    "section 31 with the limb": (
        "GroundClaim-hasThatLimb",
        ":x a fg:GroundClaim ; fg:provision foia:s31-3 ; fg:limb limb:confirm-or-deny .",
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
"""What stands at the edge -> the shape that lets it pass, and the snippet."""


def turtle(text: str, own: str = CASES) -> list[Quad]:
    header = "".join(f"@prefix {p}: <{n}> .\n" for p, n in vocabulary.prefixes().items())
    header += f"@prefix : <{own}> .\n"
    return list(parse(header + text, format=RdfFormat.TURTLE))


def own(kind: str, name: str) -> str:
    return f"{CASES}{kind}/{re.sub('[^A-Za-z0-9]+', '-', name)}/"


@pytest.fixture(scope="session")
def good() -> list[Quad]:
    return turtle((HERE / "good.ttl").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def report(good) -> Report:
    """The good graph and all cases, validated once."""
    quads = list(good)
    for shape, (snippet, _) in BROKEN.items():
        quads += turtle(snippet, own("broken", shape))
    for name, (_, snippet) in KEPT.items():
        quads += turtle(snippet, own("kept", name))
    return validate(quads)


@pytest.fixture(scope="session")
def shapes() -> list[Quad]:
    return list(data_of(resources.files("shapes", ".ttl")))


def found(report: Report, shape: str, namespace: str) -> list[str]:
    """The messages of *shape* about what stands in *namespace*."""
    return [
        finding.message
        for finding in report.findings
        if finding.shape == vocabulary.SHAPES + shape and finding.focus == f"{namespace}x"
    ]


def test_good_graph_has_nothing_wrong(good):
    findings = validate(good).findings

    assert [finding for finding in findings if vocabulary.CODE not in finding.focus] == []


@pytest.mark.parametrize("shape", BROKEN)
def test_shape_is_broken_on_purpose(report, shape):
    _, part = BROKEN[shape]

    messages = found(report, shape, own("broken", shape))

    assert messages, "the shape let it pass"
    assert all(part in message for message in messages)


@pytest.mark.parametrize("name", KEPT)
def test_edge_case_passes(report, name):
    shape, _ = KEPT[name]

    assert found(report, shape, own("kept", name)) == []


def test_every_message_was_read(shapes):
    """A shape or constraint with a message has a case above, and the other way round."""
    with_message = {
        quad.subject.value.removeprefix(vocabulary.SHAPES)
        for quad in shapes
        if quad.predicate.value == f"{SH}message"
    }

    assert with_message == set(BROKEN)


@pytest.mark.parametrize(
    "kind", ["https://schema.org/Person", "http://schema.org/Person", "prov:Person"]
)
def test_no_vocabulary_brings_persons_in(kind):
    term = kind if ":" in kind and "//" not in kind else f"<{kind}>"

    findings = validate(turtle(f":x a {term} .")).findings

    assert any("No person stands in the graph" in finding.message for finding in findings)


def test_severities_are_as_meant(report):
    """What may be as printed never stops a generation."""
    severities = {
        finding.shape.removeprefix(vocabulary.SHAPES): finding.severity
        for finding in report.findings
    }

    softer = {shape: severity for shape, severity in severities.items() if severity != "violation"}

    assert softer == {
        "Answer-neitherConfirmedNorDenied": "warning",
        "Coding-onAnswer": "warning",
        "Concept-definition": "warning",
        "Deployment-rateOfFalseAlerts": "warning",
        "Deployment-sumOfAlerts": "warning",
        "InformationRequest-sentFirst": "warning",
        "Question-wording": "warning",
        "Response-headlineAndAnswers": "info",
    }


def test_flat_figures_all_have_a_shape(shapes):
    """A measure that a deployment can have is held to its kind of number."""
    flat = {
        value
        for scheme in ("measure", "measure-definition")
        for values in vocabulary.facts(scheme, vocabulary.ONTOLOGY + "flatProperty").values()
        for value in values
    }
    shaped = {quad.object.value for quad in shapes if quad.predicate.value == f"{SH}path"}

    # Laboratory figures and counts of searches are never those of one deployment.
    beyond = {vocabulary.ONTOLOGY + name for name in ("tpir", "fpir", "rfrSearches")}

    assert flat, "no code of the schemes names its flat property"
    assert flat - shaped == beyond


def test_terms_and_codes_in_shapes_exist(shapes):
    """A path, class or code that is misspelt would let everything pass."""
    folder = resources.root() / "ontology"
    known = {
        quad.subject.value
        for quad in data_of([*sorted(folder.glob("*.ttl")), *resources.files("ontology/codes", "")])
    }
    ours = (vocabulary.ONTOLOGY, vocabulary.CODE)
    used = {
        quad.object.value
        for quad in shapes
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ours)
    }
    for quad in shapes:
        if quad.predicate.value == f"{SH}select":
            used |= {vocabulary.ONTOLOGY + n for n in re.findall(r"\bfg:(\w+)", quad.object.value)}
            used |= set(re.findall(rf"<({vocabulary.CODE}[^>]+)>", quad.object.value))

    assert used, "the shapes use no term of ours"
    assert sorted(used - known) == []


def test_patterns_name_schemes_that_exist(shapes):
    patterns = {quad.object.value for quad in shapes if quad.predicate.value == f"{SH}pattern"}
    schemes = {
        scheme
        for pattern in patterns
        for names in re.findall(r"/code/\(?([a-z|-]+)\)?/", pattern)
        for scheme in names.split("|")
    }

    assert schemes
    assert schemes <= set(vocabulary.SCHEMES)


def test_shapes_are_shapes():
    """They conform to the shapes of SHACL itself."""
    from pyshacl import validate as run
    from rdflib import Graph

    rules = Graph()
    for path in resources.files("shapes", ".ttl"):
        rules.parse(path)

    conforms, _, words = run(rules, shacl_graph="http://www.w3.org/ns/shacl-shacl")

    assert conforms, words


def test_no_blank_node_but_in_lists(shapes):
    lists = {f"{vocabulary.FOREIGN['rdf']}first", f"{vocabulary.FOREIGN['rdf']}rest"}

    others = [
        quad
        for quad in shapes
        if not isinstance(quad.subject, NamedNode) and quad.predicate.value not in lists
    ]

    assert others == []
