"""The consent form as plain HTML beside the PDF, for screen readers and for phones; it draws nothing.

ReportLab makes no tagged PDF, so this page carries the same words with headings, labels and a reading order.
"""

from collections.abc import Sequence
from html import escape

from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, choose
from desktop.documents.flow import Block
from desktop.documents.form_words import entries, form_facts, signer_of
from desktop.documents.information import information
from desktop.documents.reply import CHOICES, Signer, Spoken
from desktop.documents.requests import ConsentFormRequest
from desktop.models.reference import spaced

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1e2327}"
    "h1,h2{color:#1b5a7a;line-height:1.25}label{display:block;margin:.7rem 0}"
    "input:not([type=checkbox]){display:block;font:inherit;width:100%;padding:.3rem}fieldset{margin:1.2rem 0}"
    ".draft{color:#7d4f08;font-weight:bold}"
)
_FIELDS = {
    "young_person": ("legal_name", "preferred_name", "date_of_birth", "year", "form"),
    "parent": ("name", "relationship", "phone", "email"),
    "emergency": ("emergency_contact", "emergency_phone", "access"),
}


def consent_form_html(request: ConsentFormRequest, *, catalogues: Sequence[Catalogue] = ()) -> str:
    """Return one family's form as a page of HTML that needs nothing else; in English where the language has no form.

    Where the form has English beside its language, the same page in English follows.
    """
    words = choose(request.consent.language, catalogues, "consent") or catalogue(SOURCE)
    both = [words]
    if request.bilingual and words.language != SOURCE:
        both.append(choose(SOURCE, catalogues, "consent") or catalogue(SOURCE))
    title, direction = escape(words.text("consent.title")), "rtl" if words.rtl else "ltr"
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><main>\n{''.join(_form(request, one) for one in both)}</main></body>\n</html>\n"
    )


def _form(request: ConsentFormRequest, words: Catalogue) -> str:
    spoken = Spoken(words, form_facts(request, words))
    values = entries(request, spoken)
    signer = signer_of(request)
    title = escape(words.text("consent.title"))
    whom = words.text(f"consent.for_{'self' if signer.self_only else 'whom'}")
    said = " · ".join(part for part in (words.draft_note, "Draft translation") if part)
    draft = f'<p class="draft">{escape(said)}</p>' if words.draft else ""
    direction = "rtl" if words.rtl else "ltr"
    return (
        f'<section lang="{escape(words.language)}" dir="{direction}">\n'
        f"<p>{escape(request.school.name)}</p>\n<h1>{title}</h1>\n{draft}"
        f"<p>{escape(whom)} <strong><bdi>{escape(values.get('known_name', ''))}</bdi></strong></p>\n"
        f"{_information(information(spoken)[0])}\n{_reply(spoken, signer, values)}\n"
        f"<p>{escape(words.text('consent.reply.reference'))}: <bdi>{escape(spaced(request.consent.reference))}</bdi>"
        f" · {escape(words.text('words.version', {'version': request.consent.form_version}))}</p>\n"
        "</section>\n"
    )


def _information(blocks: Sequence[Block]) -> str:
    lines = []
    for block in blocks:
        label = f"<strong>{escape(block.label)}:</strong> " if block.label else ""
        lines.append(f"<h2>{escape(block.text)}</h2>" if block.heading else f"<p>{label}{escape(block.text)}</p>")
    return "\n".join(lines)


def _reply(spoken: Spoken, signer: Signer, values: dict[str, str]) -> str:
    said = spoken.main.text
    parts = [f"<form><h2>{escape(said('consent.reply.heading'))}</h2>", f"<p>{escape(values['return_by'])}</p>"]
    for group, fields in _FIELDS.items():
        if group == "parent" and signer.self_only:
            continue
        inner = [_field(spoken, key, values.get(key, "")) for key in fields]
        inner += [_tick(spoken, "responsibility", "responsibility")] if group == "parent" else []
        parts.append(_group(said(f"consent.reply.{group}"), inner))
    prefix = "self_" if signer.self_only else ""
    ticks = [_tick(spoken, choice, f"{prefix}{choice}") for choice in (*CHOICES, "refuse")]
    parts.append(_group(said("consent.reply.choices"), [f"<p>{escape(said('consent.reply.tick'))}</p>", *ticks]))
    parts.append(_group(said("consent.reply.signatures"), _signatures(spoken, signer)))
    return "\n".join([*parts, "</form>"])


def _signatures(spoken: Spoken, signer: Signer) -> list[str]:
    alone = [f"<p>{escape(spoken.main.text('consent.reply.may_sign'))}</p>"] if signer.may_sign_alone else []
    who = ["self_signature"] if signer.self_only else ["parent_signature", "young_signature"]
    keys = ("printed_name", "date")
    return alone + [
        field
        for one in who
        for field in (
            _field(spoken, one, ""),
            *(_field(spoken, key, "", name=f"{one}-{key}", owner=one) for key in keys),
        )
    ]


def _group(legend: str, inner: Sequence[str]) -> str:
    return "\n".join([f"<fieldset><legend>{escape(legend)}</legend>", *inner, "</fieldset>"])


def _field(spoken: Spoken, key: str, value: str, *, name: str = "", owner: str = "") -> str:
    """Return a field with its label; where several are alike the label begins with whose it is."""
    label = spoken.main.text(f"consent.reply.{'phone' if key == 'emergency_phone' else key}")
    label = f"{spoken.main.text(f'consent.reply.{owner}')}: {label}" if owner else label
    filled = f' value="{escape(value)}"' if value else ""
    return f'<label>{escape(label)} <input name="{name or key}" dir="auto"{filled}></label>'


def _tick(spoken: Spoken, key: str, text: str) -> str:
    said = escape(spoken.main.text(f"consent.reply.{text}"))
    return f'<label><input type="checkbox" name="{key}"> {said}</label>'
