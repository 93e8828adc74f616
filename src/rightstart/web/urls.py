"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("rightstart.web.account_urls")),
    path("", include("rightstart.web.home.urls")),
    path("", include("rightstart.web.alerts.urls")),
    path("", include("rightstart.web.consignments.urls")),
    path("", include("rightstart.web.feed_contract.urls")),
    path("", include("rightstart.web.feeds.urls")),
    path("", include("rightstart.web.quality.urls")),
    path("", include("rightstart.web.quarantine.urls")),
    path("", include("rightstart.web.worklist.urls")),
    path("", include("rightstart.web.letters.urls")),
    path("", include("rightstart.web.notices.urls")),
    path("", include("rightstart.web.told_back.urls")),
    path("", include("rightstart.web.questions.urls")),
    path("", include("rightstart.web.explaining.urls")),
    path("", include("rightstart.web.lifts.urls")),
    path("", include("rightstart.web.movers.urls")),
    path("", include("rightstart.web.stops.urls")),
    path("", include("rightstart.web.social_care.urls")),
    path("", include("rightstart.web.halts.urls")),
    path("", include("rightstart.web.agreements.urls")),
    path("", include("rightstart.web.drafting.urls")),
    path("", include("rightstart.web.refusals.urls")),
    path("", include("rightstart.web.register.urls")),
    path("", include("rightstart.web.callbacks.urls")),
    path("", include("rightstart.web.downstream.urls")),
    path("", include("rightstart.web.reach.urls")),
    path("", include("rightstart.web.ledger.urls")),
]
