"""Hides how a party without an account reads one version, comments on it, and approves or signs it with a mailed code."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart import journey
from rightstart.agreements.by_link import CodeSent, WrongCode, put_name, send_code
from rightstart.agreements.remarks import Remarked, advise, comment
from rightstart.agreements.sign import NotSigned, Signed
from rightstart.directory.rules import Verb
from rightstart.terms import london_date
from rightstart.web.agreements.one import handed
from rightstart.web.agreements.one_sheets import told, version_table
from rightstart.web.agreements.remark_forms import AdviceForm, CommentForm
from rightstart.web.agreements.signing import COMPLETE, hindered
from rightstart.web.agreements.signing_sentences import NO_CODE, NOT_REMARKED, NOT_SIGNED, WRONG_CODE
from rightstart.web.days import day
from rightstart.web.document.forms import CodeForm
from rightstart.web.document.reader import Reader, by_link
from rightstart.web.sentences import OFFICES

SENT: Final = "A code is on its way to your mailbox. It is good for 10 minutes."


@require_safe
@by_link
def page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The one version, whole."""
    return _page(request, reader, CommentForm(), AdviceForm(auto_id="advice_%s"))


def _page(request: HttpRequest, reader: Reader, form: CommentForm, advising: AdviceForm) -> HttpResponse:
    why = hindered(reader.version, reader.code, reader.approves) if reader.puts_a_name else None
    shown: dict[str, Any] = dict(told(reader.version)) | _frame(reader)
    shown |= {
        "form": form,
        "advising": advising if reader.allows(Verb.ADVISE_AGREEMENT) else None,
        "versions": version_table(reader.version),
        "names": reader.puts_a_name and why is None,
        "waits": NOT_SIGNED[why] if why else "",
        "until": day(london_date(reader.link.until_at)),
    }
    return render(request, "document/document.html", shown)


def _frame(reader: Reader) -> dict[str, Any]:
    """What every page behind the link says: for whom it was sent, and where its file is."""
    of = reader.version.document
    return {
        "token": reader.token,
        "party": reader.link.organisation.name,
        "office": OFFICES[reader.link.role],
        "verb": "approve" if reader.approves else "sign",
        "document": reverse("document-file", args=[reader.token]) if of else "",
    }


@require_safe
@by_link
def file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The exact bytes that are signed."""
    content = reader.file() if reader.version.document else None
    if content is None:
        raise Http404
    return handed(reader.version, content)


# -- saying something ----------------------------------------------------------------------------------------------------


@require_POST
@by_link
def comments(request: HttpRequest, reader: Reader) -> HttpResponse:
    """A word for all parties to read."""
    form = CommentForm(request.POST)
    if form.is_valid():
        answer = comment(**_of(reader), words=form.cleaned_data["words"], by=reader.by, at=reader.at)
        if isinstance(answer, Remarked):
            return _said(request, reader, "Your comment stands beside the agreement. The other side is told.")
        form.add_error("words", NOT_REMARKED[answer])
    return _page(request, reader, form, AdviceForm(auto_id="advice_%s"))


@require_POST
@by_link
def advice(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The data protection officer's advice."""
    if not reader.allows(Verb.ADVISE_AGREEMENT):
        raise Http404
    form = AdviceForm(request.POST, auto_id="advice_%s")
    if form.is_valid():
        answer = advise(
            **_of(reader), advice=form.given(), words=form.cleaned_data["words"], by=reader.by, at=reader.at
        )
        if isinstance(answer, Remarked):
            return _said(request, reader, "Your advice is recorded. Whoever signs is shown it.")
        form.add_error("words", NOT_REMARKED[answer])
    return _page(request, reader, CommentForm(), form)


def _of(reader: Reader) -> dict[str, Any]:
    return {"reference": reader.link.reference, "version": reader.link.version, "party_code": reader.code}


def _said(request: HttpRequest, reader: Reader, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("document", reader.token)


# -- approving and signing -----------------------------------------------------------------------------------------------


@require_POST
@by_link
def code(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Mail a code to the address that the link was sent to."""
    answer = send_code(token=reader.token, at=reader.at)
    if isinstance(answer, CodeSent):
        messages.success(request, SENT)
    else:
        messages.info(request, NO_CODE[answer])
    return redirect("document-sign", reader.token)


@by_link
def sign(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The name under the document that was shown, with the code."""
    if not reader.puts_a_name:
        raise Http404
    if why := hindered(reader.version, reader.code, reader.approves):
        messages.info(request, NOT_SIGNED[why])
        return redirect("document", reader.token)
    form = _form(request, reader)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        answer = put_name(token=reader.token, code=typed["code"], document=typed["document"], at=reader.at)
        if not isinstance(answer, WrongCode):
            return _answered(request, reader, answer)
        form.add_error("code", WRONG_CODE[answer])
    return render(request, "document/sign.html", dict(told(reader.version)) | _frame(reader) | {"form": form})


def _form(request: HttpRequest, reader: Reader) -> CodeForm:
    verb = "approve" if reader.approves else "sign"
    says = f"I have read the document, and {verb} it as {OFFICES[reader.link.role]} for {reader.link.organisation.name}"
    return CodeForm(request.POST or None, told=says, initial={"document": reader.version.document})


def _answered(request: HttpRequest, reader: Reader, answer: Signed | NotSigned) -> HttpResponse:
    if answer is NotSigned.OTHER_DOCUMENT:
        messages.error(request, NOT_SIGNED[answer])
        return redirect("document-sign", reader.token)
    if isinstance(answer, NotSigned):
        messages.info(request, NOT_SIGNED[answer])
    elif reader.approves or answer.waits_for:
        messages.success(request, "Approved." if reader.approves else "Signed.")
    else:
        journey.advance_all(by=reader.by, at=reader.at, council=reader.version.council.id)
        messages.success(request, COMPLETE)
    return redirect("document", reader.token)
