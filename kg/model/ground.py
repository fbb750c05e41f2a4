"""What an authority says about provisions: relied on, only mentioned, or used to stay silent."""

from dataclasses import dataclass, field

from kg.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedClass:
    """What kind of exemption the letter itself calls one, right or wrong."""

    passage: Passage
    force: str | None = None
    """``absolute`` or ``qualified``; None when the letter says neither."""

    basis: str | None = None
    """``class`` or ``prejudice``; None when the letter says neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmTest:
    """Whether the letter shows the harm that a provision may ask for."""

    shown: str
    """Code of scheme ``test-shown``."""

    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicInterestTest:
    """Whether the letter weighs the public interest, and which sides of it have words."""

    shown: str
    """Code of scheme ``test-shown``."""

    passage: Passage
    favouring: Passage | None = None
    """Where factors for giving the information begin; None without any."""

    against: Passage | None = None
    """Where factors against giving it begin; None without any."""

    balance: Passage | None = None
    """Where the two are weighed; None when they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundClaim:
    """The authority's reliance on a provision of the Act."""

    provision: str
    """Code of a provision scheme with its regime: ``foia:s31-1-a``."""

    cited_as: str
    """The citation as printed."""

    limb: str
    """Code of scheme ``limb``: withhold, confirm-or-deny or cost."""

    passage: Passage
    stated_class: StatedClass | None = None
    """None when the letter does not call it one."""

    harm: HarmTest | None = None
    """None when the letter says nothing of harm; that is not the same as needing none."""

    public_interest: PublicInterestTest | None = None
    """None when the letter says nothing of the public interest."""

    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A provision that the document names and the authority does not rely on there."""

    provision: str
    """Code of a provision scheme with its regime."""

    cited_as: str
    """The citation as printed."""

    role: str
    """Code of scheme ``citation-role``, such as ``considered``; never ``relied``."""

    passage: Passage
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A place where the authority neither confirms nor denies that it holds something."""

    kind: str
    """Code of scheme ``ncnd-kind``."""

    passage: Passage
    restricted_to: tuple[str, ...] = ()
    """Codes with their scheme that set its scope, such as ``overtness:covert``."""

    to: tuple[str, ...] = ()
    """Labels of the questions that it names; empty when it names none."""

    provisions: tuple[str, ...] = ()
    """Codes of the provisions that stand with it."""

    line: int | None = field(default=None, compare=False)
