"""The reply page of a consent form as a plan: where each label, field and tick stands, measured before it is drawn.

One plan serves all families that get the same form, and paper, fillable file and tests read the same places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.documents.catalogue import Catalogue
from desktop.documents.codes import CODE128_HEIGHT, QR_SIDE, code128_width
from desktop.documents.directions import apart
from desktop.documents.sheet import ACCENT, HAIR, INK, MM, MUTED, SOFT, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting, clearer, width_of

MARGIN = 17 * MM
FOOT = 15 * MM
CHOICES = ("take_part", "surveys", "share_anonymised", "photo", "virtual_sessions")
_HEAD = QR_SIDE + 4
_SIZES = (10.2, 9.8, 9.4, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)
_OFFICE = CODE128_HEIGHT + 30


class Spoken(NamedTuple):
    """The language of a form, English beside it where the school wants both, each with the facts in its words."""

    main: Catalogue
    facts: Mapping[str, str]
    beside: Catalogue | None = None
    beside_facts: Mapping[str, str] | None = None
    clear: bool = False  # in the dyslexia-friendly hand

    @property
    def setting(self) -> Setting:
        """How the form's own language is set."""
        return clearer(self.main.setting) if self.clear else self.main.setting

    def each(self, key: str) -> list[tuple[str, Setting]]:
        """Return a text in each language of the form."""
        found = [(self.main.text(key, self.facts), self.setting)]
        if self.beside is not None:
            found.append((self.beside.text(key, self.beside_facts), self.beside.setting))
        return found


class Label(NamedTuple):
    """A text at its place."""

    text: str
    column: Column
    style: Style
    setting: Setting


class Entry(NamedTuple):
    """A place to write on or to tick: its name, where, and what a screen reader says of it."""

    key: str
    box: Box
    tip: str


@dataclass(slots=True)
class ReplyPage:
    """What stands on one page."""

    labels: list[Label] = field(default_factory=list)
    fields: list[Entry] = field(default_factory=list)
    ticks: list[Entry] = field(default_factory=list)
    rules: list[Column] = field(default_factory=list)
    office: Box | None = None


class Signer(NamedTuple):
    """Who signs: someone of age for themself; else a parent or carer, or at 16 and 17 perhaps the young person."""

    self_only: bool = False
    may_sign_alone: bool = False


def plan_reply(sheet: Sheet, spoken: Spoken, signer: Signer, *, size: float | None = None) -> list[ReplyPage]:
    """Return the pages of a reply: one, at the largest size that fits it; as many as needed where a size is asked."""
    for attempt in (size,) if size else _SIZES:
        planner = _Planner(sheet, spoken, attempt)
        pages = planner.plan(signer)
        if len(pages) == 1:
            return _Planner(sheet, spoken, attempt, air=planner.air()).plan(signer)
    return pages


class _Planner:
    """Walks down the page and notes what goes where."""

    def __init__(self, sheet: Sheet, spoken: Spoken, size: float, *, air: float = 0.0) -> None:
        self.sheet, self.spoken, self.size = sheet, spoken, size
        self.spare = air
        self.headings = 0
        self.pages: list[ReplyPage] = [ReplyPage()]
        self.width = sheet.width - 2 * MARGIN
        self.top = MARGIN * 0.72

    def plan(self, signer: Signer) -> list[ReplyPage]:
        self.head()
        self.young_person()
        if not signer.self_only:
            self.parent()
        self.emergency()
        self.choices("self_" if signer.self_only else "")
        self.signatures(signer)
        self.office()
        return self.pages

    def head(self) -> None:
        width = self.width - QR_SIDE - 12
        end = self.say("consent.reply.heading", Column(MARGIN, self.top, width), Style(self.size * 1.9, bold=True))
        tall = self.size * 1.25 * self.spoken.setting.leading
        self.pages[-1].fields.append(Entry("return_by", Box(MARGIN, end + 2, width, tall), ""))
        end = self.say("consent.reply.correct", Column(MARGIN, end + tall + 4, width), Style(self.size, colour=MUTED))
        self.top = max(self.top + _HEAD, end + 4)

    def young_person(self) -> None:
        self.heading("young_person", 2)
        self.row(("legal_name", 3), ("preferred_name", 2))
        self.row(("date_of_birth", 2), ("year", 1), ("form", 2))

    def parent(self) -> None:
        self.heading("parent", 2)
        self.row(("name", 3), ("relationship", 2))
        self.row(("phone", 2), ("email", 3))
        self.tick("responsibility", "responsibility")

    def emergency(self) -> None:
        self.heading("emergency", 2)
        self.row(("emergency_contact", 3), ("emergency_phone", 2))
        self.row(("access", 1))

    def choices(self, prefix: str) -> None:
        self.heading("choices", 3)
        self.top = self.say("consent.reply.tick", self.here(), Style(self.size * 0.94, colour=MUTED)) + 2
        for choice in CHOICES:
            self.tick(choice, f"{prefix}{choice}")
        self.top += 2
        self.tick("refuse", f"{prefix}refuse")

    def signatures(self, signer: Signer) -> None:
        self.heading("signatures", 2)
        if signer.may_sign_alone:
            self.top = self.say("consent.reply.may_sign", self.here(), Style(self.size * 0.94, colour=MUTED)) + 2
        who = ("self_signature",) if signer.self_only else ("parent_signature", "young_signature")
        for one in who:
            self.row((one, 3), (f"{one}.printed_name", 2.2), (f"{one}.date", 1.3), tall=2.5)

    def office(self) -> None:
        self.need(_OFFICE + 8)
        top = max(self.top + 6, self.sheet.height - FOOT - _OFFICE - 6)
        self.pages[-1].office = Box(MARGIN, top, self.width, _OFFICE)
        inside = MARGIN + code128_width("A" * 8) + 16
        part = (self.width - inside + MARGIN - 8) / 3
        heading = Style(7.4, bold=True)
        end = self.say("consent.reply.office", Column(inside, top + 4, 3 * part), heading, only_main=True)
        for place, key in enumerate(("office_received", "office_route", "office_entered")):
            column = Column(inside + place * part, end, part - 8)
            self.say(f"consent.reply.{key}", column, Style(6.6, colour=MUTED), only_main=True)
            self.pages[-1].rules.append(Column(column.x, top + _OFFICE - 8, column.width))

    def air(self) -> float:
        """Return how much further space each heading may have above it."""
        office = self.pages[-1].office
        left = office.top - 10 - self.top if office else 0.0
        return max(0.0, min(left / self.headings, self.size * 1.2))

    def here(self) -> Column:
        return Column(MARGIN, self.top, self.width)

    def need(self, height: float) -> None:
        """Turn to a new page where the rest of this one is too short."""
        if self.top + height > self.sheet.height - FOOT:
            self.pages.append(ReplyPage())
            self.top = MARGIN

    def heading(self, key: str, rows: float) -> None:
        self.need(self.size * (3 + 3.6 * rows))
        self.headings += 1
        self.top += self.size * 0.55 + self.spare
        style = Style(self.size * 1.12, bold=True, colour=ACCENT)
        self.top = self.say(f"consent.reply.{key}", self.here(), style) + self.size * 0.1

    def row(self, *parts: tuple[str, float], tall: float = 1.55) -> None:
        """Set fields side by side, each with its label above; the numbers are shares of the width."""
        share = (self.width + 12) / sum(weight for _key, weight in parts)
        style = Style(self.size * 0.8, colour=MUTED)
        columns, x = [], MARGIN
        for key, weight in parts:
            columns.append((key, Column(x, self.top, weight * share - 12)))
            x += weight * share
        high = max(self.height(_label_key(key), column.width, style) for key, column in columns)
        self.need(high + tall * self.size + 4)
        for key, column in columns:
            self.say(_label_key(key), column._replace(top=self.top), style)
            box = Box(column.x, self.top + high, column.width, tall * self.size)
            self.pages[-1].fields.append(Entry(key, box, self.tip(key)))
            self.pages[-1].rules.append(Column(box.x, box.top + box.height, box.width))
        self.top += high + tall * self.size + self.size * 0.42

    def tick(self, key: str, text: str) -> None:
        side, style = self.size * 1.12, Style(self.size)
        column = Column(MARGIN + side + 7, self.top, self.width - side - 7)
        self.need(self.height(f"consent.reply.{text}", column.width, style) + 4)
        column = column._replace(top=self.top)
        (_first, setting), *_rest = self.spoken.each(f"consent.reply.{text}")
        line = self.size * setting.leading
        tip = self.spoken.main.text(f"consent.reply.{text}")
        self.pages[-1].ticks.append(Entry(key, Box(MARGIN, self.top + (line - side) / 2, side, side), tip))
        self.top = self.say(f"consent.reply.{text}", column, style) + self.size * 0.24

    def say(self, key: str, column: Column, style: Style, *, only_main: bool = False) -> float:
        """Note a text in each language of the form and return where it ends."""
        each = self.spoken.each(key)[:1] if only_main else self.said(key, column.width, style)
        for place, (text, setting) in enumerate(each):
            used = _second(style) if place else style
            self.pages[-1].labels.append(Label(text, column, used, setting))
            column = column._replace(top=column.top + self.sheet.measure(text, column.width, used, setting=setting))
        return column.top

    def height(self, key: str, width: float, style: Style) -> float:
        return sum(
            self.sheet.measure(text, width, _second(style) if place else style, setting=setting)
            for place, (text, setting) in enumerate(self.said(key, width, style))
        )

    def said(self, key: str, width: float, style: Style) -> list[tuple[str, Setting]]:
        """Return a text in each language of the form, both on one line where they fit: so both can be larger."""
        each = self.spoken.each(key)
        setting = each[0][1]
        both = "  ·  ".join(apart(text, rtl=setting.rtl) for text, _setting in each)
        if len(each) > 1 and width_of(both, setting, bold=style.bold) * style.size <= width:
            return [(both, setting)]
        return each

    def tip(self, key: str) -> str:
        label = self.spoken.main.text(_label_key(key))
        owner = key.split(".")[0]
        return label if owner == key else f"{self.spoken.main.text(f'consent.reply.{owner}')}: {label}"


def draw_plan(sheet: Sheet, page: ReplyPage) -> None:
    """Draw what is the same for everyone."""
    if page.office is not None:
        sheet.box(page.office, fill=SOFT, radius=4)
    for label in page.labels:
        sheet.write(label.text, label.column, label.style, align="page", setting=label.setting)
    for rule in page.rules:
        sheet.rule(rule.x, rule.top, rule.width, HAIR)
    for entry in page.ticks:
        sheet.tick_box(entry.box.x, entry.box.top, entry.box.width)


def _second(style: Style) -> Style:
    return style._replace(size=style.size * 0.86, bold=False, colour=MUTED if style.colour is INK else style.colour)


def _label_key(key: str) -> str:
    last = key.split(".")[-1]
    return f"consent.reply.{'phone' if last == 'emergency_phone' else last}"
