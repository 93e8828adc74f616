"""The addresses of what families may ask; saying no by a code is open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.rights import answering, complaining, correcting, informing, requests, retaining, saying_no

urlpatterns = [
    path("no", login_not_required(saying_no.short), name="say-no-short"),
    path("say-no", login_not_required(saying_no.say_no), name="say-no"),
    path("say-no/heard", login_not_required(saying_no.heard), name="say-no-heard"),
    path("say-no/later", login_not_required(saying_no.later), name="say-no-later"),
    path("told-no", saying_no.told_no, name="told-no"),
    path("askings", answering.askings, name="askings"),
    path("askings/<str:reference>", answering.asking, name="asking"),
    path("askings/<str:reference>/paper", answering.paper, name="asking-paper"),
    path("informing", informing.informing, name="informing"),
    path("requests", requests.requests, name="requests"),
    path("requests/note", requests.note, name="request-note"),
    path("requests/<str:reference>", requests.one, name="request"),
    path("requests/<str:reference>/who", requests.who, name="request-who"),
    path("requests/<str:reference>/owner", requests.owner, name="request-owner"),
    path("requests/<str:reference>/step", requests.step, name="request-step"),
    path("requests/<str:reference>/pack", requests.family_pack, name="request-pack"),
    path("requests/<str:reference>/answered", requests.answered, name="request-answered"),
    path("requests/<str:reference>/reply.<str:form>", requests.letter, name="request-letter"),
    path("complaints", complaining.complaints, name="complaints"),
    path("complaints.csv", complaining.as_csv, name="complaints-csv"),
    path("corrections", correcting.desk, name="desk"),
    path("corrections/<str:reference>", correcting.correction, name="correction"),
    path("corrections/<str:reference>/decide", correcting.decide, name="correction-decide"),
    path("retention", retaining.retention, name="retention"),
    path("informing/<str:reference>/exempt", informing.exempt, name="informing-exempt"),
]
