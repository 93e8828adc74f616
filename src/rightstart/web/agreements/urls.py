"""The addresses of the register of agreements; which agreement is meant stands in the query, for references have any form."""

from django.urls import path

from rightstart.web.agreements import asking, changing, linking, one, papers, proving, saying, signing, trying, views

urlpatterns = [
    path("agreements", views.agreements, name="agreements"),
    path("agreements/one", one.agreement, name="agreement"),
    path("agreements/document", one.document, name="agreement-document"),
    path("agreements/propose", saying.put_to_signature, name="propose-agreement"),
    path("agreements/comment", saying.comments, name="comment-agreement"),
    path("agreements/advise", saying.advice, name="advise-agreement"),
    path("agreements/approve", signing.approve, name="approve-agreement"),
    path("agreements/sign", signing.sign, name="sign-agreement"),
    path("agreements/end", changing.end, name="end-agreement"),
    path("agreements/invite", linking.send, name="invite"),
    path("agreements/invite/take-back", linking.take_back, name="take-back"),
    path("agreements/gateways", views.gateways, name="gateways"),
    path("agreements/flow", asking.flow, name="flow"),
    path("agreements/what-if", trying.what_if, name="what-if"),
    path("agreements/evidence", proving.pack, name="agreement-evidence"),
    path("agreements/proof", proving.proof, name="agreement-proof"),
    path("agreements/papers", papers.papers, name="agreement-papers"),
    path("agreements/paper", papers.paper, name="agreement-paper"),
    path("agreements/suspend", changing.suspend, name="suspend-agreement"),
    path("agreements/resume", changing.resume, name="resume-agreement"),
]
