"""The addresses of the ledger: its page, the proof of one decision, and the published log, which is open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.ledger import papers, published, views

urlpatterns = [
    path("ledger", views.ledger, name="ledger"),
    path("ledger/checkpoint", login_not_required(published.checkpoint), name="checkpoint"),
    path("ledger/cosigned/<str:witness>", login_not_required(published.cosigned), name="cosigned"),
    path("ledger/tile/<path:tile>", login_not_required(published.tile), name="tile"),
    path("ledger/<str:program>", login_not_required(published.program), name="ledger_program"),
    path("births/<str:reference>/proof/<str:leaf>", papers.proof, name="proof"),
    path("births/<str:reference>/proof/<str:leaf>/<str:form>", papers.proof, name="proof_file"),
]
